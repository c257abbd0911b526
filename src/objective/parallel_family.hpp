// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "exact/integer.hpp"
#include "model/tabular.hpp"
#include "objective/likelihood.hpp"

namespace sidproof {

/// Where the FV optimum of parallel heads is known exactly: within the family
/// P = Q/Z (Z the heads' mass on the items) nothing beats the empirical law n/N, so
/// heads that attain it are optimal (THEORY A2c).
struct AttainedLaw {
  /// Is n/N the law Q/Z of some positive heads? Decided exactly: every integer
  /// relation among the items' tokens must hold among their counts, multiplied out.
  bool attained = false;
  /// Such heads, where their odds are rational; tokens that no item determines have
  /// odds 1.
  std::optional<ParallelHeads<Rational>> heads;
};

/// One-to-one map of fixed length, every count >= 1. Otherwise throws
/// std::invalid_argument: with unseen items or collisions n/N is not attained, or only
/// in the limit.
[[nodiscard]] AttainedLaw heads_of_empirical_law(const TokenMap& map, const ItemCounts& counts);

}  // namespace sidproof
