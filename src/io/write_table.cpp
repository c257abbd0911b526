// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/write_table.hpp"

#include "io/json/write_index_json.hpp"
#include "io/tables/table_builder.hpp"
#include "io/tables/table_writers.hpp"

namespace sidproof {
namespace {

std::string format_of(const std::string& path) {
  if (path.ends_with(".json")) return "index-json";
  if (path.ends_with(".npy")) return "npy";
  if (path.ends_with(".csv")) return "csv";
  if (path.ends_with(".parquet")) return "parquet";
  return {};
}

}  // namespace

Result<void> write_table(const Table& table, const std::string& path, const std::string& format) {
  const std::string chosen = format.empty() ? format_of(path) : format;
  if (chosen == "index-json") return write_index_json(table, path);
  if (chosen == "npy") return write_npy(table, path);
  if (chosen == "csv") return write_csv(table, path);
  if (chosen == "parquet") return write_parquet(table, path);
  return fail(ErrorCode::usage,
              format.empty() ? "the extension of " + quoted(path) + " names no table format"
                             : "tables are not written in the format " + quoted(format),
              {}, "use .json, .npy, .csv or .parquet, or name index-json, npy, csv or parquet");
}

}  // namespace sidproof
