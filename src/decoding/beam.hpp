// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "decoding/ranking.hpp"
#include "model/trie_model.hpp"

namespace sidproof {

/// A finished sequence of a search: a leaf of the trie and its score.
template <OrderedField N>
struct Hypothesis {
  std::uint32_t node = 0;
  N score{1};
};

/// What a beam search returns. Ordered by H5 (score, then tokens).
template <OrderedField N>
struct BeamResult {
  std::vector<Hypothesis<N>> results;
  /// The best score that was cut off anywhere, with its node; absent when nothing was.
  std::optional<Hypothesis<N>> best_pruned;

  /// H2: the first `k` results are the exact top k when the k-th score is strictly
  /// above the best pruned score (scores never grow along a path), or nothing was
  /// pruned. False means "not proved", not "wrong". k >= 1.
  [[nodiscard]] bool certifies(std::size_t k) const {
    if (!best_pruned) return true;
    return k <= results.size() && best_pruned->score < results[k - 1].score;
  }
};

/// Beam search over the leaves of a prefix-free trie: on each level at most
/// `width` nodes survive, in the order H5; leaves above the last level stay in the
/// race. The score of a node is the product of its factors along the path, one
/// factor a node of the trie, each between 0 and 1 (RAW: model.into); callers look, here and
/// in the two searches below. Nothing is found with a width of 0.
template <OrderedField N>
[[nodiscard]] BeamResult<N> beam_search(const Trie& trie, const std::vector<N>& factors,
                                        std::size_t width) {
  using Node = Hypothesis<N>;
  // Lexicographic order of prefixes: compare the tokens on the paths.
  const auto before = [&](const Node& a, const Node& b) {
    if (!(a.score == b.score)) return b.score < a.score;
    return trie.prefix(a.node) < trie.prefix(b.node);
  };
  BeamResult<N> result;
  const auto prune = [&](std::vector<Node>& nodes) {
    std::sort(nodes.begin(), nodes.end(), before);
    if (nodes.size() <= width) return;
    const Node& first_cut = nodes[width];
    if (!result.best_pruned || before(first_cut, *result.best_pruned))
      result.best_pruned = first_cut;
    nodes.resize(width);
  };
  std::vector<Node> beam{Node{}};
  bool grown = true;
  while (grown) {
    grown = false;
    std::vector<Node> next;
    for (const Node& node : beam) {
      if (trie.is_leaf(node.node)) next.push_back(node);
      for (std::uint32_t child = trie.first_child(node.node);
           child < trie.first_child(node.node + 1); ++child) {
        next.push_back({child, node.score * factors[child]});
        grown = true;
      }
    }
    prune(next);
    beam = std::move(next);
  }
  result.results = std::move(beam);
  return result;
}

/// Greedy decoding: the beam of width 1. Where the score is zero all continuations tie
/// and the first one is taken, whatever their factors.
template <OrderedField N>
[[nodiscard]] Hypothesis<N> greedy_search(const Trie& trie, const std::vector<N>& factors) {
  Hypothesis<N> best;
  while (!trie.is_leaf(best.node)) {
    std::uint32_t chosen = trie.first_child(best.node);
    for (std::uint32_t child = chosen; child < trie.first_child(best.node + 1); ++child)
      if (best.score * factors[chosen] < best.score * factors[child]) chosen = child;
    best = {chosen, best.score * factors[chosen]};
  }
  return best;
}

/// All leaves in the order H5 with their scores: what an unlimited beam returns.
template <OrderedField N>
[[nodiscard]] std::vector<Hypothesis<N>> exhaustive_ranking(const Trie& trie,
                                                            const std::vector<N>& factors) {
  std::vector<N> score(trie.nodes(), N(1));
  std::vector<Hypothesis<N>> leaves;
  for (std::uint32_t node = 0; node < trie.nodes(); ++node) {
    if (node != 0) score[node] = score[trie.parent(node)] * factors[node];
    if (trie.is_leaf(node)) leaves.push_back({node, score[node]});
  }
  std::sort(leaves.begin(), leaves.end(), [&](const auto& a, const auto& b) {
    if (!(a.score == b.score)) return b.score < a.score;
    return trie.prefix(a.node) < trie.prefix(b.node);
  });
  return leaves;
}

}  // namespace sidproof
