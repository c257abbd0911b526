// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/files/atomic_file.hpp"
#include "io/tables/table_writers.hpp"
#include "io/tables/token_values.hpp"
#include "io/text/code_text.hpp"
#include "io/text/csv.hpp"
#include "io/text/list_text.hpp"

namespace sidproof {
namespace {

/// True when the reader takes the cell for this very text.
bool is_plain(const std::string& text) {
  return !text.empty() && !is_decimal(text) && !is_odd_number(text) && trimmed(text) == text;
}

bool all_plain(const Table& table) {
  for (const Alphabet& alphabet : table.alphabets)
    for (std::uint32_t token = 0; token < alphabet.size(); ++token)
      if (!is_plain(alphabet.text(token))) return false;
  return true;
}

/// The cells after the item id.
class CellWriter {
 public:
  explicit CellWriter(const Table& table)
      : table_(table),
        values_(TokenValues::of(table)),
        in_columns_(table.codes.is_fixed_length() && table.codes.max_length() > 0 &&
                    (values_ || all_plain(table))) {}

  [[nodiscard]] std::string header() const {
    if (!in_columns_) return ",codes";
    std::string names;
    for (std::size_t j = 1; j <= table_.codes.max_length(); ++j)
      names += fmt::format(",code_{}", j);
    return names;
  }

  void append_cells(std::size_t row, std::string& line) const {
    if (!in_columns_) {
      const std::vector<std::string> texts = table_.tokens(row);
      line += ',';
      line +=
          csv_field(values_ ? fmt::format("[{}]", fmt::join(texts, ", ")) : to_list_text(texts));
      return;
    }
    for (std::size_t j = 0; j < table_.codes.length(row); ++j) {
      const std::uint32_t token = table_.codes.token(row, j);
      line += ',';
      line += values_ ? std::to_string((*values_)(j, token))
                      : csv_field(table_.alphabets[j].text(token));
    }
  }

 private:
  const Table& table_;
  std::optional<TokenValues> values_;
  bool in_columns_;
};

}  // namespace

Result<void> write_csv(const Table& table, const std::string& path) {
  const CellWriter writer(table);
  Result<AtomicFile> file = AtomicFile::create(path);
  if (!file) return tl::unexpected(std::move(file.error()));
  std::string line = "item_id";
  line += writer.header();
  line += '\n';
  if (Result<void> done = file->write(line); !done) return done;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string id = table.items[row];
    if (id.empty())
      return fail(ErrorCode::unsupported,
                  fmt::format("the item id of row {} is empty, which CSV cannot hold", row),
                  {path, {}, {}}, "write index.json");
    line = csv_field(id);
    writer.append_cells(row, line);
    line += '\n';
    if (Result<void> done = file->write(line); !done) return done;
  }
  return file->commit();
}

}  // namespace sidproof
