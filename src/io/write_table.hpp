// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Writes a table atomically (a reader sees the old file or the whole new one).
/// `format`: "index-json", "npy" (+ mapping.jsonl beside it when item ids are not
/// row numbers), "csv", "parquet"; empty: from the extension of the path.
/// Errors: cannot_write (exists is no error: callers check that), usage,
/// unsupported (npy of variable length), missing_tool (parquet without DuckDB).
[[nodiscard]] Result<void> write_table(const Table& table, const std::string& path,
                                       const std::string& format = {});

}  // namespace sidproof
