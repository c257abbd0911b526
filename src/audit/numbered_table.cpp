// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/numbered_table.hpp"

#include <fmt/format.h>

#include <limits>

namespace sidproof {

std::vector<std::uint32_t> items_per_sequence(const std::vector<std::uint32_t>& sequence,
                                              std::uint32_t sequences, const ItemIndex& index) {
  std::vector<std::uint32_t> items(sequences);
  for (const std::uint32_t number : sequence) ++items[number];
  for (const ItemIndex::Repeat& repeat : index.repeats()) --items[sequence[repeat.row]];
  return items;
}

Result<void> check_function(const Table& table, const ItemIndex& index,
                            const std::vector<std::uint32_t>& sequence, std::string_view job) {
  for (const auto& [row, first_row] : index.repeats()) {
    if (sequence[row] == sequence[first_row]) continue;
    return fail(
        ErrorCode::malformed,
        fmt::format("item {} has two different sequences, {} (row {}) and {} (row {}), so {} is "
                    "not defined",
                    table.items[row], table.sequence_text(first_row), first_row + 1,
                    table.sequence_text(row), row + 1, job),
        {table.path, {}, {}}, "keep one row per item; sidproof audit lists all repeated items");
  }
  return {};
}

Result<void> check_row_count(const Table& table) {
  if (table.rows() < std::numeric_limits<std::uint32_t>::max()) return {};
  return fail(ErrorCode::too_large, "the table has more than 2^32 - 2 rows", {table.path, {}, {}});
}

Result<NumberedTable> number_table(const Table& table, const ItemIndex& index,
                                   std::string_view job) {
  NumberedTable numbered;
  numbered.sequence = number_rows(table.codes, numbered.sequences,
                                  [](std::size_t, std::uint32_t token) { return token; });
  if (auto checked = check_function(table, index, numbered.sequence, job); !checked)
    return tl::unexpected(checked.error());
  numbered.items = items_per_sequence(numbered.sequence, numbered.sequences.size(), index);
  numbered.distinct_items = table.rows() - index.repeats().size();
  return numbered;
}

}  // namespace sidproof
