// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Writes {"0": ["<a_3>", "<b_1>"], ...}, one item a line, atomically. Numeric
/// alphabets are written as numbers: [3, 1]. The rows are written as they stand:
/// an item that has several rows gives a repeated key, which read_table keeps and
/// most other readers do not. Errors: cannot_write; unsupported (an item id or a
/// token that is not UTF-8, which JSON cannot hold).
[[nodiscard]] Result<void> write_index_json(const Table& table, const std::string& path);

}  // namespace sidproof
