// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tokenization/codes.hpp"

namespace sidproof {

/// Which tokens follow which, and where sequences end.
struct TokenPairs {
  /// pairs[j]: distinct (token of position j, token of position j + 1) of one row,
  /// as first << 32 | second, ascending.
  std::vector<std::vector<std::uint64_t>> pairs;
  /// ends[j]: distinct tokens that are the last of a sequence of length j + 1, ascending.
  std::vector<std::vector<std::uint32_t>> ends;
  std::vector<bool> lengths;  ///< lengths[L]: some sequence has length L, L = 0 ... K
};

struct TokenPairsOptions {
  /// Pairs are marked in bitmaps of at most so many bits in all; larger alphabets
  /// are sorted instead.
  std::uint64_t most_bits = std::uint64_t{1} << 28U;
  /// How many pairs are collected before they are sorted.
  std::uint64_t chunk = std::uint64_t{1} << 22U;
};

/// Collects them. largest[j]: the largest token of position j. Linear in the tokens,
/// but for the sorting of pairs of large alphabets.
[[nodiscard]] TokenPairs token_pairs(const Codes& codes, std::span<const std::uint32_t> largest,
                                     const TokenPairsOptions& options = {});

}  // namespace sidproof
