// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "decoding/pathology_figures.hpp"
#include "generator/pathologies/big_fraction.hpp"
#include "generator/pathologies/leaf_law.hpp"

namespace sidproof::reference {

/// The total variation distance of LOCAL and GLOBAL, exactly: half the sum of
/// |LOCAL(s) - GLOBAL(s)|, which is LOCAL(P) - GLOBAL(P) for the sequences P that LOCAL
/// prefers, and those are the ones with prod a < Q(C) (F1).
[[nodiscard]] BigFraction total_variation(const Catalogue& catalogue, const TrieLaws& laws,
                                          const ItemLaw& law);

/// Both laws' orders and distance; `top` is K.
[[nodiscard]] LawDifference law_difference(const Catalogue& catalogue, const TrieLaws& laws,
                                           const ItemLaw& law, const LeafLaw& global,
                                           const LeafLaw& local, std::size_t top);

/// The orders of the leaves of `after`, a restriction of `before`, by both laws.
/// Leaves of the two catalogues are matched by their sequences.
[[nodiscard]] RankDifference among_survivors(const Catalogue& before, const LeafLaw& law_before,
                                             const Catalogue& after, const LeafLaw& law_after);

}  // namespace sidproof::reference
