// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "exact/integer.hpp"

namespace sidproof {

/// How two sets of scores order the pairs of the same items (Kendall's counts).
struct RankDifference {
  std::uint64_t pairs = 0;           ///< all pairs of items
  std::uint64_t swapped = 0;         ///< one order by the first, the opposite by the second
  std::uint64_t tied_in_first = 0;   ///< equal by the first, ordered by the second
  std::uint64_t tied_in_second = 0;  ///< ordered by the first, equal by the second
  std::uint64_t tied_in_both = 0;

  /// Kendall's tau-a: pairs in one order by both, less those swapped, as a share of all
  /// pairs; ties count for neither. 1 without pairs.
  [[nodiscard]] Rational tau() const;

  RankDifference& operator+=(const RankDifference& other);
  friend bool operator==(const RankDifference&, const RankDifference&) = default;
};

/// Both of one size. Time n log n.
[[nodiscard]] RankDifference rank_difference(std::span<const Rational> first,
                                             std::span<const Rational> second);

}  // namespace sidproof
