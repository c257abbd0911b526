// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tokenization/codes.hpp"
#include "tokenization/item_ids.hpp"

namespace sidproof {

/// A row of an item that has several sequences, and the item's first row.
struct ConflictingRow {
  std::uint64_t row = 0;
  std::uint64_t first_row = 0;
};

/// The item ids that stand in more than one row.
struct RepeatedItems {
  std::uint64_t items = 0;                ///< distinct item ids of the table
  std::uint64_t repeated = 0;             ///< of these, in more than one row
  std::uint64_t conflicting = 0;          ///< of these, with different sequences
  std::vector<std::uint64_t> later_rows;  ///< all but the first row of each, ascending
  std::vector<std::uint64_t>
      duplicate_rows;  ///< of these, rows that repeat an earlier row's item and sequence
  std::vector<ConflictingRow> conflicts;  ///< all rows of conflicting items, ascending
};

/// Finds repeated item ids. Ids that are row numbers or strictly increasing (by
/// length, then by bytes) are seen to be distinct in one pass; others are hashed,
/// and equal hashes are settled by comparing the ids. Linear in the ids, and in
/// the tokens of repeated items but for the sorting of one item's rows.
[[nodiscard]] RepeatedItems repeated_items(const ItemIds& ids, const Codes& codes);

}  // namespace sidproof
