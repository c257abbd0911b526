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
  void upload(std::span<const T> from, Array<T>& to) const {
    to.upload(from, executor_->stream());
  }
  template <class T>
  void download(const T* from, std::span<T> to) const {
    reference::download(from, to, executor_->stream());
  }

  void reserve(std::size_t segments, std::size_t size) const {
    sorted_keys_.grow(segments * size);
    sorted_numbers_.grow(segments * size);
    std::vector<int> begins;
    for (std::size_t i = 0; i <= segments; ++i) begins.push_back(static_cast<int>(i * size));
    upload(std::span<const int>(begins), begins_[{segments, size}]);
    std::size_t bytes = 0;
    sort_segments(nullptr, bytes, nullptr, nullptr, segments, size, 64);
    temporary_.grow(bytes);
  }

  void sort(const Array<std::uint64_t>& keys, const Array<std::uint32_t>& numbers,
            std::size_t segments, std::size_t size, unsigned bits) const {
    std::size_t bytes = temporary_.size();
    sort_segments(temporary_.data(), bytes, keys.data(), numbers.data(), segments, size,
                  static_cast<int>(bits));
    const std::size_t count = segments * size;
    copy(keys.data(), sorted_keys_.data(), count * sizeof(std::uint64_t));
    copy(numbers.data(), sorted_numbers_.data(), count * sizeof(std::uint32_t));
  }

  /// Runs what `enqueue` enqueues, as one graph; the same graph again in later calls.
  template <class F>
  void execute(const F& enqueue) {
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
  void copy(void* to, const void* from, std::size_t bytes) const {
    require(cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToDevice, executor_->stream()),
            "cannot copy on the device");
  }

  // With temporary = nullptr: how many bytes it takes. A sort of the whole device serves
  // one segment; many small segments are sorted by a block each.
  void sort_segments(unsigned char* temporary, std::size_t& bytes, const std::uint64_t* keys,
                     const std::uint32_t* numbers, std::size_t segments, std::size_t size,
                     int bits) const {
    constexpr std::size_t large = std::size_t{1} << 15U;
    const cudaStream_t stream = executor_->stream();
    if (segments > 1 && size < large) {
      const int* begins = begins_.at({segments, size}).data();
      require(cub::DeviceSegmentedRadixSort::SortPairs(
                  temporary, bytes, keys, sorted_keys_.data(), numbers, sorted_numbers_.data(),
                  static_cast<int>(segments * size), static_cast<int>(segments), begins, begins + 1,
                  0, bits, stream),
              "cannot sort");
      return;
    }
    for (std::size_t i = 0; i < (temporary == nullptr ? 1 : segments); ++i)
      require(cub::DeviceRadixSort::SortPairs(temporary, bytes, keys + i * size,
                                              sorted_keys_.data() + i * size, numbers + i * size,
                                              sorted_numbers_.data() + i * size,
                                              static_cast<std::uint32_t>(size), 0, bits, stream),
              "cannot sort");
  }

  const CudaExecutor* executor_;
  cudaGraphExec_t graph_ = nullptr;
  mutable DeviceArray<std::uint64_t> sorted_keys_;
  mutable DeviceArray<std::uint32_t> sorted_numbers_;
  mutable DeviceArray<unsigned char> temporary_;
  mutable std::map<std::pair<std::size_t, std::size_t>, DeviceArray<int>> begins_;
};

}  // namespace sidproof::reference
