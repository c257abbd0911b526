// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Writes a table atomically (a reader sees the old file or the whole new one) so
/// that read_table gets back the same items and token texts. `format`, or where it
/// is empty the extension of the path (.json, .npy, .csv, .parquet):
/// index-json  any table of UTF-8 texts
/// npy         tokens that are codes, of one length; item ids that are not the row
///             numbers go to PATH less .npy plus .mapping.jsonl, and a mapping that
///             stands there already is replaced
/// csv         item_id,code_1,... or, for variable length, item_id,codes with lists
/// parquet     item_id,c0,... or item_id,codes; needs libduckdb.so
/// Errors: cannot_write (an existing file is no error: callers check that), usage,
/// unsupported (the format cannot hold the table), missing_tool.
[[nodiscard]] Result<void> write_table(const Table& table, const std::string& path,
                                       const std::string& format = {});

}  // namespace sidproof
