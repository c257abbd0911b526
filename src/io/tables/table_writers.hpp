// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// A CSV with header that the csv reader reads back to the same items and token
/// texts: item_id,code_1,... for fixed length, otherwise (or where a text could be
/// taken for a number or a blank cell) item_id,codes with one list a cell. Errors:
/// unsupported (an empty item id), cannot_write.
[[nodiscard]] Result<void> write_csv(const Table& table, const std::string& path);

/// A C-order array of the narrowest unsigned width, row = item. Item ids that are
/// not the row numbers go to mapping_path(path); a mapping that stands there
/// already is always replaced, since it would rename the items. Errors:
/// unsupported (variable length, no tokens, textual tokens, ids that are not
/// UTF-8), usage (path "-" with item ids: the mapping has no place), cannot_write.
[[nodiscard]] Result<void> write_npy(const Table& table, const std::string& path);

/// Parquet: item_id and c0, c1, ... for fixed length, otherwise item_id and a list
/// column codes; integers where all tokens are codes, texts otherwise. Errors:
/// missing_tool, unsupported (texts that are not UTF-8), cannot_write.
[[nodiscard]] Result<void> write_parquet(const Table& table, const std::string& path);

}  // namespace sidproof
