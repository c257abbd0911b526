// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "comparison/least_way.hpp"

namespace sidproof {

bool spare_token(const Trie& trie, std::size_t node, std::size_t depth,
                 std::span<const std::uint64_t> codebooks) {
  return depth == trie.depth() || trie.child_count(node) < codebooks[depth];
}

LeastWay::LeastWay(const Trie& trie, std::span<const std::uint64_t> codebooks,
                   const std::vector<Rational>& weights)
    : next_(trie.nodes()) {
  std::vector<Rational> least(trie.nodes(), 0);  // on a way from the node, its own included
  std::size_t depth = trie.depth();
  for (std::size_t node = trie.nodes(); node-- > 0;) {
    while (node < trie.level(depth).first) --depth;
    least[node] = weights[node];
    if (trie.is_leaf(node) || spare_token(trie, node, depth, codebooks)) continue;
    std::uint32_t best = trie.first_child(node);
    for (std::uint32_t child = best + 1; child < trie.first_child(node + 1); ++child)
      if (least[child] < least[best]) best = child;
    next_[node] = best;
    least[node] += least[best];
  }
}

}  // namespace sidproof
