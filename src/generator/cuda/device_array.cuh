// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "generator/network/device.hpp"

namespace sidproof::reference {

/// Throws DeviceFailure with what was tried and what CUDA says.
inline void require(cudaError_t status, const char* what) {
  if (status == cudaSuccess) return;
  static_cast<void>(cudaGetLastError());
  throw DeviceFailure(std::string(what) + ": " + cudaGetErrorString(status));
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
  void upload(std::span<const T> values, cudaStream_t stream) {
    grow(values.size());
    require(
        cudaMemcpyAsync(data_, values.data(), values.size_bytes(), cudaMemcpyHostToDevice, stream),
        "cannot copy to the device");
  }

 private:
  T* data_ = nullptr;
  std::size_t size_ = 0;
};

/// Copies to the host and waits for it.
template <class T>
void download(const T* from, std::span<T> to, cudaStream_t stream) {
  require(cudaMemcpyAsync(to.data(), from, to.size_bytes(), cudaMemcpyDeviceToHost, stream),
          "cannot copy from the device");
  require(cudaStreamSynchronize(stream), "a kernel failed");
}

}  // namespace sidproof::reference
