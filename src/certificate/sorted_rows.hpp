// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tokenization/table.hpp"

namespace sidproof {

/// A table's rows in lexicographic order of their sequences (a sequence before its
/// extensions), as runs of equal ones: what a replay starts from, where the laws
/// start from a trie. Run r is order[begin[r]] ... order[begin[r + 1] - 1], rows
/// ascending.
struct SortedRows {
  std::vector<std::uint32_t> order;
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> length;  ///< tokens, by run
  std::vector<std::uint32_t> shared;  ///< tokens that the run shares with the run before it
  std::vector<std::uint32_t> items;   ///< distinct item ids, by run

  [[nodiscard]] std::size_t runs() const { return length.size(); }
};

/// Precondition: fewer than 2^32 - 1 rows.
[[nodiscard]] SortedRows sort_rows(const Table& table);

/// The rows of a run that are the first of their item id in it, ascending.
[[nodiscard]] std::vector<std::uint32_t> rows_of_distinct_items(const Table& table,
                                                                const SortedRows& rows,
                                                                std::size_t run);

}  // namespace sidproof
