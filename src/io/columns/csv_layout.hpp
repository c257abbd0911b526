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
  std::optional<std::size_t> item;  ///< none: the row number is the item
  std::vector<std::size_t> codes;   ///< one column a position, in order ...
  std::optional<std::size_t> list;  ///< ... or one column of lists
};

/// Finds the columns by their names (upper and lower case alike):
/// item   item_id, raw_item_id, item, pid, iid, asin, parent_asin, itemid, id;
/// codes  a stem with consecutive numbers from 0 or 1: code_1 ..., codebook_lv1
///        ..., c0 ..., token_0 ..., sid_0 ..., level_1 ..., l0 ..., code1 ...;
/// list   codes, code, sid, sids, semantic_id, semantic_ids, tokens, cluster_ids,
///        cid.
/// Nothing when no codes are found. Errors: malformed (a hole in the numbers, two
/// sets of codes, a name twice).
[[nodiscard]] Result<std::optional<ColumnLayout>> find_columns(
    const std::vector<std::string>& names);

}  // namespace sidproof
