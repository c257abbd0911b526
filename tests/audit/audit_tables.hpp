// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "audit/audit.hpp"
#include "audit/audit_oracle.hpp"

namespace sidproof {

/// How the tokens of a fixed-length table are stored.
enum class Width { u8, u16, u32 };

template <class Token>
Codes fixed_codes(const oracle::Rows& rows) {
  std::vector<Token> values;
  for (const oracle::Row& row : rows)
    for (const std::uint32_t token : row.second) values.push_back(static_cast<Token>(token));
  return Codes::fixed(rows.size(), rows.front().second.size(), std::move(values));
}

inline Codes codes_of(const oracle::Rows& rows, Width width) {
  const bool fixed = std::all_of(rows.begin(), rows.end(), [&](const oracle::Row& row) {
    return row.second.size() == rows.front().second.size();
  });
  if (fixed && width == Width::u8) return fixed_codes<std::uint8_t>(rows);
  if (fixed && width == Width::u16) return fixed_codes<std::uint16_t>(rows);
  if (fixed && width == Width::u32) return fixed_codes<std::uint32_t>(rows);
  std::vector<std::uint64_t> offsets{0};
  std::vector<std::uint32_t> tokens;
  for (const oracle::Row& row : rows) {
    tokens.insert(tokens.end(), row.second.begin(), row.second.end());
    offsets.push_back(tokens.size());
  }
  return Codes::ragged(std::move(offsets), std::move(tokens));
}

/// A table whose tokens are numbers and whose item ids are the rows' texts.
inline Table table_of(const oracle::Rows& rows, Width width = Width::u32) {
  Table table;
  table.codes = codes_of(rows, width);
  std::vector<std::uint32_t> sizes(table.codes.max_length(), 1);
  for (const oracle::Row& row : rows) {
    table.items.push_back(row.first);
    for (std::size_t j = 0; j < row.second.size(); ++j)
      sizes[j] = std::max(sizes[j], row.second[j] == ~0U ? ~0U : row.second[j] + 1);
  }
  for (const std::uint32_t size : sizes) table.alphabets.push_back(Alphabet::numbers(size));
  return table;
}

/// Items "0", "1", ... with these sequences.
inline oracle::Rows numbered(const std::vector<oracle::Sequence>& sequences) {
  oracle::Rows rows;
  for (const oracle::Sequence& sequence : sequences)
    rows.emplace_back(std::to_string(rows.size()), sequence);
  return rows;
}

}  // namespace sidproof
