// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "exact/rational_log_sum.hpp"
#include "model/sequence_law.hpp"
#include "objective/likelihood.hpp"

namespace sidproof {

// What unrestricted training reaches after one history with N >= 1 examples
// (THEORY C). Fixed-length maps. Sums over histories add up.

/// The empirical law of the sequences, n(s)/N. Throws std::overflow_error when N = 0.
[[nodiscard]] SequenceLaw<Rational> empirical_law(const TokenMap& map, const ItemCounts& counts);

/// A maximiser of lik_AR among all cascaded tables: the conditionals of the
/// empirical law (A4).
[[nodiscard]] CascadedTable<Rational> best_cascaded(const TokenMap& map, const ItemCounts& counts);

/// The maximiser of lik_AR among parallel heads: the position marginals (C3).
[[nodiscard]] ParallelHeads<Rational> best_parallel(const TokenMap& map, const ItemCounts& counts);

/// The maximiser of lik_FV among all item laws: n(v)/N.
[[nodiscard]] std::vector<Rational> best_item_law(const ItemCounts& counts);

/// N * H(V | tok V) under the empirical law (C2): what AR-NTP cannot tell apart.
[[nodiscard]] RationalLogSum collision_entropy(const TokenMap& map, const ItemCounts& counts);

/// N * TC = N * (sum_j H(S_j) - H(S)) under the empirical law (C3): what parallel
/// heads lose against cascaded ones.
[[nodiscard]] RationalLogSum total_correlation(const TokenMap& map, const ItemCounts& counts);

}  // namespace sidproof
