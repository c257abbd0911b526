// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "base/error.hpp"
#include "generator/network/network.hpp"

namespace sidproof::reference {

/// Was this library built with CUDA?
[[nodiscard]] bool built_with_cuda();

/// The first CUDA device with the weights on it. Errors: missing_tool (built without
/// CUDA; no device; a driver that is too old), too_large (the weights do not fit).
[[nodiscard]] Result<std::shared_ptr<Device>> cuda_device(const Weights& weights);

}  // namespace sidproof::reference
