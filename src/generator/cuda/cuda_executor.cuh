// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cuda_runtime_api.h>

#include <cstddef>
#include <limits>

#include "generator/cuda/device_array.cuh"
#include "generator/cuda/device_block.cuh"

namespace sidproof::reference {

/// Runs kernels in the order of one stream of the device that was current when it was made
/// and has to be current in every call. run() does not wait.
class CudaExecutor {
 public:
  CudaExecutor() {
    require(cudaGetDevice(&device_), "cannot ask for the current device");
    require(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking), "cannot make a stream");
  }
  CudaExecutor(const CudaExecutor&) = delete;
  CudaExecutor& operator=(const CudaExecutor&) = delete;
  ~CudaExecutor() { static_cast<void>(cudaStreamDestroy(stream_)); }

  [[nodiscard]] int device() const { return device_; }
  [[nodiscard]] cudaStream_t stream() const { return stream_; }

  template <class Kernel>
  void run(std::size_t blocks, const Kernel& kernel) const {
    if (blocks == 0) return;
    if (blocks > std::numeric_limits<int>::max()) throw DeviceFailure("too many blocks at once");
    const std::size_t bytes = kernel.shared() * sizeof(double);
    constexpr std::size_t without_asking = 48U << 10U;
    if (bytes > without_asking)
      require(cudaFuncSetAttribute(run_kernel<Kernel>, cudaFuncAttributeMaxDynamicSharedMemorySize,
                                   static_cast<int>(bytes)),
              "an input is too long for the device's shared memory");
    run_kernel<<<static_cast<unsigned>(blocks), block_threads, bytes, stream_>>>(kernel);
    require(cudaGetLastError(), "cannot run a kernel");
  }

 private:
  static constexpr unsigned block_threads = 128;
  int device_ = 0;
  cudaStream_t stream_ = nullptr;
};

}  // namespace sidproof::reference
