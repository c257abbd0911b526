// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/json/write_index_json.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "io/files/atomic_file.hpp"
#include "io/json/json_faults.hpp"
#include "io/tables/table_builder.hpp"
#include "io/tables/token_values.hpp"
#include "io/text/json_string.hpp"

namespace sidproof {
namespace {

constexpr std::size_t kFlushFrom = std::size_t{1} << 16;

Result<void> check_utf8(const std::string& path, std::string_view what, std::string_view text) {
  if (find_broken_utf8(text) == text.size()) return {};
  return fail(ErrorCode::unsupported,
              std::string(what) + ' ' + quoted(text) + " is not UTF-8: JSON cannot hold it",
              {path, {}, {}}, "write CSV, or convert the source to UTF-8");
}

// Each token as it stands in the file, with its quotes.
Result<std::vector<std::vector<std::string>>> token_texts(const Table& table,
                                                          const std::string& path) {
  std::vector<std::vector<std::string>> texts(table.alphabets.size());
  // Codes of sparse positions have texts, but they stay codes beside the others.
  const bool codes = std::any_of(table.alphabets.begin(), table.alphabets.end(),
                                 [](const Alphabet& alphabet) { return alphabet.is_numeric(); }) &&
                     TokenValues::of(table).has_value();
  for (std::size_t j = 0; j < texts.size(); ++j) {
    const Alphabet& alphabet = table.alphabets[j];
    texts[j].resize(alphabet.size());
    for (std::uint32_t t = 0; t < alphabet.size(); ++t) {
      const std::string text = alphabet.text(t);
      if (codes || alphabet.is_numeric()) {
        texts[j][t] = text;
        continue;
      }
      if (const Result<void> valid = check_utf8(path, "token", text); !valid)
        return tl::unexpected<Error>(valid.error());
      append_json_string(texts[j][t], text);
    }
  }
  return texts;
}

}  // namespace

Result<void> write_index_json(const Table& table, const std::string& path) {
  const auto texts = token_texts(table, path);
  if (!texts) return tl::unexpected<Error>(texts.error());
  Result<AtomicFile> file = AtomicFile::create(path);
  if (!file) return tl::unexpected<Error>(file.error());

  Result<void> outcome;
  std::string buffer = "{";
  table.codes.visit([&](const auto& rows) {
    for (std::size_t r = 0; r < rows.size() && outcome; ++r) {
      const std::string item = table.items[r];
      outcome = check_utf8(path, "item id", item);
      if (!outcome) return;
      buffer += r == 0 ? "\n" : ",\n";
      append_json_string(buffer, item);
      buffer += ": [";
      std::size_t j = 0;
      for (const auto token : rows[r]) {
        if (j > 0) buffer += ", ";
        buffer += (*texts)[j++][token];
      }
      buffer += ']';
      if (buffer.size() < kFlushFrom) continue;
      outcome = file->write(buffer);
      buffer.clear();
    }
  });
  if (!outcome) return outcome;
  buffer += "\n}\n";
  if (Result<void> written = file->write(buffer); !written) return written;
  return file->commit();
}

}  // namespace sidproof
