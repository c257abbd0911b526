// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "exact/inverses.hpp"
#include "model/trie_model.hpp"

namespace sidproof {

/// One number for each logit of a softmax model over a trie: of the edge into each
/// node (edge[0] is not used), and of all tokens together that are no children of
/// the node. Where every token of the alphabet is a child, and at full length, there
/// are none: outside[node] is not used.
template <Arithmetic N>
struct TrieLogits {
  std::vector<N> edge;
  std::vector<N> outside;
};

/// Has the node's law tokens outside the trie?
[[nodiscard]] inline bool has_outside(const Trie& trie, const CodeSpace& space, std::size_t node,
                                      std::size_t depth) {
  return depth < space.length() && trie.child_count(node) < space.alphabet(depth);
}

/// Free numbers from `draw()` for the logits of every inner node in node order: its
/// children, then outside where that exists.
template <Arithmetic N, class Draw>
[[nodiscard]] TrieLogits<N> free_trie_logits(const Trie& trie, const CodeSpace& space,
                                             Draw&& draw) {
  TrieLogits<N> logits{std::vector<N>(trie.nodes(), N(0)), std::vector<N>(trie.nodes(), N(0))};
  for (std::size_t depth = 0; depth < trie.depth(); ++depth) {
    const auto [begin, end] = trie.level(depth);
    for (std::size_t node = begin; node < end; ++node) {
      if (trie.is_leaf(node)) continue;
      for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
           ++child)
        logits.edge[child] = draw();
      if (has_outside(trie, space, node, depth)) logits.outside[node] = draw();
    }
  }
  return logits;
}

/// Softmax from weights e^logit: at every inner node each weight divided by their
/// sum; all mass leaks where a law follows without any child in the trie. Throws
/// std::overflow_error where the weights of a node sum to zero.
template <Arithmetic N>
[[nodiscard]] TrieModel<N> trie_softmax(const Trie& trie, CodeSpace space,
                                        const TrieLogits<N>& weights) {
  std::vector<N> scales;  // of the inner nodes
  for (std::size_t depth = 0; depth < trie.depth(); ++depth) {
    const auto [begin, end] = trie.level(depth);
    for (std::size_t node = begin; node < end; ++node) {
      if (trie.is_leaf(node)) continue;
      N sum = has_outside(trie, space, node, depth) ? weights.outside[node] : N(0);
      for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
           ++child)
        sum += weights.edge[child];
      scales.push_back(sum);
    }
  }
  invert_all(scales);
  std::vector<N> into(trie.nodes(), N(1));
  std::vector<N> leak(trie.nodes(), N(0));
  std::size_t inner = 0;
  for (std::size_t depth = 0; depth < space.length() && depth <= trie.depth(); ++depth) {
    const auto [begin, end] = trie.level(depth);
    for (std::size_t node = begin; node < end; ++node) {
      if (trie.is_leaf(node)) {
        leak[node] = N(1);
        continue;
      }
      const N& scale = scales[inner++];
      for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
           ++child)
        into[child] = weights.edge[child] * scale;
      if (has_outside(trie, space, node, depth)) leak[node] = weights.outside[node] * scale;
    }
  }
  return TrieModel<N>(trie, std::move(space), std::move(into), std::move(leak));
}

}  // namespace sidproof
