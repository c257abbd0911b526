// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "decoding/pathology_figures.hpp"
#include "generator/pathologies/big_fraction.hpp"
#include "generator/pathologies/leaf_law.hpp"

namespace sidproof::reference {

/// Two independent draws from the law: with P(w) the probability of a prefix, they share
/// sum over all w but the root of P(w)^2 tokens at the front in expectation, and are one
/// sequence with probability sum over the leaves of P^2. RAW counts as GLOBAL: draws are
/// items.
struct PairOfDraws {
  BigFraction shared_prefix;
  BigFraction repeated;
};
[[nodiscard]] PairOfDraws pair_of_draws(const Catalogue& catalogue, const TrieLaws& laws,
                                        const ItemLaw& law, Decoding decoding);

/// As doubles; given that the draws differ they share (shared - k repeated) /
/// (1 - repeated) tokens.
[[nodiscard]] DrawFigures draw_figures(const Catalogue& catalogue, const TrieLaws& laws,
                                       const ItemLaw& law, Decoding decoding);

}  // namespace sidproof::reference
