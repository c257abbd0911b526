// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cuda_runtime_api.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cub/device/device_radix_sort.cuh>
#include <cub/device/device_segmented_radix_sort.cuh>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "generator/cuda/cuda_executor.cuh"
#include "generator/cuda/device_array.cuh"

namespace sidproof::reference {

/// A CUDA device as a place for programs (decoding/step_program.hpp). Radix sorting is
/// stable, so its result is that of any other algorithm on the unique pairs (key, place).
class CudaPlace {
 public:
  template <class T>
  using Array = DeviceArray<T>;

  /// Keys and their numbers, twice: sorting moves them from one place to the other and back.
  class Pairs {
   public:
    void grow(std::size_t size) {
      for (DeviceArray<std::uint64_t>& keys : keys_) keys.grow(size);
      for (DeviceArray<std::uint32_t>& numbers : numbers_) numbers.grow(size);
    }
    [[nodiscard]] std::uint64_t* keys() const { return keys_[now_].data(); }
    [[nodiscard]] std::uint32_t* numbers() const { return numbers_[now_].data(); }

   private:
    friend class CudaPlace;
    DeviceArray<std::uint64_t> keys_[2];
    DeviceArray<std::uint32_t> numbers_[2];
    int now_ = 0;
  };

  class Uploads : public reference::Uploads {
   public:
    explicit Uploads(const CudaPlace& place) : reference::Uploads(place.executor_->stream()) {}
  };

  explicit CudaPlace(const CudaExecutor& executor) : executor_(&executor) {}
  CudaPlace(const CudaPlace&) = delete;
  CudaPlace& operator=(const CudaPlace&) = delete;
  ~CudaPlace() {
    if (graph_ != nullptr) static_cast<void>(cudaGraphExecDestroy(graph_));
  }

  template <class Kernel>
  void run(std::size_t blocks, const Kernel& kernel) const {
    executor_->run(blocks, kernel);
  }

  template <class T>
  void download(const T* from, std::span<T> to) const {
    reference::download(from, to, executor_->stream());
  }

  /// Bytes that sort() needs besides its pairs.
  [[nodiscard]] static std::size_t temporary_bytes(std::size_t segments, std::size_t size) {
    std::size_t bytes = 0;
    cub::DoubleBuffer<std::uint64_t> keys;
    cub::DoubleBuffer<std::uint32_t> numbers;
    if (by_segments(segments, size))
      require(sort_all(nullptr, bytes, keys, numbers, segments, size, nullptr, 64, nullptr),
              "cannot ask what sorting needs");
    else
      require(sort_one(nullptr, bytes, keys, numbers, size, 64, nullptr),
              "cannot ask what sorting needs");
    return bytes;
  }

  void reserve(std::size_t segments, std::size_t size) const {
    temporary_.grow(temporary_bytes(segments, size));
    if (!by_segments(segments, size)) return;
    std::vector<int> begins;
    for (std::size_t i = 0; i <= segments; ++i) begins.push_back(static_cast<int>(i * size));
    const Uploads uploads(*this);
    uploads(begins, begins_[{segments, size}]);
    uploads.finish();
  }

  void sort(Pairs& pairs, std::size_t segments, std::size_t size, unsigned bits) const {
    const cudaStream_t stream = executor_->stream();
    const auto used = static_cast<int>(bits);
    const bool together = by_segments(segments, size);
    std::size_t bytes = temporary_.size();
    int moved = 0;
    for (std::size_t i = 0; i < (together ? 1 : segments); ++i) {
      const auto at = [&](auto* arrays, int which) { return arrays[which].data() + i * size; };
      cub::DoubleBuffer<std::uint64_t> keys(at(pairs.keys_, pairs.now_),
                                            at(pairs.keys_, 1 - pairs.now_));
      cub::DoubleBuffer<std::uint32_t> numbers(at(pairs.numbers_, pairs.now_),
                                               at(pairs.numbers_, 1 - pairs.now_));
      require(together ? sort_all(temporary_.data(), bytes, keys, numbers, segments, size,
                                  begins_.at({segments, size}).data(), used, stream)
                       : sort_one(temporary_.data(), bytes, keys, numbers, size, used, stream),
              "cannot sort");
      moved = keys.selector;  // the same for all: they have one size
      if (numbers.selector != moved) throw DeviceFailure("keys and numbers were sorted apart");
    }
    if (moved == 1) pairs.now_ = 1 - pairs.now_;
  }

  /// Runs what `enqueue` enqueues: as it is at first, so that every kernel is loaded and has
  /// run before one is recorded; then as one graph, the same graph again in later calls.
  template <class F>
  void execute(const F& enqueue) {
    if (!has_run_) {
      enqueue();
      has_run_ = true;
      return;
    }
    const cudaStream_t stream = executor_->stream();
    if (graph_ == nullptr) {
      require(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal),
              "cannot begin a graph");
      cudaGraph_t graph = nullptr;
      try {
        enqueue();
      } catch (...) {
        static_cast<void>(cudaStreamEndCapture(stream, &graph));
        if (graph != nullptr) static_cast<void>(cudaGraphDestroy(graph));
        static_cast<void>(cudaGetLastError());  // of the capture that could not end well
        throw;
      }
      require(cudaStreamEndCapture(stream, &graph), "cannot end a graph");
      const cudaError_t status = cudaGraphInstantiate(&graph_, graph, 0);
      static_cast<void>(cudaGraphDestroy(graph));
      require(status, "cannot make a graph");
    }
    require(cudaGraphLaunch(graph_, stream), "cannot run a graph");
  }

 private:
  // Many small segments are sorted by a block each, others by the whole device in turn.
  [[nodiscard]] static bool by_segments(std::size_t segments, std::size_t size) {
    constexpr std::size_t large = std::size_t{1} << 15U;
    return segments > 1 && size < large;
  }
  // Both with temporary = nullptr: how many bytes it takes.
  static cudaError_t sort_all(unsigned char* temporary, std::size_t& bytes,
                              cub::DoubleBuffer<std::uint64_t>& keys,
                              cub::DoubleBuffer<std::uint32_t>& numbers, std::size_t segments,
                              std::size_t size, const int* begins, int bits, cudaStream_t stream) {
    return cub::DeviceSegmentedRadixSort::SortPairs(
        temporary, bytes, keys, numbers, static_cast<int>(segments * size),
        static_cast<int>(segments), begins, begins + 1, 0, bits, stream);
  }
  static cudaError_t sort_one(unsigned char* temporary, std::size_t& bytes,
                              cub::DoubleBuffer<std::uint64_t>& keys,
                              cub::DoubleBuffer<std::uint32_t>& numbers, std::size_t size, int bits,
                              cudaStream_t stream) {
    return cub::DeviceRadixSort::SortPairs(temporary, bytes, keys, numbers,
                                           static_cast<std::uint32_t>(size), 0, bits, stream);
  }

  const CudaExecutor* executor_;
  bool has_run_ = false;
  cudaGraphExec_t graph_ = nullptr;
  mutable DeviceArray<unsigned char> temporary_;
  mutable std::map<std::pair<std::size_t, std::size_t>, DeviceArray<int>> begins_;
};

}  // namespace sidproof::reference
