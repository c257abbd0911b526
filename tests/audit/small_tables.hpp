// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "interactions/interactions.hpp"
#include "tokenization/table.hpp"

namespace sidproof::testing {

/// One row of a table: item id and token texts.
struct Row {
  std::string item;
  std::vector<std::string> tokens;
};

/// A table in memory; tokens are numbered by first appearance at their position.
inline Table make_table(const std::vector<Row>& rows) {
  Table table;
  table.format = "index-json";
  std::vector<std::uint64_t> offsets{0};
  std::vector<std::uint32_t> tokens;
  for (const Row& row : rows) {
    table.items.push_back(row.item);
    if (table.alphabets.size() < row.tokens.size()) table.alphabets.resize(row.tokens.size());
    for (std::size_t j = 0; j < row.tokens.size(); ++j)
      tokens.push_back(table.alphabets[j].intern(row.tokens[j]));
    offsets.push_back(tokens.size());
  }
  table.codes = Codes::ragged(std::move(offsets), std::move(tokens));
  return table;
}

/// Tokens written as one character each: {"7", "ab"} is item 7 with tokens a, b.
inline Table letters(const std::vector<std::pair<std::string, std::string>>& rows) {
  std::vector<Row> spelled;
  for (const auto& [item, word] : rows) {
    spelled.push_back({item, {}});
    for (const char c : word) spelled.back().tokens.emplace_back(1, c);
  }
  return make_table(spelled);
}

/// Adds one example with a history of its own.
inline void add_example(Interactions& interactions, const std::vector<std::string>& history,
                        const std::string& target, Split split = Split::test) {
  Example example;
  example.begin = interactions.events.size();
  for (const std::string& item : history)
    interactions.events.push_back(interactions.items.intern(item));
  example.end = interactions.events.size();
  example.target = interactions.items.intern(target);
  example.split = split;
  interactions.examples.push_back(example);
}

/// Test examples with empty histories.
inline Interactions targets(const std::vector<std::string>& items) {
  Interactions interactions;
  for (const std::string& item : items) add_example(interactions, {}, item);
  return interactions;
}

/// User sequences, split by leave_one_out.
inline Interactions users(const std::vector<std::vector<std::string>>& sequences) {
  Interactions interactions;
  std::vector<std::uint64_t> offsets{0};
  for (const auto& sequence : sequences) {
    for (const std::string& item : sequence)
      interactions.events.push_back(interactions.items.intern(item));
    offsets.push_back(interactions.events.size());
  }
  leave_one_out(interactions, offsets);
  return interactions;
}

}  // namespace sidproof::testing
