// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/fast/fast_device.hpp"

#include <Eigen/Core>
#include <utility>
#include <vector>

#include "generator/decoding/batch_search.hpp"
#include "generator/network/forward.hpp"

namespace sidproof::reference {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// The host's executor, with other matrix products.
class FastExecutor {
 public:
  FastExecutor(NetworkArithmetic arithmetic, Threads threads)
      : arithmetic_(arithmetic), host_({threads}) {}

  template <class Kernel>
  void run(std::size_t blocks, const Kernel& kernel) const {
    host_.run(blocks, kernel);
  }

  void run(std::size_t rows, const LinearKernel& kernel) const {
    const auto inner = static_cast<Eigen::Index>(kernel.inner);
    const auto columns = static_cast<Eigen::Index>(kernel.columns);
    Matrix x = Eigen::Map<const Matrix>(kernel.x, static_cast<Eigen::Index>(rows), inner);
    Matrix w =
        Eigen::Map<const Matrix>(kernel.weight, inner, static_cast<Eigen::Index>(kernel.stride))
            .middleCols(static_cast<Eigen::Index>(kernel.first), columns);
    if (arithmetic_ == NetworkArithmetic::bfloat16) {
      x = x.unaryExpr(&to_bfloat16);
      w = w.unaryExpr(&to_bfloat16);
    }
    const Matrix product = x * w;
    for (std::size_t row = 0; row < rows; ++row) {
      const float* sums = product.data() + row * kernel.columns;
      const float* add =
          kernel.residual == nullptr ? nullptr : kernel.residual + row * kernel.columns;
      for (std::size_t c = 0; c < kernel.columns; ++c)
        kernel.y[row * kernel.columns + c] = kernel.finish(static_cast<double>(sums[c]), c, add);
    }
  }

 private:
  NetworkArithmetic arithmetic_;
  Executor host_;
};

struct FastMemory final : DeviceMemory {
  explicit FastMemory(std::size_t floats) : values(floats) {}
  std::vector<float> values;
};

class FastDevice final : public Device {
 public:
  FastDevice(const Weights& weights, NetworkArithmetic arithmetic, Threads threads)
      : weights_(weights),
        head_(Network::transposed_head(weights)),
        arithmetic_(arithmetic),
        executor_(arithmetic, threads) {}

  [[nodiscard]] std::string name() const override {
    return arithmetic_ == NetworkArithmetic::bfloat16 ? "cpu, fast in bfloat16"
                                                      : "cpu, fast in binary32";
  }

  [[nodiscard]] Result<std::unique_ptr<DeviceMemory>> cache(std::size_t slots) override {
    const Shape& s = weights_.shape;
    return std::make_unique<FastMemory>(2 * s.layers * slots * s.width);
  }

  // The programs of batches are the reference's alone.
  [[nodiscard]] Result<std::unique_ptr<Searcher>> searcher(const SearchPlan&,
                                                           const StepTrie&) override {
    return fail(ErrorCode::unsupported, "batches are searched in the reference arithmetic only");
  }

  [[nodiscard]] std::vector<float> forward(const Batch& batch, DeviceMemory& memory,
                                           const Observer& observer) override {
    auto& cache = dynamic_cast<FastMemory&>(memory).values;
    const Shape& s = weights_.shape;
    const std::size_t rows = batch.rows();
    std::vector<float> activations(rows * ActivationsView::floats(s));
    const auto views = ActivationsView::in(activations.data(), s, rows);
    forward_pass(s, WeightsView::make(weights_, [](const auto& values) { return values.data(); }),
                 {rows, batch.longest_path(), batch.token.data(), batch.position.data(),
                  batch.slot.data(), batch.path.data(), batch.path_begin.data()},
                 {cache.data(), cache.size() / (2 * s.layers)}, views, executor_,
                 HostObservation(observer, batch));
    return {views.normed, views.normed + rows * s.width};
  }

  [[nodiscard]] std::vector<float> logits(std::span<const float> hidden, std::size_t first,
                                          std::size_t count) override {
    const Shape& s = weights_.shape;
    const std::size_t rows = hidden.size() / s.width;
    std::vector<float> result(rows * count);
    executor_.run(rows, LinearKernel{hidden.data(), head_.data(), nullptr, nullptr, result.data(),
                                     s.width, s.vocabulary, first, count});
    return result;
  }

 private:
  Weights weights_;
  std::vector<float> head_;
  NetworkArithmetic arithmetic_;
  FastExecutor executor_;
};

}  // namespace

std::shared_ptr<Device> fast_device(const Weights& weights, NetworkArithmetic arithmetic,
                                    Threads threads) {
  return std::make_shared<FastDevice>(weights, arithmetic, threads);
}

}  // namespace sidproof::reference
