// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "io/json/json_support.hpp"

namespace sidproof::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(IndexJson, EveryTokenThatDiffersByCaseOnlyIsCountedOnce) {
  const auto twins = [](std::string_view json) {
    return found(must_read(json, "index-json"), Finding::Kind::case_only_tokens);
  };
  EXPECT_EQ(twins(R"({"a": ["<x>"], "b": ["<y>"]})"), 0U);
  EXPECT_EQ(twins(R"({"a": ["<ab>"], "b": ["<Ab>"]})"), 2U);
  EXPECT_EQ(twins(R"({"a": ["<ab>"], "b": ["<Ab>"], "c": ["<AB>"], "d": ["<aB>"]})"), 4U);
  EXPECT_EQ(twins(R"({"a": ["<ab>", "<Ab>"]})"), 0U);  // not at one position
}

TEST(IndexJson, ATokenAtThreePositionsIsOneSharedToken) {
  const Table table = must_read(R"({"a": ["<x>", "<x>", "<x>"], "b": ["<y>", "<z>", "<y>"]})");
  EXPECT_EQ(found(table, Finding::Kind::positionless_tokens), 2U);
}

// Ids that are row numbers, or ascend as numbers or as texts, are not looked up:
// every order of a few ids, alone and behind rows that are numbered.
TEST(IndexJson, RepeatedItemsAreCountedInEveryOrderOfTheIds) {
  const std::vector<std::string> ids = {"0", "1", "9", "10", "b", "bb"};
  for (std::size_t numbered : {0U, 2U, 10U, 11U, 12U})
    for (std::size_t rows = 1; rows <= 4; ++rows) {
      std::size_t orders = 1;
      for (std::size_t i = 0; i < rows; ++i) orders *= ids.size();
      for (std::size_t order = 0; order < orders; ++order) {
        std::vector<std::string> items;
        for (std::size_t r = 0; r < numbered; ++r) items.push_back(std::to_string(r));
        for (std::size_t r = 0, rest = order; r < rows; ++r, rest /= ids.size())
          items.push_back(ids[rest % ids.size()]);
        std::string text;
        for (const std::string& item : items)
          text += (text.empty() ? "{\"" : ",\"") + item + "\":[\"t\"]";
        std::map<std::string, std::size_t> count;
        for (const std::string& item : items) ++count[item];
        const auto repeated = std::count_if(count.begin(), count.end(),
                                            [](const auto& item) { return item.second > 1; });
        const Table table = must_read(text + "}", "index-json");
        ASSERT_EQ(found(table, Finding::Kind::repeated_item), static_cast<std::uint64_t>(repeated))
            << text;
      }
    }
}

TEST(IndexJson, TokensThatDifferInOneByteOrInLengthAreDifferent) {
  std::vector<std::string> tokens;
  for (std::size_t length = 0; length <= 40; ++length) {
    tokens.emplace_back(length, 'a');
    for (std::size_t at = 0; at < length; ++at) {
      tokens.emplace_back(length, 'a');
      tokens.back()[at] = 'b';
    }
  }
  std::string text;
  for (std::size_t i = 0; i < 2 * tokens.size(); ++i)
    text += (i == 0 ? "{" : ",") + ("\"" + std::to_string(i)) + "\":[\"" +
            tokens[i % tokens.size()] + "\"]";
  const Table table = must_read(text + "}", "index-json");
  ASSERT_EQ(table.alphabets[0].size(), tokens.size());
  for (std::size_t i = 0; i < 2 * tokens.size(); ++i)
    EXPECT_EQ(table.tokens(i)[0], tokens[i % tokens.size()]);
}

TEST(IndexJson, KeepsItemsAndTokensInFileOrder) {
  const Table table =
      must_read(R"({"7": ["<a_1>", "<b_2>"], "B01": ["<a_1>", "<b_0>"], "0": ["<a_9>", "<b_2>"]})");
  EXPECT_EQ(table.format, "index-json");
  EXPECT_THAT(rows(table), ElementsAre(Row{"7", {"<a_1>", "<b_2>"}}, Row{"B01", {"<a_1>", "<b_0>"}},
                                       Row{"0", {"<a_9>", "<b_2>"}}));
  EXPECT_TRUE(table.findings.empty());
}

TEST(IndexJson, RowNumbersAsKeysCostNoIdStorage) {
  const Table table = must_read(R"({"0": ["<a_1>"], "1": ["<a_2>"], "2": ["<a_1>"]})");
  EXPECT_TRUE(table.items.are_row_numbers());
  EXPECT_EQ(table.items[2], "2");
}

