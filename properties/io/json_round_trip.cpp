// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
//
// What write_index_json writes, read_table reads back: items, tokens, their order.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "io/json/write_index_json.hpp"
#include "io/read_table.hpp"
#include "properties/io/table_of_rows.hpp"
#include "tests/io/scratch_folder.hpp"

namespace sidproof::test {
namespace {

// Pieces that JSON, UTF-8 or a careless reader stumbles over.
rc::Gen<std::string> nasty_text() {
  const auto piece = rc::gen::weightedOneOf<std::string>(
      {{3, rc::gen::element<std::string>("<a_1>", "<A_1>", "\"", "\\", "\\\"", "\n", "\r\n", "\t",
                                         std::string(1, '\0'), "\x1f", "\x7f", "é", "\u2028", "€",
                                         "\U0001F600", "\U0010FFFF", "\uD7FF", "\uE000", "/", "{",
                                         "]", ",", ":", "null", "\\u0041")},
       {1, rc::gen::container<std::string>(rc::gen::inRange('\x20', '\x7f'))}});
  return rc::gen::map(rc::gen::mapcat(rc::gen::weightedElement<int>({{8, 3}, {1, 40}, {1, 400}}),
                                      [piece](int most) {
                                        return rc::gen::resize(
                                            most,
                                            rc::gen::container<std::vector<std::string>>(piece));
                                      }),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const std::string& one : pieces) text += one;
                        return text;
                      });
}

Table written_and_read(const Table& table) {
  const ScratchFolder folder;
  const Result<void> written = write_index_json(table, folder / "table.json");
  RC_ASSERT(written.has_value());
  ReadOptions options;
  options.format = "index-json";
  Result<Table> read = read_table(folder / "table.json", options);
  if (!read) RC_FAIL(to_string(read.error()));
  return *std::move(read);
}

RC_GTEST_PROP(IndexJsonRoundTrip, KeepsEveryItemAndTokenOfAnyLengthAndText, ()) {
  // Few distinct texts, so that items and sequences repeat.
  const auto texts = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(nasty_text()));
  const auto text = rc::gen::elementOf(texts);
  const auto rows = *rc::gen::nonEmpty(rc::gen::container<std::vector<NamedRow>>(
      rc::gen::pair(text, rc::gen::container<std::vector<std::string>>(text))));
  const Table read = written_and_read(make_table(rows));
  RC_ASSERT(read.rows() == rows.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    RC_ASSERT(read.items[r] == rows[r].first);
    RC_ASSERT(read.tokens(r) == rows[r].second);
  }
  std::multiset<std::string> items;
  for (const NamedRow& row : rows) items.insert(row.first);
  std::set<std::string> repeated;
  for (const std::string& item : items)
    if (items.count(item) > 1) repeated.insert(item);
  std::uint64_t reported = 0;
  for (const Finding& finding : read.findings)
    if (finding.kind == Finding::Kind::repeated_item) reported = finding.count;
  RC_ASSERT(reported == repeated.size());
}

RC_GTEST_PROP(IndexJsonRoundTrip, TokensAreEqualAfterwardsExactlyWhenTheyWereBefore, ()) {
  const auto texts = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(nasty_text()));
  std::vector<NamedRow> rows;
  for (const std::string& text : texts) rows.push_back({"i", {text}});
  const Table read = written_and_read(make_table(rows));
  for (std::size_t a = 0; a < texts.size(); ++a)
    for (std::size_t b = 0; b < texts.size(); ++b)
      RC_ASSERT((read.codes.token(a, 0) == read.codes.token(b, 0)) == (texts[a] == texts[b]));
}

}  // namespace
}  // namespace sidproof::test
