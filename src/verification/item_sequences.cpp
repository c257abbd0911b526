// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "verification/item_sequences.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace sidproof {

Codes item_sequences(const Table& table, bool has_repeated_items) {
  if (!has_repeated_items) return table.codes;
  std::set<std::pair<std::string, std::vector<std::uint32_t>>> seen;
  std::vector<std::uint64_t> offsets = {0};
  std::vector<std::uint32_t> tokens;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::vector<std::uint32_t> code = table.codes.row(row);
    if (!seen.insert({table.items[row], code}).second) continue;
    tokens.insert(tokens.end(), code.begin(), code.end());
    offsets.push_back(tokens.size());
  }
  return Codes::ragged(std::move(offsets), std::move(tokens));
}

}  // namespace sidproof
