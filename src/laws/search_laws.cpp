// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/search_laws.hpp"

namespace sidproof {

std::size_t largest_level(const Trie& trie) {
  std::size_t largest = 1;
  std::size_t leaves_above = 0;
  for (std::size_t depth = 0; depth <= trie.depth(); ++depth) {
    const auto [begin, end] = trie.level(depth);
    largest = std::max(largest, leaves_above + (end - begin));
    for (std::uint32_t node = begin; node < end; ++node)
      leaves_above += trie.is_leaf(node) ? 1U : 0U;
  }
  return largest;
}

}  // namespace sidproof
