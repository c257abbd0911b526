// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "model/trie_model.hpp"

namespace sidproof {

// Decoding over the trie of the valid sequences C (THEORY F). C must be prefix
// free (every sequence ends at a leaf), as fixed-length tables are. A TrieModel has a value at
// every node of its trie.

/// Does every sequence of the trie end at a leaf?
[[nodiscard]] bool is_prefix_free(const Trie& trie);

/// a(w): the mass that the law of each inner node gives to its children; 1 at leaves.
template <Arithmetic N>
[[nodiscard]] std::vector<N> child_masses(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  std::vector<N> masses;
  masses.reserve(trie.nodes());
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    N sum(trie.is_leaf(node) ? 1 : 0);
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      sum += model.into(child);
    masses.push_back(sum);
  }
  return masses;
}

/// h(w): the probability to end in C from w, from the leaves backwards; h(root) is
/// Q(C).
template <Arithmetic N>
[[nodiscard]] std::vector<N> completion_masses(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  std::vector<N> h(trie.nodes(), N(0));
  for (std::size_t node = trie.nodes(); node-- > 0;) {
    if (trie.is_leaf(node)) h[node] = N(1);
    if (node != 0) h[trie.parent(node)] += model.into(node) * h[node];
  }
  return h;
}

/// RAW: Q of each node's prefix, from the root forwards. At the leaves: Q(s).
template <Arithmetic N>
[[nodiscard]] std::vector<N> raw_masses(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  std::vector<N> mass(trie.nodes(), N(1));
  for (std::size_t node = 1; node < trie.nodes(); ++node)
    mass[node] = mass[trie.parent(node)] * model.into(node);
  return mass;
}

/// GLOBAL = Q(s)/Q(C), per node (prefix masses of the law on C): the cascaded model
/// q(t|w) h(wt)/h(w) of F3 multiplied out from the root. Throws
/// std::overflow_error where h vanishes at a reached node.
template <Arithmetic N>
[[nodiscard]] std::vector<N> global_masses(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  const std::vector<N> h = completion_masses(model);
  std::vector<N> mass(trie.nodes(), N(1));
  for (std::size_t node = 1; node < trie.nodes(); ++node) {
    const std::uint32_t parent = trie.parent(node);
    mass[node] = mass[parent] * (model.into(node) * h[node] / h[parent]);
  }
  return mass;
}

/// LOCAL = prod_j q(s_j|s_<j)/a(s_<j), per node: mask at every step, then
/// renormalise. Throws std::overflow_error at a dead end (a(w) = 0).
template <Arithmetic N>
[[nodiscard]] std::vector<N> local_masses(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  const std::vector<N> a = child_masses(model);
  std::vector<N> mass(trie.nodes(), N(1));
  for (std::size_t node = 1; node < trie.nodes(); ++node) {
    const std::uint32_t parent = trie.parent(node);
    mass[node] = mass[parent] * (model.into(node) / a[parent]);
  }
  return mass;
}

/// F4's importance weights, per node: prod of a over the proper prefixes, so that
/// LOCAL(s) * weight(s) = RAW(s).
template <Arithmetic N>
[[nodiscard]] std::vector<N> importance_weights(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  const std::vector<N> a = child_masses(model);
  std::vector<N> weight(trie.nodes(), N(1));
  for (std::size_t node = 1; node < trie.nodes(); ++node)
    weight[node] = weight[trie.parent(node)] * a[trie.parent(node)];
  return weight;
}

/// The model renormalised over the trie's children at every node: LOCAL as a model
/// that never leaves the trie (F2b's masked training).
template <Arithmetic N>
[[nodiscard]] TrieModel<N> masked_model(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  const std::vector<N> a = child_masses(model);
  std::vector<N> into(trie.nodes(), N(1));
  for (std::size_t node = 1; node < trie.nodes(); ++node)
    into[node] = model.into(node) / a[trie.parent(node)];
  return TrieModel<N>(trie, model.space(), std::move(into), std::vector<N>(trie.nodes(), N(0)));
}

}  // namespace sidproof
