// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.hpp"
#include "generator/network/network.hpp"

namespace sidproof {

/// The network of these weights, computed by "cpu" or "cuda". Errors: those of
/// cuda_device().
[[nodiscard]] Result<reference::Network> network_on(const std::string& executor,
                                                    reference::Weights weights);

}  // namespace sidproof
