// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <cuda_runtime_api.h>

#include <cstdint>
#include <vector>

#include "generator/cuda/cuda_device.hpp"
#include "generator/cuda/cuda_executor.cuh"
#include "generator/cuda/cuda_search.hpp"
#include "generator/cuda/device_array.cuh"
#include "generator/cuda/device_memory.hpp"
#include "generator/network/forward.hpp"

namespace sidproof::reference {
namespace {

struct CudaCache final : DeviceMemory {
  explicit CudaCache(std::size_t floats) : values(floats) {}
  DeviceArray<float> values;
};

double free_bytes() {
  std::size_t free = 0;
  std::size_t all = 0;
  require(cudaMemGetInfo(&free, &all), "cannot ask for the device's memory");
  return static_cast<double>(free);
}

// Copies what an observer is to see to the host.
class DeviceObservation {
 public:
  DeviceObservation(const Observer& observer, const Batch& batch, const Shape& shape,
                    std::size_t cache_floats, cudaStream_t stream)
      : observer_(&observer),
        batch_(&batch),
        shape_(&shape),
        plane_(cache_floats / (2 * shape.layers)),
        stream_(stream) {}

  [[nodiscard]] const float* keep(const float* values, std::size_t count) const {
    return *observer_ ? copy(kept_, values, count) : nullptr;
  }
  void operator()(OperatorCall call) const {
    if (!*observer_) return;
    const bool embed = call.kind == OperatorCall::Kind::embed;
    const bool norm = call.kind == OperatorCall::Kind::norm;
    const std::size_t weights = embed  ? shape_->vocabulary * shape_->width
                                : norm ? call.columns
                                       : call.inner * call.columns;
    const std::size_t biases = embed ? shape_->positions * shape_->width : call.columns;
    call.batch = batch_;
    call.in = copy(in_, call.in, call.rows * call.inner);
    call.weight = copy(weight_, call.weight, weights);
    call.bias = copy(bias_, call.bias, biases);
    call.out = copy(out_, call.out, call.rows * call.columns);
    call.keys = copy(keys_, call.keys, plane_);
    call.values = copy(values_, call.values, plane_);
    (*observer_)(call);
  }

 private:
  const float* copy(std::vector<float>& to, const float* from, std::size_t count) const {
    if (from == nullptr) return nullptr;
    to.resize(count);
    download(from, std::span(to), stream_);
    return to.data();
  }

  const Observer* observer_;
  const Batch* batch_;
  const Shape* shape_;
  std::size_t plane_;
  cudaStream_t stream_;
  mutable std::vector<float> kept_, in_, weight_, bias_, out_, keys_, values_;
};

class CudaDevice final : public Device {
 public:
  CudaDevice(std::string name, const Weights& weights)
      : name_(std::move(name)), shape_(weights.shape) {
    weights_ = WeightsView::make(weights, [this](const std::vector<float>& values) {
      DeviceArray<float>& array = arrays_.emplace_back(values.size());
      array.upload(values, executor_.stream());
      return static_cast<const float*>(array.data());
    });
    const std::vector<float> head = Network::transposed_head(weights);
    head_.upload(head, executor_.stream());
    require(cudaStreamSynchronize(executor_.stream()), "cannot copy the weights");
  }

  [[nodiscard]] std::string name() const override { return name_; }

  [[nodiscard]] Result<std::unique_ptr<DeviceMemory>> cache(std::size_t slots) override {
    if (auto fit =
            fits(session_bytes(shape_, slots), free_bytes(),
                 "the keys, values and activations of " + std::to_string(slots) + " tokens", name_);
        !fit)
      return tl::unexpected(fit.error());
    return std::make_unique<CudaCache>(2 * shape_.layers * slots * shape_.width);
  }

