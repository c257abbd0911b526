// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "generator/arithmetic/block.hpp"
#include "generator/arithmetic/elementary.hpp"
#include "generator/arithmetic/host_device.hpp"

namespace sidproof::reference {

/// y = x / max(|x|, 1e-12), row by row: the vector of Euclidean length 1, as
/// torch.nn.functional.normalize defines it.
struct UnitKernel {
  const float* x;
  float* y;
  std::size_t width;

  [[nodiscard]] std::size_t shared() const { return 32; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const float* in = x + block.index() * width;
    float* out = y + block.index() * width;
    double* squares = block.shared();
    block_lane_sum(block, squares, width, [in](std::size_t i) {
      return static_cast<double>(in[i]) * static_cast<double>(in[i]);
    });
    block.phase([&](unsigned thread) {
      constexpr double least = 1e-24;
      const double inverse = inverse_root(squares[0] < least ? least : squares[0]);
      for (std::size_t i = thread; i < width; i += block.threads())
        out[i] = static_cast<float>(static_cast<double>(in[i]) * inverse);
    });
  }
};

}  // namespace sidproof::reference
