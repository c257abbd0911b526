// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "decoding/constrained.hpp"

namespace sidproof {

bool is_prefix_free(const Trie& trie) {
  for (std::size_t node = 0; node < trie.nodes(); ++node)
    if (!trie.is_leaf(node) && trie.terminals(node) != 0) return false;
  return true;
}

}  // namespace sidproof
