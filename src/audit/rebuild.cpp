// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/rebuild.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace sidproof {

namespace {

template <class Token>
bool fits(const std::vector<std::uint32_t>& tokens) {
  return std::ranges::all_of(
      tokens, [](std::uint32_t t) { return t <= std::numeric_limits<Token>::max(); });
}

template <class Token>
Codes narrow(std::size_t rows, std::size_t length, const std::vector<std::uint32_t>& tokens) {
  std::vector<Token> values(tokens.size());
  std::ranges::transform(tokens, values.begin(),
                         [](std::uint32_t t) { return static_cast<Token>(t); });
  return Codes::fixed(rows, length, std::move(values));
}

}  // namespace

Codes make_codes(std::vector<std::uint64_t> offsets, std::vector<std::uint32_t> tokens) {
  const std::size_t rows = offsets.size() - 1;
  const std::uint64_t length = rows == 0 ? 0 : offsets[1];
  bool fixed = true;
  for (std::size_t row = 0; row < rows; ++row)
    fixed = fixed && offsets[row + 1] - offsets[row] == length;
  if (!fixed) return Codes::ragged(std::move(offsets), std::move(tokens));
  if (fits<std::uint8_t>(tokens)) return narrow<std::uint8_t>(rows, length, tokens);
  if (fits<std::uint16_t>(tokens)) return narrow<std::uint16_t>(rows, length, tokens);
  return Codes::fixed(rows, length, std::move(tokens));
}

Table same_items(const Table& table) {
  Table copy;
  copy.format = table.format;
  copy.alphabets = table.alphabets;
  copy.items = table.items;
  copy.declared_codebooks = table.declared_codebooks;
  return copy;
}

}  // namespace sidproof
