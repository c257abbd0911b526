// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "laws/identity_sides.hpp"
#include "model/trie_heads.hpp"

namespace sidproof {

/// A3 equivalence_parallel, each row observed once. Z of parallel heads: row by row,
/// the heads' masses of its tokens, against the trie walked with tied conditionals,
/// backwards and by leakage. Their likelihood: the heads' token counts, position by
/// position, against the product of the rows' sequence masses.
template <Arithmetic N>
[[nodiscard]] Sides<N> parallel_sides(const TrieHeads<N>& heads, const Trie& trie,
                                      const CodeSpace& space) {
  N z(0);
  N tokens(1);
  const std::vector<std::uint32_t> ending = rows_ending(trie);
  for (std::size_t length = 0; length <= trie.depth(); ++length)
    for (std::size_t end = trie.level(length).first; end < trie.level(length).second; ++end) {
      if (ending[end] == 0) continue;
      N mass(1);
      std::size_t position = length;
      for (std::size_t node = end; node != 0; node = trie.parent(node))
        mass *= heads.mass(--position, trie.token(node));
      for (std::uint32_t row = 0; row < ending[end]; ++row) z += mass;
    }
  const std::vector<std::uint64_t> passed = rows_below(trie);
  for (std::size_t j = 0; j < heads.heads.size(); ++j) {
    const auto& head = heads.heads[j];
    std::vector<std::uint64_t> count(head.tokens.size(), 0);
    const auto [begin, end] = trie.level(j + 1);
    for (std::size_t node = begin; node < end; ++node) {
      const auto place = std::ranges::lower_bound(head.tokens, trie.token(node));
      count[static_cast<std::size_t>(place - head.tokens.begin())] += passed[node];
    }
    for (std::size_t i = 0; i < count.size(); ++i) tokens *= power<N>(head.mass[i], count[i]);
  }
  const TrieModel<N> tied = tied_trie_model(heads, trie, space);
  const std::vector<N> mass = raw_masses(tied);
  N sequences(1);
  for (std::size_t row = 0; row < trie.rows(); ++row) sequences *= mass[trie.node_of_row(row)];
  return {{z, z, tokens}, {z_backward(tied), z_by_leakage(tied), sequences}};
}

}  // namespace sidproof
