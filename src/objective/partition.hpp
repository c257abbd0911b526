// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/trie_model.hpp"
#include "objective/likelihood.hpp"

namespace sidproof {

/// Z = sum_v Q(tok v), as it is defined.
template <ConditionalModel M>
[[nodiscard]] typename M::number z_direct(const M& model, const TokenMap& map) {
  typename M::number z(0);
  for (const auto& mass : item_masses(model, map)) z += mass;
  return z;
}

/// B1: Z = sum_s mult(s) Q(s) over all of S, where mult(s) counts the items whose
/// code is a prefix of s. For spaces that can be enumerated.
template <ConditionalModel M>
[[nodiscard]] typename M::number z_by_multiplicity(const M& model, const TokenMap& map) {
  typename M::number z(0);
  map.space().for_each([&](SequenceView s) {
    std::int64_t multiplicity = 0;
    for (std::size_t v = 0; v < map.items(); ++v) {
      const SequenceView code = map[v];
      bool starts = true;
      for (std::size_t j = 0; j < code.size(); ++j) starts = starts && code[j] == s[j];
      multiplicity += starts ? 1 : 0;
    }
    if (multiplicity != 0) z += typename M::number(multiplicity) * prefix_mass(model, s);
  });
  return z;
}

/// Z over a trie, item by item: the product of the conditionals from the item's
/// node up to the root.
template <Arithmetic N>
[[nodiscard]] N z_along_paths(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  // By node, not by row: the paths of neighbours lie side by side in memory.
  std::vector<std::uint32_t> ending(trie.nodes(), 0);
  for (std::size_t row = 0; row < trie.rows(); ++row) ++ending[trie.node_of_row(row)];
  N z(0);
  for (std::size_t end = 0; end < trie.nodes(); ++end) {
    if (ending[end] == 0) continue;
    N mass(1);
    for (std::size_t node = end; node != 0; node = trie.parent(node)) mass *= model.into(node);
    for (std::uint32_t item = 0; item < ending[end]; ++item) z += mass;
  }
  return z;
}

/// Z over a trie, from the leaves to the root: z(w) = m(w) + sum q(t|w) z(wt).
template <Arithmetic N>
[[nodiscard]] N z_backward(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  std::vector<N> below(trie.nodes(), N(0));
  for (std::size_t node = trie.nodes(); node-- > 0;) {
    below[node] += N(std::int64_t{trie.terminals(node)});
    if (node != 0) below[trie.parent(node)] += model.into(node) * below[node];
  }
  return below[0];
}

/// Z over a trie, from the root to the leaves, by what goes missing or counts
/// twice: 1 - (mass that leaves the trie at inner nodes) + (collision excess at
/// the leaves) + (items that end at inner nodes).
template <Arithmetic N>
[[nodiscard]] N z_by_leakage(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  std::vector<N> reached(trie.nodes(), N(1));
  N z(1);
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    if (node != 0) reached[node] = reached[trie.parent(node)] * model.into(node);
    const std::int64_t ends = trie.terminals(node);
    if (trie.is_leaf(node)) {
      z += N(ends - 1) * reached[node];
    } else {
      z -= reached[node] * model.leak(node);
      z += N(ends) * reached[node];
    }
  }
  return z;
}

}  // namespace sidproof
