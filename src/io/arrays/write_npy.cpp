// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstring>
#include <filesystem>
#include <optional>
#include <utility>

#include "io/arrays/mapping_jsonl.hpp"
#include "io/arrays/npy_header.hpp"
#include "io/files/atomic_file.hpp"
#include "io/tables/table_writers.hpp"
#include "io/tables/token_values.hpp"

namespace sidproof {
namespace {

template <class Value>
Result<void> write_values(AtomicFile& file, const Table& table, const TokenValues& values) {
  std::string line(table.codes.max_length() * sizeof(Value), '\0');
  return table.codes.visit([&](const auto& rows) -> Result<void> {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto tokens = rows[row];
      for (std::size_t j = 0; j < tokens.size(); ++j) {
        const auto value = static_cast<Value>(values(j, tokens[j]));
        std::memcpy(line.data() + j * sizeof(Value), &value, sizeof(Value));
      }
      if (Result<void> done = file.write(line); !done) return done;
    }
    return {};
  });
}

Result<void> write_array(AtomicFile& file, const Table& table, const TokenValues& values) {
  const std::size_t width = values.largest() <= 0xFF ? 1 : values.largest() <= 0xFFFF ? 2 : 4;
  Result<void> done = file.write(make_npy_header(width, table.rows(), table.codes.max_length()));
  if (!done) return done;
  if (width == 1) return write_values<std::uint8_t>(file, table, values);
  if (width == 2) return write_values<std::uint16_t>(file, table, values);
  return write_values<std::uint32_t>(file, table, values);
}

bool ids_are_row_numbers(const ItemIds& items) {
  if (items.are_row_numbers()) return true;
  for (std::size_t row = 0; row < items.size(); ++row)
    if (items.view(row) != std::to_string(row)) return false;
  return true;
}

}  // namespace

Result<void> write_npy(const Table& table, const std::string& path) {
  const auto refuse = [&](const char* what) {
    return fail(ErrorCode::unsupported, what, {path, {}, {}}, "write index.json or CSV");
  };
  if (!table.codes.is_fixed_length())
    return refuse("sequences of different lengths do not fit into a .npy array");
  if (table.rows() == 0 || table.codes.max_length() == 0)
    return refuse("a .npy array of no tokens cannot be read back");
  const std::optional<TokenValues> values = TokenValues::of(table);
  if (!values) return refuse("textual tokens do not fit into a .npy array of integers");

  std::error_code ignored;
  const std::string beside = mapping_path(path);
  const bool to_stdout = path == "-";
  const bool numbered = ids_are_row_numbers(table.items);
  if (to_stdout && !numbered)
    return fail(ErrorCode::usage, "the item ids need a file beside the .npy", {}, "name a file");
  std::optional<AtomicFile> mapping;
  if (!numbered || (!to_stdout && std::filesystem::exists(beside, ignored))) {
    const Result<std::string> text = make_mapping(table.items);
    if (!text) return tl::unexpected(text.error());
    Result<AtomicFile> file = AtomicFile::create(beside);
    if (!file) return tl::unexpected(std::move(file.error()));
    if (Result<void> done = file->write(*text); !done) return done;
    mapping.emplace(std::move(*file));
  }
  Result<AtomicFile> file = AtomicFile::create(path);
  if (!file) return tl::unexpected(std::move(file.error()));
  if (Result<void> done = write_array(*file, table, *values); !done) return done;
  if (mapping)
    if (Result<void> done = mapping->commit(); !done) return done;
  return file->commit();
}

}  // namespace sidproof
