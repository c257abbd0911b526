// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/trie_model.hpp"

namespace sidproof {

/// Parallel heads over the tokens that a trie uses, sparse: at each position one
/// law, whatever the prefix, known on the tokens in use there.
template <Arithmetic N>
struct TrieHeads {
  /// One position: the tokens in use, ascending, and their probabilities.
  struct Head {
    std::vector<std::uint32_t> tokens;
    std::vector<N> mass;
  };
  std::vector<Head> heads;

  /// q_j(token) of a token in use at position j.
  [[nodiscard]] const N& mass(std::size_t position, std::uint32_t token) const {
    const Head& head = heads[position];
    const auto found = std::lower_bound(head.tokens.begin(), head.tokens.end(), token);
    return head.mass[static_cast<std::size_t>(found - head.tokens.begin())];
  }
};

/// Heads whose free numbers come from `draw()`, position by position, tokens in use
/// ascending: where every token of the alphabet is in use the last one gets 1 minus
/// the others, elsewhere all are free and the rest of the law lies outside.
template <Arithmetic N, class Draw>
[[nodiscard]] TrieHeads<N> free_trie_heads(const Trie& trie, const CodeSpace& space, Draw&& draw) {
  TrieHeads<N> result;
  for (std::size_t depth = 1; depth <= trie.depth(); ++depth) {
    const auto [begin, end] = trie.level(depth);
    std::unordered_set<std::uint32_t> used;
    for (std::size_t node = begin; node < end; ++node) used.insert(trie.token(node));
    typename TrieHeads<N>::Head head{{used.begin(), used.end()}, {}};
    std::ranges::sort(head.tokens);
    const bool full = head.tokens.size() == space.alphabet(depth - 1);
    N rest(1);
    for (std::size_t i = 0; i < head.tokens.size(); ++i) {
      const bool last = full && i + 1 == head.tokens.size();
      head.mass.push_back(last ? rest : N(draw()));
      rest -= head.mass.back();
    }
    result.heads.push_back(std::move(head));
  }
  return result;
}

/// Heads as a model over the trie: the conditionals of one position are tied, and
/// each node leaks what its children leave of the law.
template <Arithmetic N>
[[nodiscard]] TrieModel<N> tied_trie_model(const TrieHeads<N>& heads, const Trie& trie,
                                           CodeSpace space) {
  std::vector<N> into(trie.nodes(), N(1));
  std::vector<N> leak(trie.nodes(), N(0));
  for (std::size_t depth = 0; depth < space.length() && depth <= trie.depth(); ++depth) {
    const auto [begin, end] = trie.level(depth);
    for (std::size_t node = begin; node < end; ++node) {
      N rest(1);
      for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
           ++child) {
        into[child] = heads.mass(depth, trie.token(child));
        rest -= into[child];
      }
      leak[node] = rest;
    }
  }
  return TrieModel<N>(trie, std::move(space), std::move(into), std::move(leak));
}

}  // namespace sidproof
