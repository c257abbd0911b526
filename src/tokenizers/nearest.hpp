// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/parallel.hpp"
#include "tokenizers/tiles.hpp"

namespace sidproof {

/// How many floats the distance kernel handles at once. Every width computes the
/// same bits: each distance is the sum of (x_j - c_j)^2 for j = 0, 1, ... in
/// binary32 without fused multiply-add, and widths only differ in how many such
/// sums run side by side.
enum class VectorWidth : std::uint8_t { four = 4, eight = 8, sixteen = 16 };

/// The widest one that this machine runs.
[[nodiscard]] VectorWidth widest_vectors();

/// For each row its nearest codeword, the lowest one among equals, and the squared
/// distance to it.
struct Nearest {
  std::vector<std::uint32_t> codeword;
  std::vector<float> distance;
};

/// Searches `codewords` (row-major, `points.columns()` entries each, at least one)
/// for every row.
[[nodiscard]] Nearest nearest(const Tiles& points, std::span<const float> codewords,
                              Threads threads = {}, VectorWidth width = widest_vectors());

}  // namespace sidproof
