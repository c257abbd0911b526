// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <cuda_runtime_api.h>

#include <cstdint>
#include <vector>

#include "generator/cuda/cuda_device.hpp"
#include "generator/cuda/cuda_executor.cuh"
#include "generator/cuda/cuda_search.hpp"
#include "generator/cuda/current_device.cuh"
#include "generator/cuda/device_array.cuh"
#include "generator/cuda/device_memory.hpp"
#include "generator/cuda/start_failure.hpp"
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
  // On the current device.
  CudaDevice(std::string name, const Weights& weights)
      : name_(std::move(name)), shape_(weights.shape) {
    const std::vector<float> head = Network::transposed_head(weights);
    const Uploads uploads(executor_.stream());
    weights_ = WeightsView::make(weights, [&](const std::vector<float>& values) {
      DeviceArray<float>& array = arrays_.emplace_back(values.size());
      uploads(values, array);
      return static_cast<const float*>(array.data());
    });
    uploads(head, head_);
    uploads.finish();
  }

  [[nodiscard]] std::string name() const override { return name_; }

  [[nodiscard]] Result<std::unique_ptr<DeviceMemory>> cache(std::size_t slots) override {
    const CurrentDevice current(executor_.device());
    if (auto fit =
            fits(session_bytes(shape_, slots), free_bytes(),
                 "the keys, values and activations of " + std::to_string(slots) + " tokens", name_);
        !fit)
      return tl::unexpected(fit.error());
    return std::make_unique<CudaCache>(2 * shape_.layers * slots * shape_.width);
  }

  [[nodiscard]] std::vector<float> forward(const Batch& batch, DeviceMemory& memory,
                                           const Observer& observer) override {
    const CurrentDevice current(executor_.device());
    auto& cache = dynamic_cast<CudaCache&>(memory);
    const std::size_t rows = batch.rows();
    const cudaStream_t stream = executor_.stream();
    activations_.grow(rows * ActivationsView::floats(shape_));
    const Uploads uploads(stream);
    uploads(batch.token, token_);
    uploads(batch.position, position_);
    uploads(batch.slot, slot_);
    uploads(batch.path, path_);
    uploads(batch.path_begin, path_begin_);
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
    const CurrentDevice current(executor_.device());
    if (auto fit = fits(plan.bytes(shape_) + sort_bytes(plan) + static_cast<double>(trie.bytes()),
                        free_bytes(),
                        "the searches of " + std::to_string(plan.requests()) + " prompts", name_);
        !fit)
      return tl::unexpected(fit.error());
    return cuda_searcher(executor_, {shape_, weights_, head_.data(), {}}, plan, trie);
  }

  [[nodiscard]] std::vector<float> logits(std::span<const float> hidden, std::size_t first,
                                          std::size_t count) override {
    const CurrentDevice current(executor_.device());
    const std::size_t rows = hidden.size() / shape_.width;
    const cudaStream_t stream = executor_.stream();
    const Uploads uploads(stream);
    uploads.borrowed(hidden, hidden_);
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

constexpr int first_device = 0;

StartFailure failure_of(cudaError_t status) {
  switch (status) {
    case cudaErrorNoDevice: return StartFailure::no_device;
    case cudaErrorInsufficientDriver: {
      // The same is said of a driver that is not there at all.
      int driver = 0;
      const bool there = cudaDriverGetVersion(&driver) == cudaSuccess && driver != 0;
      static_cast<void>(cudaGetLastError());
      return there ? StartFailure::old_driver : StartFailure::no_driver;
    }
    case cudaErrorSystemDriverMismatch:
    case cudaErrorCompatNotSupportedOnDevice: return StartFailure::old_driver;
    case cudaErrorSystemNotReady:
    case cudaErrorInitializationError: return StartFailure::no_driver;
    case cudaErrorMemoryAllocation: return StartFailure::out_of_memory;
    default: return StartFailure::broken;
  }
}

}  // namespace

bool built_with_cuda() { return true; }

Result<std::shared_ptr<Device>> cuda_device(const Weights& weights) {
  int devices = 0;
  if (const cudaError_t status = cudaGetDeviceCount(&devices); status != cudaSuccess) {
    static_cast<void>(cudaGetLastError());
    return tl::unexpected(start_error(failure_of(status), cudaGetErrorString(status)));
  }
  if (devices == 0) return tl::unexpected(start_error(StartFailure::no_device, "none was found"));
  try {
    const CurrentDevice current(first_device);
    cudaDeviceProp properties{};
    int driver = 0;
    require(cudaGetDeviceProperties(&properties, first_device),
            "cannot ask for the device's properties");
    require(cudaDriverGetVersion(&driver), "cannot ask for the driver's version");
    const std::string name = std::string(properties.name) + ", CUDA driver " +
                             std::to_string(driver / 1000) + "." +
                             std::to_string(driver % 1000 / 10);
    if (properties.major < 8)
      return tl::unexpected(start_error(StartFailure::unsupported,
                                        name + " has compute capability " +
                                            std::to_string(properties.major) + "." +
                                            std::to_string(properties.minor) + ", 8.0 is needed"));
    if (auto fit = fits(weight_bytes(weights.shape), free_bytes(), "the weights", name); !fit)
      return tl::unexpected(fit.error());
    return std::make_shared<CudaDevice>(name, weights);
  } catch (const DeviceFailure& failure) {
    return tl::unexpected(
        start_error(failure.out_of_memory() ? StartFailure::out_of_memory : StartFailure::broken,
                    failure.what()));
  }
}

}  // namespace sidproof::reference
