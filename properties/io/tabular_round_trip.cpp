// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
//
// What write_table writes as CSV, npy and Parquet, read_table reads back: items,
// tokens, their order; and every format refuses exactly what it cannot hold.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "io/columns/duckdb_library.hpp"
#include "io/read_table.hpp"
#include "io/write_table.hpp"
#include "properties/io/table_of_rows.hpp"
#include "tests/io/scratch_folder.hpp"

namespace sidproof::test {
namespace {

// What separators, quotes, numbers and a careless reader stumble over.
rc::Gen<std::string> nasty_text() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
          "<a_1>", "<A_1>", "\"", "'", "\\", "\n", "\r", "\r\n", "\t", " ", ",", ";", "[", "]", "é",
          "\U0001F600", "-", "1", "0", ".", "e", "|", "item_id", "\xEF\xBB\xBF")),
      [](const std::vector<std::string>& pieces) {
        std::string text;
        for (const std::string& piece : pieces) text += piece;
        return text;
      });
}

rc::Gen<std::string> code_text() {
  return rc::gen::map(rc::gen::weightedOneOf<std::uint32_t>(
                          {{6, rc::gen::inRange<std::uint32_t>(0, 4)},
                           {2, rc::gen::inRange<std::uint32_t>(250, 260)},
                           {1, rc::gen::inRange<std::uint32_t>(65530, 65540)},
                           {1, rc::gen::element<std::uint32_t>(4294967294U, 4294967295U)}}),
                      [](std::uint32_t code) { return std::to_string(code); });
}

/// Rows of the length that `length` gives (-1: any).
std::vector<NamedRow> some_rows(const rc::Gen<std::string>& token, int length) {
  auto sequence = length < 0 ? rc::gen::container<std::vector<std::string>>(token)
                             : rc::gen::container<std::vector<std::string>>(
                                   static_cast<std::size_t>(length), token);
  const auto item =
      rc::gen::suchThat(nasty_text(), [](const std::string& id) { return !id.empty(); });
  return *rc::gen::nonEmpty(
      rc::gen::container<std::vector<NamedRow>>(rc::gen::pair(item, sequence)));
}

void round_trip(const std::vector<NamedRow>& rows, const std::string& format) {
  const ScratchFolder folder;
  const std::string path = folder / "table.npy";
  const Result<void> written = write_table(make_table(rows), path, format);
  if (!written) RC_FAIL(to_string(written.error()));
  ReadOptions options;
  options.format = format;
  const Result<Table> read = read_table(path, options);
  if (!read) RC_FAIL(to_string(read.error()));
  RC_ASSERT(read->rows() == rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    RC_ASSERT(read->items[r] == rows[r].first);
    RC_ASSERT(read->tokens(r) == rows[r].second);
  }
}

RC_GTEST_PROP(CsvRoundTrip, KeepsEveryItemAndTokenOfAnyLengthAndText, ()) {
  round_trip(some_rows(nasty_text(), *rc::gen::element(-1, 0, 1, 3)), "csv");
}

RC_GTEST_PROP(CsvRoundTrip, KeepsCodes, ()) {
  round_trip(some_rows(code_text(), *rc::gen::element(-1, 1, 3)), "csv");
}

RC_GTEST_PROP(NpyRoundTrip, KeepsItemsAndCodesOfOneLength, ()) {
  round_trip(some_rows(code_text(), *rc::gen::inRange(1, 5)), "npy");
}

RC_GTEST_PROP(NpyRoundTrip, RefusesWhatAnArrayOfIntegersCannotHold, ()) {
  const auto rows =
      some_rows(*rc::gen::arbitrary<bool>() ? code_text() : nasty_text(), *rc::gen::element(-1, 2));
  bool fits = !rows.front().second.empty();
  for (const NamedRow& row : rows) {
    fits = fits && row.second.size() == rows.front().second.size();
    for (const std::string& text : row.second)
      fits = fits && !text.empty() && text.size() <= 10 &&
             text.find_first_not_of("0123456789") == std::string::npos &&
             std::to_string(std::stoull(text)) == text && std::stoull(text) <= 4294967295U;
  }
  const ScratchFolder folder;
  const Result<void> written = write_table(make_table(rows), folder / "table.npy");
  RC_ASSERT(written.has_value() == fits);
  if (!fits) RC_ASSERT(folder.entries() == 0U);
}

// Starting DuckDB takes milliseconds, so these tables are few.
RC_GTEST_PROP(ParquetRoundTrip, KeepsEveryItemAndTokenOfAnyLengthAndText, ()) {
  if (!duckdb_api()) RC_SUCCEED("libduckdb.so is not installed");
  if (*rc::gen::inRange(0, 5) != 0) RC_SUCCEED("sampled");
  round_trip(some_rows(*rc::gen::arbitrary<bool>() ? code_text() : nasty_text(),
                       *rc::gen::element(-1, 0, 1, 3)),
             "parquet");
}

}  // namespace
}  // namespace sidproof::test
