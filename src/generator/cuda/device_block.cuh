// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace sidproof::reference {

/// A block of a CUDA grid, as kernels see it (arithmetic/block.hpp): a phase is one call
/// a thread and a barrier.
class DeviceBlock {
 public:
  [[nodiscard]] __device__ std::size_t index() const { return blockIdx.x; }
  [[nodiscard]] __device__ unsigned threads() const { return blockDim.x; }
  [[nodiscard]] __device__ double* shared() const {
    extern __shared__ double block_memory[];
    return block_memory;
  }

  template <class Body>
  __device__ void phase(const Body& body) const {
    body(threadIdx.x);
    __syncthreads();
  }
};

template <class Kernel>
__global__ void run_kernel(const Kernel kernel) {
  kernel(DeviceBlock());
}

}  // namespace sidproof::reference
