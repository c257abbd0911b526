// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cuda_runtime_api.h>

#include "generator/cuda/device_array.cuh"

namespace sidproof::reference {

/// Makes a device the calling thread's current one, and at its end the one that was. An
/// error that the thread's own use of CUDA left behind is forgotten: it is none of ours.
class CurrentDevice {
 public:
  explicit CurrentDevice(int device) {
    static_cast<void>(cudaGetLastError());
    require(cudaGetDevice(&before_), "cannot ask for the current device");
    require(cudaSetDevice(device), "cannot choose the device");
  }
  CurrentDevice(const CurrentDevice&) = delete;
  CurrentDevice& operator=(const CurrentDevice&) = delete;
  ~CurrentDevice() { static_cast<void>(cudaSetDevice(before_)); }

 private:
  int before_ = 0;
};

}  // namespace sidproof::reference
