// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "base/error.hpp"
#include "generator/network/network.hpp"

namespace sidproof::reference {

/// Was this library built with CUDA?
[[nodiscard]] bool built_with_cuda();

/// The first CUDA device (CUDA_VISIBLE_DEVICES chooses) with the weights on it. It works on
/// that device whatever the calling thread's current one is, and leaves that as it was.
/// Errors: missing_tool (built without CUDA), those of start_error(), too_large (the weights
/// do not fit). Precondition: has_sizes(weights).
[[nodiscard]] Result<std::shared_ptr<Device>> cuda_device(const Weights& weights);

}  // namespace sidproof::reference
