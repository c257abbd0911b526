// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "base/error.hpp"

namespace sidproof::reference {

/// How decoding changes the law of a position over its codebook before the trie masks
/// it, in this order: temperature, top-k, top-p (of what top-k left). What is left is
/// a law again, its weights add up to exactly 2^48; what is cut has weight zero.
struct TokenRule {
  double temperature = 1;  ///< logits are divided by it; positive and finite
  std::size_t top_k = 0;   ///< only the k most probable tokens; 0: all
  double top_p = 1;        ///< only the fewest best tokens of at least this mass; 0 < p <= 1

  friend bool operator==(const TokenRule&, const TokenRule&) = default;

  /// May tokens be cut? Otherwise every token keeps a positive weight.
  [[nodiscard]] bool truncates() const { return top_k != 0 || top_p != 1; }
};

/// The log-probability of a token that was cut: minus infinity, never part of a sum.
inline constexpr std::int64_t cut_log = std::numeric_limits<std::int64_t>::min();

/// Errors: usage (a temperature or top_p outside its range, NaN included).
[[nodiscard]] Result<void> validate(const TokenRule& rule);

/// Top-k and top-p on positive weights that add up to exactly weight_total. Tokens
/// are ranked by weight, equal ones by code, the lower first; top-p keeps at least one
/// and compares exactly: p is the binary64 number as it stands. The weights that are
/// kept are scaled to add up to weight_total again by rounding their running sums: each
/// is less than one unit away from its share and never smaller than it was. Nothing
/// changes where nothing is cut.
void truncate(std::span<std::uint64_t> weights, const TokenRule& rule);

}  // namespace sidproof::reference
