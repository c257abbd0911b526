// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sidproof {

/// The item id of every row of a table, kept as text. Either the row numbers
/// "0", "1", ... (stored as nothing) or texts in one arena.
class ItemIds {
 public:
  ItemIds() = default;

  /// Row i belongs to the item whose id is the decimal number i.
  [[nodiscard]] static ItemIds row_numbers(std::size_t rows);

  void reserve(std::size_t rows, std::size_t characters);
  /// Appends the id of the next row. Throws std::logic_error for ids made by row_numbers().
  void push_back(std::string_view id);

  [[nodiscard]] std::size_t size() const { return rows_; }
  [[nodiscard]] bool are_row_numbers() const { return offsets_.empty() && rows_ > 0; }
  [[nodiscard]] std::string operator[](std::size_t row) const;

  /// The text of a row without a copy; only when !are_row_numbers(). Here and above row < size():
  /// callers look, as with an array.
  [[nodiscard]] std::string_view view(std::size_t row) const;

 private:
  std::size_t rows_ = 0;
  std::string arena_;
  std::vector<std::uint64_t> offsets_;  // offsets_[i]: end of row i
};

}  // namespace sidproof
