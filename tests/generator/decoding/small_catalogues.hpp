// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "generator/decoding/catalogue.hpp"
#include "generator/decoding/trie_laws.hpp"
#include "generator/network/network.hpp"
#include "random/stream.hpp"

namespace sidproof {

/// A table of numeric codes below the given codebook sizes.
inline Table numeric_table(const std::vector<std::uint32_t>& codebooks,
                           const std::vector<Sequence>& rows) {
  Table table;
  std::vector<std::uint32_t> tokens;
  for (const Sequence& row : rows) tokens.insert(tokens.end(), row.begin(), row.end());
  table.codes = Codes::fixed(rows.size(), codebooks.size(), std::move(tokens));
  for (const std::uint32_t size : codebooks) table.alphabets.push_back(Alphabet::numbers(size));
  table.items = ItemIds::row_numbers(rows.size());
  return table;
}

/// `items` sequences drawn at random, collisions included.
inline Table random_table(const std::vector<std::uint32_t>& codebooks, std::size_t items,
                          std::uint64_t seed) {
  RandomStream random(Seed{1, seed});
  std::vector<Sequence> rows(items);
  for (Sequence& row : rows)
    for (const std::uint32_t size : codebooks)
      row.push_back(static_cast<std::uint32_t>(random.below(size)));
  return numeric_table(codebooks, rows);
}

/// Every sequence of the code space, once.
inline Table full_table(const std::vector<std::uint32_t>& codebooks) {
  std::vector<Sequence> rows;
  CodeSpace(codebooks).for_each([&](SequenceView s) { rows.emplace_back(s.begin(), s.end()); });
  return numeric_table(codebooks, rows);
}

/// A network for the catalogue, small enough for thousands of runs; with one head, or
/// one for each position.
inline reference::Network small_network(const reference::Catalogue& catalogue, std::uint64_t seed,
                                        bool parallel = false) {
  reference::Shape shape;
  shape.vocabulary = catalogue.vocabulary();
  shape.positions = 16;
  shape.width = 12;
  shape.layers = 2;
  shape.heads = 3;
  shape.inner = 20;
  if (parallel) shape.parallel_heads = catalogue.length();
  shape.head_temperature = 0.1;
  return reference::Network(random_weights(shape, Seed{0, seed}));
}

/// Everything that a test of decoding needs, for the history of items 0 and 1.
struct SmallCase {
  reference::Catalogue catalogue;
  reference::Network network;
  std::vector<std::uint32_t> prompt;
  reference::TrieLaws laws;

  static SmallCase make(const Table& table, std::uint64_t seed, bool parallel_heads = false) {
    auto catalogue = reference::Catalogue::make(table);
    reference::Network network = small_network(*catalogue, seed, parallel_heads);
    const std::vector<std::uint32_t> history =
        catalogue->items() > 1 ? std::vector<std::uint32_t>{0, 1} : std::vector<std::uint32_t>{0};
    auto prompt = catalogue->prompt(history, network.shape().positions);
    auto laws = trie_laws(network, *catalogue, *prompt, reference::Executor());
    return {std::move(*catalogue), std::move(network), std::move(*prompt), std::move(*laws)};
  }
  static SmallCase parallel(const Table& table, std::uint64_t seed) {
    return make(table, seed, true);
  }
};

/// Catalogues of the kinds that matter: full grid, gaps, collisions, one item, one
/// position, codebooks of one code.
inline std::vector<std::pair<std::string, Table>> small_tables() {
  return {{"full grid", full_table({3, 4, 2})},
          {"gaps", numeric_table({3, 4}, {{0, 1}, {0, 3}, {2, 0}, {2, 1}, {2, 2}})},
          {"collisions", random_table({4, 3, 3}, 60, 1)},
          {"gaps and collisions", random_table({6, 6, 6}, 40, 2)},
          {"one item", numeric_table({3, 3}, {{1, 2}})},
          {"all items alike", numeric_table({2, 2}, {{1, 0}, {1, 0}, {1, 0}})},
          {"one position", numeric_table({5}, {{0}, {2}, {4}})},
          {"codebooks of one code", full_table({1, 3, 1})}};
}

}  // namespace sidproof
