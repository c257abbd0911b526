// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_executor.hpp"

#include <utility>

#include "generator/cuda/cuda_device.hpp"

namespace sidproof {

Result<reference::Network> network_on(const std::string& executor, reference::Weights weights) {
  if (executor == "cpu") return reference::Network(std::move(weights));
  auto device = reference::cuda_device(weights);
  if (!device) return tl::unexpected(device.error());
  return reference::Network(std::move(weights), std::move(*device));
}

}  // namespace sidproof
