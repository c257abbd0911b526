// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/item_ids.hpp"

#include <stdexcept>

namespace sidproof {

ItemIds ItemIds::row_numbers(std::size_t rows) {
  ItemIds ids;
  ids.rows_ = rows;
  return ids;
}

void ItemIds::reserve(std::size_t rows, std::size_t characters) {
  offsets_.reserve(rows);
  arena_.reserve(characters);
}

void ItemIds::push_back(std::string_view id) {
  if (are_row_numbers()) throw std::logic_error("an id for rows that are numbered");
  arena_ += id;
  offsets_.push_back(arena_.size());
  ++rows_;
}

std::string ItemIds::operator[](std::size_t row) const {
  return are_row_numbers() ? std::to_string(row) : std::string(view(row));
}

std::string_view ItemIds::view(std::size_t row) const {
  const std::uint64_t begin = row == 0 ? 0 : offsets_[row - 1];
  return std::string_view(arena_).substr(begin, offsets_[row] - begin);
}

}  // namespace sidproof