TEST(IndexJson, AKeyThatLeavesTheRowNumbersKeepsTheOnesBefore) {
  const Table table = must_read(R"({"0": ["<a>"], "1": ["<a>"], "3": ["<b>"], "x": ["<c>"]})");
  EXPECT_FALSE(table.items.are_row_numbers());
  EXPECT_THAT(rows(table), ElementsAre(Row{"0", {"<a>"}}, Row{"1", {"<a>"}}, Row{"3", {"<b>"}},
                                       Row{"x", {"<c>"}}));
}

TEST(IndexJson, ZerosInFrontMakeAnotherItem) {
  const Table table = must_read(R"({"0": ["<a>"], "01": ["<b>"], "1": ["<c>"]})");
  EXPECT_EQ(found(table, Finding::Kind::repeated_item), 0U);
  EXPECT_EQ(table.items[1], "01");
}

TEST(IndexJson, ARepeatedKeyIsAFurtherRowAndAFinding) {
  const Table table = must_read(
      R"({"0": ["<a_1>","<b_2>"], "1": ["<a_0>","<b_2>"], "0": ["<a_3>","<b_3>"], "0": ["<a_1>","<b_2>"]})");
  EXPECT_THAT(rows(table), ElementsAre(Row{"0", {"<a_1>", "<b_2>"}}, Row{"1", {"<a_0>", "<b_2>"}},
                                       Row{"0", {"<a_3>", "<b_3>"}}, Row{"0", {"<a_1>", "<b_2>"}}));
  EXPECT_EQ(found(table, Finding::Kind::repeated_item), 1U);
  EXPECT_THAT(message(table, Finding::Kind::repeated_item), HasSubstr("\"0\" in rows 1 and 3"));
}

TEST(IndexJson, ARepeatedKeyBehindAscendingOnesIsFound) {
  const Table table = must_read(R"({"5": ["<a>"], "7": ["<a>"], "7": ["<a>"]})");
  EXPECT_EQ(found(table, Finding::Kind::repeated_item), 1U);
  const Table texts = must_read(R"({"B1": ["<a>"], "B2": ["<a>"], "B2": ["<a>"]})");
  EXPECT_EQ(found(texts, Finding::Kind::repeated_item), 1U);
}

TEST(IndexJson, RepetitionsAreFoundAmongManyItemsInAnyOrder) {
  std::string text = "{";
  for (std::uint64_t i = 0; i < 30000; ++i)
    text.append(i > 0 ? ",\"k" : "\"k").append(std::to_string(i * 7919 % 29000)).append("\":[]");
  const Table table = must_read(text + "}");
  EXPECT_EQ(found(table, Finding::Kind::repeated_item), 1000U);
  EXPECT_THAT(message(table, Finding::Kind::repeated_item),
              HasSubstr("\"k0\" in rows 1 and 29001, for one"));
}

TEST(IndexJson, KeysThatAreEqualOnlyAfterEscapesAreOneItem) {
  const Table table = must_read(R"({"A": ["<a>"], "\u0041": ["<b>"]})");
  EXPECT_EQ(table.items[1], "A");
  EXPECT_EQ(found(table, Finding::Kind::repeated_item), 1U);
}

TEST(IndexJson, EscapedAndPlainTokensOfOneTextAreOneToken) {
  const Table table = must_read(R"({"0": ["<é>"], "1": ["<\u00e9>"], "2": ["a\/b\n"]})");
  EXPECT_EQ(table.codes.token(0, 0), table.codes.token(1, 0));
  EXPECT_EQ(table.tokens(2).front(), "a/b\n");
}

TEST(IndexJson, TokensOfOnePositionAreToldApartByEveryByte) {
  const Table table = must_read(
      R"({"0": [""], "1": ["\u0000"], "2": ["\u0000\u0000"], "3": ["abcdefgh"], "4": ["abcdefgi"],
          "5": ["abcdefghijklmnop"], "6": ["abcdefghijklmnoq"], "7": ["abcdefghijklmnopq"],
          "8": ["abcdefghijklmnopr"], "9": ["abc"], "10": ["abd"], "11": ["abcd"], "12": ["bbcd"]})",
      "index-json");
  EXPECT_EQ(table.alphabets[0].size(), 13U);
  EXPECT_EQ(table.tokens(2).front(), std::string(2, '\0'));
}

TEST(IndexJson, CaseCountsAndIsReported) {
  const Table table = must_read(R"({"0": ["<a_1>", "<b_2>"], "1": ["<A_1>", "<B_2>"]})");
  EXPECT_NE(table.codes.token(0, 0), table.codes.token(1, 0));
  EXPECT_EQ(found(table, Finding::Kind::case_only_tokens), 4U);
}

