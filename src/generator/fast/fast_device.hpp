// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <memory>

#include "base/parallel.hpp"
#include "generator/network/network.hpp"

namespace sidproof::reference {

/// The nearest number of 8 significant bits (bfloat16), ties to even; x is finite.
[[nodiscard]] inline float to_bfloat16(float x) {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  return std::bit_cast<float>((bits + 0x7fffU + ((bits >> 16U) & 1U)) & 0xffff0000U);
}

/// The fast arithmetic on the host, as a device: matrix products by Eigen in binary32, in
/// whatever order of summation is fast, with bfloat16 after both factors were rounded to it;
/// everything else by the kernels. Its results are not the reference's and may depend on
/// the batch: OperatorBounds judges them one by one, check_ranking() what they lead to.
/// Precondition: has_sizes(weights), which Network looks at.
[[nodiscard]] std::shared_ptr<Device> fast_device(const Weights& weights,
                                                  NetworkArithmetic arithmetic, Threads threads);

}  // namespace sidproof::reference
