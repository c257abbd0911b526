// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "exact/dual.hpp"
#include "exact/inverses.hpp"
#include "laws/identity_sides.hpp"
#include "model/trie_softmax.hpp"

namespace sidproof {

/// The slope of L_AR along a direction in the logits, each row observed once, in
/// closed form: sum over nodes w and tokens t of (N(w) q(t|w) - N(wt)) u(wt), N(w) the
/// rows that go on from w.
template <Arithmetic N>
[[nodiscard]] N ar_slope(const TrieModel<N>& model, const TrieLogits<N>& direction) {
  const Trie& trie = model.trie();
  const std::vector<std::uint64_t> passed = rows_below(trie);
  N slope(0);
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    if (trie.is_leaf(node)) continue;
    const N going(static_cast<std::int64_t>(passed[node] - trie.terminals(node)));
    slope += going * model.leak(node) * direction.outside[node];
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      slope += (going * model.into(child) - N(static_cast<std::int64_t>(passed[child]))) *
               direction.edge[child];
  }
  return slope;
}

/// The slope of Z along the same direction, in closed form: sum over nodes w and
/// children t of Q(w) q(t|w) z(wt) (u(wt) - sum_s q(s|w) u(ws)), z(w) = Z below w.
template <Arithmetic N>
[[nodiscard]] N z_slope(const TrieModel<N>& model, const TrieLogits<N>& direction) {
  const Trie& trie = model.trie();
  const std::vector<N> reached = raw_masses(model);
  std::vector<N> below(trie.nodes(), N(0));
  for (std::size_t node = trie.nodes(); node-- > 0;) {
    below[node] += N(std::int64_t{trie.terminals(node)});
    if (node != 0) below[trie.parent(node)] += model.into(node) * below[node];
  }
  N slope(0);
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    if (trie.is_leaf(node)) continue;
    N mean = model.leak(node) * direction.outside[node];
    N moved(0);
    N all(0);
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
         ++child) {
      mean += model.into(child) * direction.edge[child];
      const N passing = model.into(child) * below[child];
      moved += passing * direction.edge[child];
      all += passing;
    }
    slope += reached[node] * (moved - all * mean);
  }
  return slope;
}

/// A5 gradient, as the derivative along any direction in the logits (hence in every
/// coordinate): the closed forms of L_AR and Z against one pass of dual numbers over
/// the softmax, d weight = weight * d logit. By B5 they are all that L_FV needs.
template <Arithmetic N>
[[nodiscard]] Sides<N> gradient_sides(const Trie& trie, const CodeSpace& space,
                                      const TrieLogits<N>& weights,
                                      const TrieLogits<N>& direction) {
  const TrieModel<Dual<N>> moved = [&] {
    TrieLogits<Dual<N>> moving;
    moving.edge.reserve(trie.nodes());
    moving.outside.reserve(trie.nodes());
    for (std::size_t node = 0; node < trie.nodes(); ++node) {
      const N& edge = weights.edge[node];
      const N& outside = weights.outside[node];
      moving.edge.push_back(Dual<N>(edge, N(edge * direction.edge[node])));
      moving.outside.push_back(Dual<N>(outside, N(outside * direction.outside[node])));
    }
    return trie_softmax<Dual<N>>(trie, space, moving);
  }();
  const std::vector<Dual<N>> mass = raw_masses(moved);
  N loss(0);
  const std::vector<std::uint32_t> ending = rows_ending(trie);
  std::vector<N> inverses;  // of the masses at which rows end
  for (std::size_t node = 0; node < trie.nodes(); ++node)
    if (ending[node] != 0) inverses.push_back(mass[node].value);
  invert_all(inverses);
  std::size_t place = 0;
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    if (ending[node] == 0) continue;
    const N slope = mass[node].derivative * inverses[place++];
    for (std::uint32_t row = 0; row < ending[node]; ++row) loss -= slope;
  }
  // The softmax itself, without a second round of divisions.
  std::vector<N> into;
  std::vector<N> leak;
  into.reserve(trie.nodes());
  leak.reserve(trie.nodes());
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    into.push_back(moved.into(node).value);
    leak.push_back(moved.leak(node).value);
  }
  const TrieModel<N> model(trie, space, std::move(into), std::move(leak));
  return {{ar_slope(model, direction), z_slope(model, direction)},
          {loss, z_along_paths(moved).derivative}};
}

}  // namespace sidproof
