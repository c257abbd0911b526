// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "generator/decoding/item_law.hpp"

namespace sidproof::reference {

/// The exact probabilities of a trie's leaves and their order: probability descending,
/// then tokens.
struct LeafLaw {
  std::uint32_t first = 0;            ///< the first leaf's node
  std::vector<Rational> probability;  ///< by leaf - first
  std::vector<std::uint32_t> order;   ///< leaves, best first
  std::vector<std::uint32_t> rank;    ///< by leaf - first; 0 is the best

  [[nodiscard]] const Rational& of(std::uint32_t leaf) const { return probability[leaf - first]; }
  [[nodiscard]] std::uint32_t rank_of(std::uint32_t leaf) const { return rank[leaf - first]; }
};

[[nodiscard]] LeafLaw leaf_law(const Catalogue& catalogue, const TrieLaws& laws, const ItemLaw& law,
                               Decoding decoding);

/// Per node: the exact probability that the sequence lies below it; the root's is 1 by
/// GLOBAL and LOCAL, Q(C) by RAW.
[[nodiscard]] std::vector<Rational> prefix_masses(const Catalogue& catalogue, const TrieLaws& laws,
                                                  const ItemLaw& law, Decoding decoding);

/// Per inner node: the sum of its children's weights, a(w) over 2^48.
[[nodiscard]] std::vector<std::uint64_t> child_weights(const Catalogue& catalogue,
                                                       const TrieLaws& laws);

}  // namespace sidproof::reference
