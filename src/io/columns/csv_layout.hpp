// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace sidproof {

/// Which columns of a table hold what.
struct ColumnLayout {
  std::optional<std::size_t> item;       ///< none: nothing names the item
  std::vector<std::size_t> codes;        ///< one column a position, in order ...
  std::optional<std::size_t> list;       ///< ... or one column of whole SIDs
  std::optional<std::size_t> item_list;  ///< all items of the SID: a table from SID to items
  std::optional<std::size_t> user;       ///< whose event the row is: rows are no items
};

/// Finds the columns by their names (upper and lower case alike; lists of names in
/// io/text/field_names.hpp):
/// item       item_id, asin and others;
/// codes      a stem with consecutive numbers from 0 or 1: code_1 ..., codebook_lv1
///            ..., c0 ..., token_0 ..., sid_0 ..., level_1 ..., l0 ..., code1 ...;
/// list       codes, sid, semantic_id and others, where no code columns are;
/// user       user_id, session and others;
/// item_list  item_ids, items and others; p1, p2 ... are codes beside it.
/// Nothing when no codes are found. Errors: malformed (a hole in the numbers, two
/// sets of codes, two columns of SIDs, a name twice).
[[nodiscard]] Result<std::optional<ColumnLayout>> find_columns(
    const std::vector<std::string>& names);

}  // namespace sidproof
