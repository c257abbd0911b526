// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.hpp"
#include "cli/generate_command.hpp"
#include "generator/network/network.hpp"

namespace sidproof {

/// The network of these weights, computed by the executor and in the arithmetic that the
/// arguments name. Errors: those of cuda_device().
[[nodiscard]] Result<reference::Network> network_on(const GenerateArguments& arguments,
                                                    reference::Weights weights);

}  // namespace sidproof
