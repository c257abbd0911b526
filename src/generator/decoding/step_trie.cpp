// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/step_trie.hpp"

namespace sidproof::reference {

StepTrie::StepTrie(const Catalogue& catalogue) {
  const Trie& trie = catalogue.trie();
  constexpr std::size_t most_narrow = std::size_t{1} << 16U;
  bool fits = true;
  for (std::size_t j = 0; j < catalogue.length(); ++j)
    fits = fits && catalogue.codebook(j) <= most_narrow;
  // The root has no edge into it, so the edge into a node is one less than the node.
  const std::uint32_t inner = catalogue.leaves().first;
  first_edge_.reserve(inner + std::size_t{1});
  for (std::uint32_t node = 0; node <= inner; ++node)
    first_edge_.push_back(trie.first_child(node) - 1);
  for (std::uint32_t node = 1; node < trie.nodes(); ++node) {
    if (fits)
      narrow_.push_back(static_cast<std::uint16_t>(trie.token(node)));
    else
      wide_.push_back(trie.token(node));
  }
}

StepTrieView StepTrie::view() const {
  return {first_edge_.data(), wide_.empty() ? narrow_.data() : nullptr, wide_.data()};
}

std::size_t StepTrie::bytes() const {
  return first_edge_.size() * sizeof(std::uint32_t) + narrow_.size() * sizeof(std::uint16_t) +
         wide_.size() * sizeof(std::uint32_t);
}

}  // namespace sidproof::reference
