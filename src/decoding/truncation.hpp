// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "model/trie_model.hpp"

namespace sidproof {

/// What a sampler keeps of a row of children at each step (THEORY H7).
template <OrderedField N>
struct Truncation {
  std::size_t most = 0;  ///< top-k: at most so many children; 0: all
  N least_mass{1};       ///< top-p: the fewest best children with at least this share of the row
};

/// Per node: does step-by-step truncated sampling reach it? Children are ranked by
/// probability, then token; shares are of the masked row. The root is always kept, and of a
/// row at least the best child, whatever the rule.
template <OrderedField N>
[[nodiscard]] std::vector<bool> kept_nodes(const TrieModel<N>& model, const Truncation<N>& rule) {
  const Trie& trie = model.trie();
  std::vector<bool> kept(trie.nodes(), false);
  kept[0] = true;
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    if (!kept[node] || trie.is_leaf(node)) continue;
    std::vector<std::uint32_t> children(trie.child_count(node));
    std::iota(children.begin(), children.end(), trie.first_child(node));
    std::stable_sort(children.begin(), children.end(), [&](std::uint32_t a, std::uint32_t b) {
      return model.into(b) < model.into(a);
    });
    N row(0);
    for (const std::uint32_t child : children) row += model.into(child);
    N taken(0);
    std::size_t count = 0;
    for (const std::uint32_t child : children) {
      if (rule.most != 0 && count == rule.most) break;
      if (count != 0 && !(taken < rule.least_mass * row)) break;
      kept[child] = true;
      taken += model.into(child);
      ++count;
    }
  }
  return kept;
}

/// The law of truncated sampling, per node: at every step a kept child in proportion to
/// its probability. Throws std::overflow_error where the kept children have mass zero,
/// std::invalid_argument unless `kept` has a flag for every node.
template <OrderedField N>
[[nodiscard]] std::vector<N> truncated_masses(const TrieModel<N>& model,
                                              const std::vector<bool>& kept) {
  const Trie& trie = model.trie();
  if (kept.size() != trie.nodes()) throw std::invalid_argument("not one flag for each node");
  std::vector<N> mass(trie.nodes(), N(0));
  mass[0] = N(1);
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    if (!kept[node] || trie.is_leaf(node)) continue;
    N row(0);
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      if (kept[child]) row += model.into(child);
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      if (kept[child]) mass[child] = mass[node] * (model.into(child) / row);
  }
  return mass;
}

}  // namespace sidproof
