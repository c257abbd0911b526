// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "model/trie_model.hpp"

namespace sidproof {

/// A penalty on tokens outside the trie in place of a mask (THEORY F6): their weight
/// is multiplied by `factor` = e^-B and the row is normalised again. factor 0 is the
/// mask (LOCAL) where a node has children of positive mass, 1 is no constraint (RAW).
/// A row without valid child is multiplied throughout and stays as it was. Throws
/// std::overflow_error where nothing is left (factor 0 at a dead end).
template <Arithmetic N>
[[nodiscard]] TrieModel<N> soft_masked_model(const TrieModel<N>& model, const N& factor) {
  const Trie& trie = model.trie();
  std::vector<N> into(trie.nodes(), N(1));
  std::vector<N> leak(trie.nodes(), N(0));
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    if (trie.is_leaf(node)) {
      leak[node] = model.leak(node);
      continue;
    }
    N sum = factor * model.leak(node);
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      sum += model.into(child);
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      into[child] = model.into(child) / sum;
    leak[node] = factor * model.leak(node) / sum;
  }
  return TrieModel<N>(trie, model.space(), std::move(into), std::move(leak));
}

}  // namespace sidproof
