// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/codes.hpp"

#include <algorithm>
#include <stdexcept>

namespace sidproof {

template <class Token>
Codes Codes::own(std::size_t rows, std::size_t length, std::vector<Token> values) {
  const bool fits =
      length == 0 ? values.empty() : values.size() % length == 0 && values.size() / length == rows;
  if (!fits) throw std::invalid_argument("not as many codes as rows of their length have");
  auto storage = std::make_shared<const std::vector<Token>>(std::move(values));
  const FixedRows<Token> view{storage->data(), rows, length};
  return borrowed(view, std::move(storage));
}

Codes Codes::fixed(std::size_t rows, std::size_t length, std::vector<std::uint8_t> values) {
  return own(rows, length, std::move(values));
}
Codes Codes::fixed(std::size_t rows, std::size_t length, std::vector<std::uint16_t> values) {
  return own(rows, length, std::move(values));
}
Codes Codes::fixed(std::size_t rows, std::size_t length, std::vector<std::uint32_t> values) {
  return own(rows, length, std::move(values));
}

Codes Codes::ragged(std::vector<std::uint64_t> offsets, std::vector<std::uint32_t> tokens) {
  if (offsets.empty() || offsets.front() != 0 || offsets.back() != tokens.size() ||
      !std::ranges::is_sorted(offsets))
    throw std::invalid_argument("offsets that do not part the codes into rows");
  const std::size_t rows = offsets.size() - 1;
  std::size_t shortest = rows == 0 ? 0 : static_cast<std::size_t>(offsets[1] - offsets[0]);
  std::size_t longest = shortest;
  for (std::size_t row = 1; row < rows; ++row) {
    const auto length = static_cast<std::size_t>(offsets[row + 1] - offsets[row]);
    shortest = std::min(shortest, length);
    longest = std::max(longest, length);
  }
  if (shortest == longest) return fixed(rows, longest, std::move(tokens));

  struct Storage {
    std::vector<std::uint64_t> offsets;
    std::vector<std::uint32_t> tokens;
  };
  auto storage = std::make_shared<const Storage>(Storage{std::move(offsets), std::move(tokens)});
  Codes codes;
  codes.view_ = RaggedRows{storage->tokens.data(), storage->offsets.data(), rows};
  codes.owner_ = std::move(storage);
  codes.rows_ = rows;
  codes.min_length_ = shortest;
  codes.max_length_ = longest;
  return codes;
}

std::size_t Codes::length(std::size_t row) const {
  return visit([row](const auto& rows) { return rows[row].size(); });
}

std::uint32_t Codes::token(std::size_t row, std::size_t position) const {
  return visit([=](const auto& rows) { return std::uint32_t{rows[row][position]}; });
}

std::vector<std::uint32_t> Codes::row(std::size_t row) const {
  return visit([row](const auto& rows) {
    return std::vector<std::uint32_t>(rows[row].begin(), rows[row].end());
  });
}

}  // namespace sidproof
