// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "decoding/constrained.hpp"
#include "model/trie_model.hpp"
#include "objective/partition.hpp"

namespace sidproof {

// Laws of THEORY as identities between rational functions of a model's free
// numbers, over the trie of a table. Both sides come from unlike code. No side
// compares or branches on numbers: they ask for Arithmetic only, so that the same
// template runs on a prime field and on DegreeTracker.

/// left[i] = right[i] is claimed for every i.
template <Arithmetic N>
struct Sides {
  std::vector<N> left;
  std::vector<N> right;
};

/// B1 partition: Z along paths = Z backwards = Z by leakage.
template <Arithmetic N>
[[nodiscard]] Sides<N> partition_sides(const TrieModel<N>& model) {
  const N z = z_along_paths(model);
  return {{z, z}, {z_backward(model), z_by_leakage(model)}};
}

/// "Z = 1 for every model" (B2): an identity exactly for complete prefix codes.
template <Arithmetic N>
[[nodiscard]] Sides<N> unit_partition_sides(const TrieModel<N>& model) {
  return {{z_backward(model)}, {N(1)}};
}

/// How many rows pass each node, itself included.
[[nodiscard]] std::vector<std::uint64_t> rows_below(const Trie& trie);

/// How many rows end at each node, counted row by row: in node order the paths of
/// neighbours lie side by side in memory, in the table's order they do not.
[[nodiscard]] std::vector<std::uint32_t> rows_ending(const Trie& trie);

/// A2 chain, each row observed once: the token conditionals counted over the trie's
/// edges against the product of the rows' sequence masses.
template <Arithmetic N>
[[nodiscard]] Sides<N> chain_sides(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  const std::vector<std::uint64_t> passed = rows_below(trie);
  N tokens(1);
  for (std::size_t node = 1; node < trie.nodes(); ++node)
    tokens *= power<N>(model.into(node), passed[node]);
  const std::vector<N> mass = raw_masses(model);
  N sequences(1);
  for (std::size_t row = 0; row < trie.rows(); ++row) sequences *= mass[trie.node_of_row(row)];
  return {{tokens}, {sequences}};
}

/// B5 objective_gap, each row observed once: lik_AR(Q) = Z^N lik_FV(Q/Z).
template <Arithmetic N>
[[nodiscard]] Sides<N> objective_gap_sides(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  const N z = z_backward(model);
  const N inverse = N(1) / z;
  const std::vector<N> mass = raw_masses(model);
  N full_vocabulary(1);
  for (std::size_t row = 0; row < trie.rows(); ++row)
    full_vocabulary *= mass[trie.node_of_row(row)] * inverse;
  return {chain_sides(model).left, {power<N>(z, trie.rows()) * full_vocabulary}};
}

/// F1 local_global_ratio at every leaf: LOCAL prod a = GLOBAL Q(C).
template <Arithmetic N>
[[nodiscard]] Sides<N> local_global_sides(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  const std::vector<N> local = local_masses(model);
  const std::vector<N> weight = importance_weights(model);
  const std::vector<N> global = global_masses(model);
  const N covered = completion_masses(model)[0];
  Sides<N> sides;
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    if (!trie.is_leaf(node)) continue;
    sides.left.push_back(local[node] * weight[node]);
    sides.right.push_back(global[node] * covered);
  }
  return sides;
}

/// F2b masked_training: the law of the masked model on the leaves sums to 1.
template <Arithmetic N>
[[nodiscard]] Sides<N> masked_training_sides(const TrieModel<N>& model) {
  return {{completion_masses(masked_model(model))[0]}, {N(1)}};
}

/// F3 lookahead at every leaf: the model q(t|w) h(wt)/h(w) against Q(s)/Q(C), with
/// Q(C) summed over the leaves.
template <Arithmetic N>
[[nodiscard]] Sides<N> lookahead_sides(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  const std::vector<N> global = global_masses(model);
  const std::vector<N> raw = raw_masses(model);
  N covered(0);
  for (std::size_t node = 0; node < trie.nodes(); ++node)
    if (trie.is_leaf(node)) covered += raw[node];
  Sides<N> sides;
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    if (!trie.is_leaf(node)) continue;
    sides.left.push_back(global[node] * covered);
    sides.right.push_back(raw[node]);
  }
  return sides;
}

/// F4 importance weights: sum LOCAL prod a = Q(C).
template <Arithmetic N>
[[nodiscard]] Sides<N> importance_sides(const TrieModel<N>& model) {
  const Trie& trie = model.trie();
  const std::vector<N> local = local_masses(model);
  const std::vector<N> weight = importance_weights(model);
  N sum(0);
  for (std::size_t node = 0; node < trie.nodes(); ++node)
    if (trie.is_leaf(node)) sum += local[node] * weight[node];
  return {{sum}, {completion_masses(model)[0]}};
}

}  // namespace sidproof
