// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/cuda/cuda_device.hpp"

namespace sidproof::reference {

bool built_with_cuda() { return false; }

Result<std::shared_ptr<Device>> cuda_device(const Weights&) {
  return fail(ErrorCode::missing_tool, "this program was built without CUDA", {},
              "build it where nvcc is found (cmake --preset cuda), or take --executor cpu");
}

}  // namespace sidproof::reference
