// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exact/rational.hpp"
#include "laws/witness.hpp"
#include "objective/likelihood.hpp"

namespace sidproof {

// THEORY C and D1/D2: statements about optima and code maps; over the rationals,
// because maxima and logarithms need the order.

/// C1 injective_iff_equal_maxima (fixed length, unrestricted closed tables): for
/// injective tok the maxima of both likelihoods agree on this data set and the
/// maximisers correspond; for any other tok they differ on one example of each of
/// two colliding items.
[[nodiscard]] Verdict c1_injective_iff_equal_maxima(const TokenMap& map, const ItemCounts& counts);

/// C1v: the same for variable length without end token, with "prefix code" in
/// place of "injective".
[[nodiscard]] Verdict c1v_prefix_code_iff_equal_maxima(const TokenMap& map,
                                                       const ItemCounts& counts);

/// C2 collision_entropy: best FV loss - best AR loss = N H(V | tok V) >= 0, zero iff
/// no two observed items share a sequence.
[[nodiscard]] Verdict c2_collision_entropy(const TokenMap& map, const ItemCounts& counts);

/// C3 total_correlation: best parallel loss - best cascaded loss = N TC >= 0, zero
/// iff the empirical law is a product; and any parallel model Q, such as the given one,
/// has N KL(P* || Q) = N TC + sum_j N KL(P*_j || q_j), P* the empirical law.
[[nodiscard]] Verdict c3_total_correlation(const TokenMap& map, const ItemCounts& counts,
                                           const ParallelHeads<Rational>& heads);

/// C4 decomposition: best parallel loss - best FV loss = N (TC - H(V | tok V)); for
/// injective tok also N TC = N KL(p || Q/Z) - N log Z at the best parallel Q, p the
/// empirical law of the items: what it loses to the best item law, plus what it leaks.
[[nodiscard]] Verdict c4_decomposition(const TokenMap& map, const ItemCounts& counts);

/// D1: the score is 1 for every model iff tok is a complete prefix code, and at
/// most 1 for every model iff it is a prefix code; decided over all deterministic
/// models, whose scores are mult(s).
[[nodiscard]] Verdict d1_complete_prefix_code(const TokenMap& map);

/// D2 kraft: a prefix code has sum over items of prod 1/|T_j| <= 1, and the sum is
/// the score of the uniform model.
[[nodiscard]] Verdict d2_kraft(const TokenMap& map);

}  // namespace sidproof
