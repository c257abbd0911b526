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

}  // namespace sidproof
