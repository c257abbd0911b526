// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_executor.hpp"

#include <utility>

#include "cli/generate_fast.hpp"
#include "cli/inputs.hpp"
#include "generator/cuda/cuda_device.hpp"
#include "generator/fast/fast_device.hpp"

namespace sidproof {

Result<reference::Network> network_on(const GenerateArguments& arguments,
                                      reference::Weights weights) {
  const auto arithmetic = arithmetic_named(arguments.arithmetic);
  if (arithmetic != reference::NetworkArithmetic::reference) {
    auto fast = fast_device(weights, arithmetic, threads_of(arguments.common));
    return reference::Network(std::move(weights), std::move(fast));
  }
  if (arguments.executor == "cpu") return reference::Network(std::move(weights));
  auto device = reference::cuda_device(weights);
  if (!device) return tl::unexpected(device.error());
  return reference::Network(std::move(weights), std::move(*device));
}

}  // namespace sidproof
