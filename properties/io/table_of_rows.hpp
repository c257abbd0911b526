// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tokenization/table.hpp"

namespace sidproof::test {

/// An item and its tokens as texts.
using NamedRow = std::pair<std::string, std::vector<std::string>>;

/// The table of these rows, of any lengths.
inline Table make_table(const std::vector<NamedRow>& rows) {
  Table table;
  std::vector<std::uint64_t> offsets{0};
  std::vector<std::uint32_t> tokens;
  for (const auto& [item, sequence] : rows) {
    table.items.push_back(item);
    if (table.alphabets.size() < sequence.size()) table.alphabets.resize(sequence.size());
    for (std::size_t j = 0; j < sequence.size(); ++j)
      tokens.push_back(table.alphabets[j].intern(sequence[j]));
    offsets.push_back(tokens.size());
  }
  table.codes = Codes::ragged(std::move(offsets), std::move(tokens));
  return table;
}

}  // namespace sidproof::test
