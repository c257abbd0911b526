// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/identity_sides.hpp"

namespace sidproof {

std::vector<std::uint64_t> rows_below(const Trie& trie) {
  std::vector<std::uint64_t> below(trie.nodes(), 0);
  for (std::size_t node = trie.nodes(); node-- > 0;) {
    below[node] += trie.terminals(node);
    if (node != 0) below[trie.parent(node)] += below[node];
  }
  return below;
}

std::vector<std::uint32_t> rows_ending(const Trie& trie) {
  std::vector<std::uint32_t> ending(trie.nodes(), 0);
  for (std::size_t row = 0; row < trie.rows(); ++row) ++ending[trie.node_of_row(row)];
  return ending;
}

}  // namespace sidproof
