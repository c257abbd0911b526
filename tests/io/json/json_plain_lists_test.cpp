// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/json/json_plain_lists.hpp"

#include <gmock/gmock.h>

#include <array>
#include <optional>

#include "io/json/json_rows.hpp"
#include "io/json/json_support.hpp"

namespace sidproof::test {
namespace {

std::optional<Table> fast(std::string_view text, ListOf what) {
  const MappedFile file = MappedFile::from_bytes(text);
  ReadOptions options;
  options.locate_rows = true;
  TableBuilder builder(file, "fast", options);
  if (!read_plain_lists(file, what, builder, Progress::none())) return std::nullopt;
  Result<Table> table = builder.finish();
  EXPECT_TRUE(table.has_value());
  return *std::move(table);
}

Result<Table> careful(std::string_view text, ListOf what) {
  const MappedFile file = MappedFile::from_bytes(text);
  ReadOptions options;
  options.locate_rows = true;
  return read_items(file, "careful", options, Progress::none(),
                    what == ListOf::texts ? read_texts : read_codes);
}

void expect_same(const std::string& text, ListOf what) {
  const std::optional<Table> quick = fast(text, what);
  const Result<Table> slow = careful(text, what);
  if (!quick) return;
  ASSERT_TRUE(slow.has_value()) << text;
  EXPECT_EQ(rows(*quick), rows(*slow)) << text;
  EXPECT_EQ(quick->row_bytes, slow->row_bytes) << text;
  EXPECT_EQ(quick->findings.size(), slow->findings.size()) << text;
}

constexpr std::string_view kTexts =
    "\xef\xbb\xbf{\"0\": [\"<a_3>\", \"<b_1>\"],\r\n\t\"x\\\"\\u00e9\": [ ] , "
    "\"2\":[\"\\ud83d\\ude00\",\"seven77\","
    "\"eight888\",\"sixteen_16_16_16\",\"seventeen_17_17_1\", \"é\"]}\n";
constexpr std::string_view kCodes =
    "{\"0\": [3, 1],\r\n\"B1\": [ ] , \"B1\":[4294967295,0 , 17], \"a long key, longer than a "
    "word\": [7]} ";

TEST(PlainLists, TheFastWayReadsWhatTheCarefulOneReads) {
  ASSERT_TRUE(fast(kTexts, ListOf::texts).has_value());
  ASSERT_TRUE(fast(kCodes, ListOf::codes).has_value());
  expect_same(std::string(kTexts), ListOf::texts);
  expect_same(std::string(kCodes), ListOf::codes);
}

TEST(PlainLists, EveryChangeOfOneByteIsReadAlikeOrLeftToTheCarefulWay) {
  constexpr std::string_view kBytes = "\"\\[]{},: 0179-n\n\x01\x7f\x80\xc3\xff";
  const std::array cases{std::pair{kTexts, ListOf::texts}, std::pair{kCodes, ListOf::codes}};
  for (const auto& [original, what] : cases) {
    for (std::size_t at = 0; at < original.size(); ++at) {
      std::string text(original);
      for (const char byte : kBytes) {
        text[at] = byte;
        expect_same(text, what);
      }
      text.erase(at, 1);
      expect_same(text, what);
      expect_same(std::string(original.substr(0, at)), what);
    }
  }
}

TEST(PlainLists, TextsEndWhereverAWordDoes) {
  for (std::size_t size = 0; size < 40; ++size) {
    const std::string token(size, 't');
    const std::string text = "{\"" + std::string(size, 'k') + "\":[\"" + token + "\"]}";
    const std::optional<Table> table = fast(text, ListOf::texts);
    ASSERT_TRUE(table.has_value()) << size;
    EXPECT_EQ(table->tokens(0).front(), token);
    EXPECT_EQ(table->items[0].size(), size);
  }
}

TEST(PlainLists, BrokenUtf8IsNotAccepted) {
  EXPECT_FALSE(fast("{\"0\": [\"a\xff\"]}", ListOf::texts).has_value());
  EXPECT_FALSE(fast("{\"a long enough key \xc3(\": [\"a\"]}", ListOf::texts).has_value());
  EXPECT_FALSE(fast("{\"\xed\xa0\x80\": [1]}", ListOf::codes).has_value());
}

TEST(PlainLists, OtherShapesAreLeftToTheCarefulWay) {
  for (const std::string_view text :
       {"", "{}", "[]", "{\"0\": null}", "{\"0\": [1.0]}", "{\"0\": [-1]}", "{\"0\": [01]}",
        "{\"0\": [4294967296]}", "{\"0\": [\"a\"]}", "{\"0\": [1]} {", "{\"0\": [1,]}",
        "{\"0\": [,1]}", "{\"0\" [1]}"})
    EXPECT_FALSE(fast(text, ListOf::codes).has_value()) << text;
  EXPECT_FALSE(fast(std::string_view("{\"0\": [1]}\0", 11), ListOf::codes).has_value());
}

}  // namespace
}  // namespace sidproof::test
