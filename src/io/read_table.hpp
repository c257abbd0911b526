// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/progress.hpp"
#include "io/files/mapped_file.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

struct ReadOptions {
  std::string format;        ///< a name from table_formats(); empty: detect by content
  std::string mapping;       ///< for npy: the mapping.jsonl; empty: the one beside the file, if any
  bool locate_rows = false;  ///< fill Table::row_bytes
  Threads threads;
};

/// A table format as shown by `sidproof formats`.
struct TableFormat {
  std::string_view name;         ///< e.g. "index-json"
  std::string_view description;  ///< one line
  bool readable = true;          ///< false: recognised and refused, with the reason
};

/// All formats that are recognised, in the order of docs/formats.
[[nodiscard]] const std::vector<TableFormat>& table_formats();

/// Reads a semantic-ID table. The format is detected by content, not by name.
/// Errors: cannot_open, malformed, unsupported, out_of_range, missing_tool,
/// too_large, usage (unknown format name), each with the place and what to do.
[[nodiscard]] Result<Table> read_table(const std::string& path, const ReadOptions& options = {},
                                       Progress& progress = Progress::none());

/// The same for bytes that are open already (tests, fuzzers, pipes).
[[nodiscard]] Result<Table> read_table(const MappedFile& file, const ReadOptions& options = {},
                                       Progress& progress = Progress::none());

}  // namespace sidproof
