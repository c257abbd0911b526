// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "generator/arithmetic/token_law.hpp"
#include "generator/decoding/item_law.hpp"
#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {

/// A law that is written down: for each prefix of the trie the weights of all codes of the
/// next position, in 256ths that add up to 256. Scores are the rounded logarithms.
struct HandMade {
  reference::Catalogue catalogue;
  reference::TrieLaws laws;
  reference::ItemLaw law;

  static HandMade make(const Table& table,
                       const std::map<Sequence, std::vector<std::uint64_t>>& weights) {
    using namespace reference;
    Catalogue catalogue = *Catalogue::make(table);
    const Trie& trie = catalogue.trie();
    TrieLaws laws{std::vector<std::uint64_t>(trie.nodes(), 0),
                  std::vector<std::int64_t>(trie.nodes(), 0),
                  std::vector<std::int64_t>(trie.nodes(), 0),
                  std::vector<std::uint64_t>(catalogue.leaves().first, weight_total)};
    const auto log = [](std::uint64_t part, std::uint64_t whole) {
      return static_cast<std::int64_t>(
          std::llround(std::log(static_cast<double>(part) / static_cast<double>(whole)) * 0x1p40));
    };
    for (std::uint32_t node = 0; node < catalogue.leaves().first; ++node) {
      const std::vector<std::uint64_t>& row = weights.at(trie.prefix(node));
      std::uint64_t inside = 0;
      for (std::uint32_t c = trie.first_child(node); c < trie.first_child(node + 1); ++c)
        inside += row[trie.token(c)];
      for (std::uint32_t c = trie.first_child(node); c < trie.first_child(node + 1); ++c) {
        laws.weight[c] = row[trie.token(c)] * (weight_total / 256);
        laws.outside[node] -= laws.weight[c];
        laws.log[c] = log(row[trie.token(c)], 256);
        laws.masked_log[c] = log(row[trie.token(c)], inside);
      }
    }
    ItemLaw law = item_law(catalogue, laws);
    return {std::move(catalogue), std::move(laws), std::move(law)};
  }

  [[nodiscard]] std::uint32_t leaf(const Sequence& sequence) const {
    return *catalogue.trie().find(sequence);
  }

  /// One popular prefix of four middling items against one good item behind a less likely
  /// prefix: Q = 36/256 four times and 105/256, Q(C) = 249/256.
  static HandMade popular_prefix() {
    return make(numeric_table({2, 4}, {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 0}}),
                {{{}, {144, 112}}, {{0}, {64, 64, 64, 64}}, {{1}, {240, 8, 4, 4}}});
  }

  /// LOCAL = (5/8, 3/8), GLOBAL = (5/14, 9/14).
  static HandMade label_bias() {
    return make(numeric_table({2, 2}, {{0, 0}, {1, 0}}),
                {{{}, {160, 96}}, {{0}, {64, 192}}, {{1}, {192, 64}}});
  }
};

}  // namespace sidproof
