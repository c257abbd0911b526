// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>

#include "io/arrays/mapping_jsonl.hpp"
#include "io/arrays/npy_header.hpp"
#include "io/arrays/npy_values.hpp"
#include "io/columns/tabular_readers.hpp"
#include "io/tables/table_builder.hpp"
#include "io/tables/table_findings.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "npy";

Acceptance accepts(const Sniff& sniff) {
  return looks_like_npy(sniff.bytes) ? Match::certain : Match::no;
}

/// Codes far above the number of rows (hashes, say) get an alphabet of texts, so
/// that no job needs memory for every number below them.
Result<Table> renumbered(const MappedFile& file, const Codes& codes, const ReadOptions& options) {
  TableBuilder builder(file, kName, options);
  codes.visit([&](const auto& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      builder.row(std::to_string(row), 0);
      for (const auto code : rows[row]) builder.code(code);
    }
  });
  return builder.finish();
}

Result<ItemIds> item_ids(const MappedFile& file, std::size_t rows, const ReadOptions& options) {
  std::string path = options.mapping;
  std::error_code ignored;
  if (path.empty()) {
    if (file.path() == standard_input) return ItemIds::row_numbers(rows);
    path = mapping_path(file.path());
    if (!std::filesystem::exists(path, ignored)) return ItemIds::row_numbers(rows);
  }
  const Result<MappedFile> mapping = MappedFile::open(path);
  if (!mapping) return tl::unexpected(mapping.error());
  return parse_mapping(mapping->bytes(), path, rows);
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  const Result<NpyHeader> header = parse_npy_header(file.bytes(), file.path());
  if (!header) return tl::unexpected(header.error());
  if (header->rows == 0)
    return fail(ErrorCode::malformed, "there is no item in it", {file.path(), {}, {}},
                "a table needs at least one item");
  if (header->rows >= std::numeric_limits<std::uint32_t>::max() - 1)
    return fail(ErrorCode::too_large, "more than 2^32 - 2 rows", {file.path(), {}, {}});
  Result<ItemIds> items = item_ids(file, header->rows, options);
  if (!items) return tl::unexpected(std::move(items.error()));
  progress.update("reading codes", 0.0);
  Result<Codes> codes = npy_codes(file, *header, options.threads);
  if (!codes) return tl::unexpected(std::move(codes.error()));

  const std::vector<std::uint32_t> largest = largest_tokens(*codes, options.threads);
  const std::uint64_t dense = dense_codes(codes->rows(), largest.size());
  Result<Table> table;
  if (*std::max_element(largest.begin(), largest.end()) >= dense) {
    table = renumbered(file, *codes, options);
    if (!table) return table;
    table->findings.clear();
  } else {
    table->path = file.path();
    table->format = kName;
    table->codes = std::move(*codes);
    table->alphabets.reserve(largest.size());
    for (const std::uint32_t token : largest)
      table->alphabets.push_back(Alphabet::numbers(token + 1));
  }
  table->items = std::move(*items);
  table->row_bytes.clear();
  if (options.locate_rows && !header->fortran_order)
    for (std::size_t row = 0; row < header->rows; ++row)
      table->row_bytes.push_back(header->data + row * header->columns * header->width);
  if (file.path() == standard_input && options.mapping.empty())
    table->findings.push_back(
        {Finding::Kind::other,
         "standard input has no mapping.jsonl beside it: items are row numbers unless --mapping "
         "names a file",
         1});
  if (!table->items.are_row_numbers()) find_repeated_items(*table);
  find_position_of_codes(*table, options.threads);
  progress.update("reading codes", 1.0);
  return table;
}

}  // namespace

const Reader& npy_reader() {
  static const Reader reader{
      {kName, "NumPy array of integers, row = item, with mapping.jsonl beside it", true},
      accepts,
      read};
  return reader;
}

}  // namespace sidproof
