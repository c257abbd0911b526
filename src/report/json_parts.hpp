// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "report/json_writer.hpp"
#include "tokenization/table.hpp"

// Pieces that several JSON reports share; not a promise to callers.
namespace sidproof::json_parts {

/// "schema" and "program".
void write_head(JsonWriter& json, std::string_view schema);
/// {"path", "format", "rows"}.
void write_table(JsonWriter& json, const Table& table);
/// {"row", "item", "tokens"} on one line; rows count from 0.
void write_row(JsonWriter& json, const Table& table, std::uint64_t row);
/// "findings": [{"kind", "message", "count"}].
void write_findings(JsonWriter& json, const Table& table);

}  // namespace sidproof::json_parts