TEST(IndexJson, VariableLengthAndEmptyCodesAreKept) {
  const Table table = must_read(
      R"({"0": ["<a_1>", "<b_2>"], "1": ["<a_1>"], "2": [], "3": ["<a_1>", "<b_2>", "<c_0>"]})");
  EXPECT_EQ(table.codes.min_length(), 0U);
  EXPECT_EQ(table.codes.max_length(), 3U);
  EXPECT_THAT(rows(table), ElementsAre(Row{"0", {"<a_1>", "<b_2>"}}, Row{"1", {"<a_1>"}},
                                       Row{"2", {}}, Row{"3", {"<a_1>", "<b_2>", "<c_0>"}}));
}

TEST(IndexJson, OnlyEmptyCodesAreATableOfLengthZero) {
  const Table table = must_read(R"({"x": [], "y": []})");
  EXPECT_EQ(table.format, "index-json");
  EXPECT_EQ(table.codes.max_length(), 0U);
  EXPECT_EQ(table.rows(), 2U);
}

TEST(IndexJson, TokensWithoutBracketsMustShowTheirPositions) {
  for (const char* text : {R"({"i1": ["a_3", "b_1"], "i2": ["a_0", "b_2"]})",
                           R"({"1": ["3", "1"], "2": ["0", "2", "1"]})",
                           R"({"i1": ["C3", "D8193"], "i2": ["C0", "D8194"]})"})
    EXPECT_EQ(must_read(text).format, "index-json") << text;
  for (const char* text :
       {R"({"u1": ["B1", "X7"], "u2": ["X7", "B1"]})", R"({"u1": ["red", "shoe"]})",
        R"({"u1": ["i1", "i2"], "u2": ["i2", "i3", "i4", "i5"]})",
        R"({"u1": ["i1"], "u2": ["i2"]})", R"({"u1": ["17"], "u2": ["3"]})",
        R"({"u1": ["x"], "u2": ["y", "z"]})", R"({"u1": ["i1", "i2"], "u2": ["i2", "i3"]})",
        R"({"train": ["<a_1>"], "test": ["<a_2>"]})"})
    EXPECT_FALSE(read_bytes(text).has_value()) << text;
}

TEST(IndexJson, BracketsMayBeEscaped) {
  EXPECT_THAT(rows(must_read(R"({"0": ["\u003ca_1\u003e"], "1": []})")),
              ElementsAre(Row{"0", {"<a_1>"}}, Row{"1", {}}));
}

TEST(IndexJson, ATokenAtTwoPositionsIsReportedAsPositionless) {
  const Table table =
      must_read(R"({"0": ["red", "shoe"], "1": ["shoe", "red"], "2": ["x", "y"]})", "index-json");
  EXPECT_EQ(found(table, Finding::Kind::positionless_tokens), 2U);
  // The alphabets stay apart: "red" is token 0 here and token 1 there.
  EXPECT_EQ(table.codes.token(0, 0), 0U);
  EXPECT_EQ(table.codes.token(1, 1), 1U);
}

TEST(IndexJson, RowBytesPointAtTheKeysWhenAskedFor) {
  constexpr std::string_view kText = "{\n  \"0\": [\"<a>\"],\n  \"1\": [\"<b>\"]\n}";
  EXPECT_TRUE(must_read(kText).row_bytes.empty());
  ReadOptions options;
  options.locate_rows = true;
  const Table table = must_read(kText, {}, options);
  EXPECT_THAT(table.row_bytes, ElementsAre(kText.find("\"0\""), kText.find("\"1\"")));
}

TEST(IndexJson, AByteOrderMarkIsNoPartOfTheText) {
  EXPECT_EQ(must_read("\xef\xbb\xbf{\"0\": [\"<a>\"]}").rows(), 1U);
}

TEST(IndexJson, WidthsFollowTheLargestAlphabet) {
  for (const std::size_t tokens : {1UL, 256UL, 257UL, 65536UL, 65537UL}) {
    std::string text = "{";
    for (std::size_t i = 0; i < tokens; ++i)
      text += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":[\"<a_" + std::to_string(i) + ">\"]";
    const Table table = must_read(text + "}");
    EXPECT_EQ(table.alphabets[0].size(), tokens);
    const std::size_t width = table.codes.visit([](const auto& all) { return sizeof(all[0][0]); });
    EXPECT_EQ(width, tokens <= 256 ? 1U : tokens <= 65536 ? 2U : 4U);
    EXPECT_EQ(table.tokens(tokens - 1).front(), "<a_" + std::to_string(tokens - 1) + ">");
  }
}

}  // namespace
}  // namespace sidproof::test
