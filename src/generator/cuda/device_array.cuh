// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "generator/network/device.hpp"

namespace sidproof::reference {

/// Throws DeviceFailure with what was tried and what CUDA says.
inline void require(cudaError_t status, const char* what) {
  if (status == cudaSuccess) return;
  static_cast<void>(cudaGetLastError());
  throw DeviceFailure(std::string(what) + ": " + cudaGetErrorString(status),
                      status == cudaErrorMemoryAllocation);
}

/// An array in device memory; the order of its copies is that of a stream.
template <class T>
class DeviceArray {
 public:
  DeviceArray() = default;
  explicit DeviceArray(std::size_t size) { grow(size); }
  DeviceArray(const DeviceArray&) = delete;
  DeviceArray& operator=(const DeviceArray&) = delete;
  DeviceArray(DeviceArray&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  DeviceArray& operator=(DeviceArray&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  ~DeviceArray() { static_cast<void>(cudaFree(data_)); }

  [[nodiscard]] T* data() const { return data_; }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// At least `size` elements; what was in a smaller array is lost.
  void grow(std::size_t size) {
    if (size <= size_) return;
    static_cast<void>(cudaFree(std::exchange(data_, nullptr)));
    size_ = 0;
    require(cudaMalloc(&data_, size * sizeof(T)), "cannot allocate device memory");
    size_ = size;
  }

 private:
  T* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Copies from the host in the order of a stream, maybe long after the call: what is copied
/// must stay as it is until the Uploads end, so make them after it. Their end waits for all
/// copies, whatever was thrown in between.
class Uploads {
 public:
  explicit Uploads(cudaStream_t stream) : stream_(stream) {}
  Uploads(const Uploads&) = delete;
  Uploads& operator=(const Uploads&) = delete;
  ~Uploads() { static_cast<void>(cudaStreamSynchronize(stream_)); }

  template <class T>
  void operator()(const std::vector<T>& from, DeviceArray<T>& to) const {
    borrowed(std::span<const T>(from), to);
  }
  /// What dies before the copy has ended.
  template <class T>
  void operator()(const std::vector<T>&& from, DeviceArray<T>& to) const = delete;

  /// The same of memory that somebody else keeps.
  template <class T>
  void borrowed(std::span<const T> from, DeviceArray<T>& to) const {
    to.grow(from.size());
    require(
        cudaMemcpyAsync(to.data(), from.data(), from.size_bytes(), cudaMemcpyHostToDevice, stream_),
        "cannot copy to the device");
  }

  /// Waits now. Throws DeviceFailure when something failed.
  void finish() const { require(cudaStreamSynchronize(stream_), "cannot copy to the device"); }

 private:
  cudaStream_t stream_;
};

/// Copies to the host and waits for it.
template <class T>
void download(const T* from, std::span<T> to, cudaStream_t stream) {
  require(cudaMemcpyAsync(to.data(), from, to.size_bytes(), cudaMemcpyDeviceToHost, stream),
          "cannot copy from the device");
  require(cudaStreamSynchronize(stream), "a kernel failed");
}

}  // namespace sidproof::reference
