// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/files/mapped_file.hpp"
#include "io/read_table.hpp"

namespace sidproof::test {

using Row = std::pair<std::string, std::vector<std::string>>;

inline std::vector<Row> rows(const Table& table) {
  std::vector<Row> all;
  for (std::size_t r = 0; r < table.rows(); ++r) all.emplace_back(table.items[r], table.tokens(r));
  return all;
}

inline Result<Table> read_bytes(std::string_view bytes, std::string format = {},
                                ReadOptions options = {}) {
  options.format = std::move(format);
  return read_table(MappedFile::from_bytes(bytes), options);
}

/// The table, after a check of its invariants; an empty one after a failure.
inline Table must_read(std::string_view bytes, std::string format = {}, ReadOptions options = {}) {
  Result<Table> table = read_bytes(bytes, std::move(format), std::move(options));
  EXPECT_TRUE(table.has_value()) << to_string(table.error());
  if (!table) return {};
  EXPECT_EQ(table->items.size(), table->rows());
  EXPECT_EQ(table->alphabets.size(), table->codes.max_length());
  for (std::size_t r = 0; r < table->rows(); ++r)
    for (std::size_t j = 0; j < table->codes.length(r); ++j)
      EXPECT_LT(table->codes.token(r, j), table->alphabets[j].size());
  return *std::move(table);
}

inline Error must_fail(std::string_view bytes, std::string format = {}) {
  const Result<Table> table = read_bytes(bytes, std::move(format));
  EXPECT_FALSE(table.has_value()) << "read " << bytes.substr(0, 200);
  return table ? Error{} : table.error();
}

/// How many places a finding of this kind speaks of; 0 without one.
inline std::uint64_t found(const Table& table, Finding::Kind kind) {
  std::uint64_t count = 0;
  for (const Finding& finding : table.findings)
    if (finding.kind == kind) count += finding.count;
  return count;
}

inline std::string message(const Table& table, Finding::Kind kind) {
  for (const Finding& finding : table.findings)
    if (finding.kind == kind) return finding.message;
  return {};
}

}  // namespace sidproof::test