  [[nodiscard]] std::vector<float> forward(const Batch& batch, DeviceMemory& memory,
                                           const Observer& observer) override {
    auto& cache = dynamic_cast<CudaCache&>(memory);
    const std::size_t rows = batch.rows();
    const cudaStream_t stream = executor_.stream();
    activations_.grow(rows * ActivationsView::floats(shape_));
    token_.upload(batch.token, stream);
    position_.upload(batch.position, stream);
    slot_.upload(batch.slot, stream);
    path_.upload(batch.path, stream);
    path_begin_.upload(batch.path_begin, stream);
    const auto views = ActivationsView::in(activations_.data(), shape_, rows);
    const std::size_t floats = cache.values.size();
    forward_pass(shape_, weights_,
                 {rows, batch.longest_path(), token_.data(), position_.data(), slot_.data(),
                  path_.data(), path_begin_.data()},
                 {cache.values.data(), floats / (2 * shape_.layers)}, views, executor_,
                 DeviceObservation(observer, batch, shape_, floats, stream));
    std::vector<float> hidden(rows * shape_.width);
    download(views.normed, std::span(hidden), stream);
    return hidden;
  }

  [[nodiscard]] Result<std::unique_ptr<Searcher>> searcher(const SearchPlan& plan,
                                                           const StepTrie& trie) override {
    if (auto fit = fits(plan.bytes(shape_) + static_cast<double>(trie.bytes()), free_bytes(),
                        "the searches of " + std::to_string(plan.requests()) + " prompts", name_);
        !fit)
      return tl::unexpected(fit.error());
    return cuda_searcher(executor_, {shape_, weights_, head_.data(), {}}, plan, trie);
  }

  [[nodiscard]] std::vector<float> logits(std::span<const float> hidden, std::size_t first,
                                          std::size_t count) override {
    const std::size_t rows = hidden.size() / shape_.width;
    const cudaStream_t stream = executor_.stream();
    hidden_.upload(hidden, stream);
    logits_.grow(rows * count);
    executor_.run(rows, LinearKernel{hidden_.data(), head_.data(), nullptr, nullptr, logits_.data(),
                                     shape_.width, shape_.vocabulary, first, count});
    std::vector<float> result(rows * count);
    download(logits_.data(), std::span(result), stream);
    return result;
  }

 private:
  std::string name_;
  Shape shape_;
  CudaExecutor executor_;
  std::vector<DeviceArray<float>> arrays_;
  WeightsView weights_;
  DeviceArray<float> head_, activations_, hidden_, logits_;
  DeviceArray<std::uint32_t> token_, position_, slot_, path_;
  DeviceArray<std::size_t> path_begin_;
};

}  // namespace

bool built_with_cuda() { return true; }

Result<std::shared_ptr<Device>> cuda_device(const Weights& weights) {
  int devices = 0;
  if (const cudaError_t status = cudaGetDeviceCount(&devices);
      status != cudaSuccess || devices == 0) {
    static_cast<void>(cudaGetLastError());
    return fail(ErrorCode::missing_tool,
                std::string("there is no usable CUDA device: ") +
                    (status == cudaSuccess ? "none was found" : cudaGetErrorString(status)),
                {}, "see what nvidia-smi says, or take --executor cpu");
  }
  try {
    cudaDeviceProp properties{};
    int driver = 0;
    require(cudaGetDeviceProperties(&properties, 0), "cannot ask for the device's properties");
    require(cudaDriverGetVersion(&driver), "cannot ask for the driver's version");
    const std::string name = std::string(properties.name) + ", CUDA driver " +
                             std::to_string(driver / 1000) + "." +
                             std::to_string(driver % 1000 / 10);
    if (properties.major < 8)
      return fail(ErrorCode::missing_tool,
                  name + " has compute capability " + std::to_string(properties.major) + "." +
                      std::to_string(properties.minor) + ", this program was built for 8.0 and up",
                  {}, "take --executor cpu");
    if (auto fit = fits(weight_bytes(weights.shape), free_bytes(), "the weights", name); !fit)
      return tl::unexpected(fit.error());
    return std::make_shared<CudaDevice>(name, weights);
  } catch (const DeviceFailure& failure) {
    return fail(ErrorCode::missing_tool, failure.what(), {},
                "see what nvidia-smi says, or take --executor cpu");
  }
}

}  // namespace sidproof::reference
