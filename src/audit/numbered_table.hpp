// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "audit/item_index.hpp"
#include "audit/sequence_numbers.hpp"
#include "base/error.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Which sequence each row has, and how many items share it.
struct NumberedTable {
  SequenceNumbers sequences;
  std::vector<std::uint32_t> sequence;  ///< row -> sequence number
  std::vector<std::uint32_t> items;     ///< sequence number -> m(s): distinct items
  std::uint64_t distinct_items = 0;
};

/// Numbers every row's sequence; canonical(position, token) renames tokens on the
/// way (so that two tables can share one numbering).
template <class Canonical>
[[nodiscard]] std::vector<std::uint32_t> number_rows(const Codes& codes, SequenceNumbers& sequences,
                                                     Canonical&& canonical) {
  std::vector<std::uint32_t> numbers(codes.rows());
  std::vector<std::uint32_t> tokens;
  codes.visit([&](const auto& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      tokens.clear();
      for (const std::uint32_t token : rows[row]) tokens.push_back(canonical(tokens.size(), token));
      numbers[row] = sequences.number(tokens);
    }
  });
  return numbers;
}

/// How many distinct items each sequence has: rows that repeat an item are left
/// out. `sequence` as made by number_rows, `sequences` numbers in use.
[[nodiscard]] std::vector<std::uint32_t> items_per_sequence(
    const std::vector<std::uint32_t>& sequence, std::uint32_t sequences, const ItemIndex& index);

/// Is tok a function on items? Error malformed, naming the item and both rows, when an
/// item stands in two rows with different sequences. `job` is what needs it
/// ("the gap", "a diff").
[[nodiscard]] Result<void> check_function(const Table& table, const ItemIndex& index,
                                          const std::vector<std::uint32_t>& sequence,
                                          std::string_view job);

/// Error too_large when rows cannot be numbered with 32 bits.
[[nodiscard]] Result<void> check_row_count(const Table& table);

/// All of the above for one table.
[[nodiscard]] Result<NumberedTable> number_table(const Table& table, const ItemIndex& index,
                                                 std::string_view job);

}  // namespace sidproof
