// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "io/json/json_support.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(CodesJson, IntegersAreTheirOwnTokenNumbers) {
  const Table table = must_read(R"({"B1": [3, 1], "B2": [0, 2], "B3": [3, 1]})");
  EXPECT_EQ(table.format, "codes-json");
  EXPECT_EQ(table.codes.token(0, 0), 3U);
  EXPECT_EQ(table.alphabets[0].size(), 4U);
  EXPECT_EQ(table.alphabets[1].size(), 3U);
  EXPECT_THAT(rows(table),
              ElementsAre(Row{"B1", {"3", "1"}}, Row{"B2", {"0", "2"}}, Row{"B3", {"3", "1"}}));
}

TEST(CodesJson, DisjointAscendingRangesAreReportedAsOffsetsAndKept) {
  const Table table = must_read(R"({"a": [4, 6, 11], "b": [1, 7, 9], "c": [2, 5, 12]})");
  EXPECT_EQ(found(table, Finding::Kind::offset_codes), 3U);
  EXPECT_THAT(message(table, Finding::Kind::offset_codes), HasSubstr("1-4, 5-7, 9-12"));
  EXPECT_EQ(found(table, Finding::Kind::positionless_tokens), 0U);
  EXPECT_EQ(table.tokens(0), (std::vector<std::string>{"4", "6", "11"}));
}

TEST(CodesJson, TouchingRangesAreNoOffsets) {
  const Table table = must_read(R"({"a": [1, 4, 9], "b": [4, 6, 11]})");
  EXPECT_EQ(found(table, Finding::Kind::offset_codes), 0U);
  EXPECT_EQ(found(table, Finding::Kind::positionless_tokens), 1U);
}

TEST(CodesJson, OneRowSaysNothingAboutOffsets) {
  EXPECT_EQ(found(must_read(R"({"a": [0, 1, 2]})"), Finding::Kind::offset_codes), 0U);
}

TEST(CodesJson, DescendingDisjointRangesAreNeitherOffsetsNorShared) {
  EXPECT_TRUE(must_read(R"({"a": [9, 4], "b": [8, 3]})").findings.empty());
}

TEST(CodesJson, CodesAtSeveralPositionsAreCounted) {
  const Table table = must_read(R"({"a": [3, 1, 2], "b": [0, 2, 3], "c": [7, 8, 7]})");
  EXPECT_EQ(found(table, Finding::Kind::positionless_tokens), 3U);  // 2, 3 and 7
}

TEST(CodesJson, ManyPositionsDoNotReserveMemoryEachForAllCodesBelowTheLargest) {
  for (const std::uint64_t positions : {1U, 3U, 256U, 257U, 60000U, 65535U})
    for (const std::uint64_t rows : {1U, 2U, 20000U, 1U << 30U}) {
      const std::uint64_t dense = dense_codes(rows, positions);
      EXPECT_GE(dense, 4 * rows);
      EXPECT_GE(dense, 256U);
      EXPECT_LE(dense * positions, std::max((std::uint64_t{1} << 24), 4 * rows * positions));
      EXPECT_TRUE(positions > 256 || dense >= 65536);
    }
  std::string codes;
  for (std::size_t j = 0; j < 2000; ++j)
    codes += (j == 0 ? "" : ",") + std::to_string(65000 + j % 2);
  const Table table = must_read("{\"a\": [" + codes + "], \"b\": [" + codes + "]}", "codes-json");
  ASSERT_EQ(table.alphabets.size(), 2000U);
  for (std::size_t j = 0; j < 2000; ++j) {
    EXPECT_EQ(table.alphabets[j].size(), 1U);
    EXPECT_EQ(table.tokens(0)[j], std::to_string(65000 + j % 2));
  }
}

TEST(CodesJson, HugeCodesAreRenumberedInsteadOfReservingMemory) {
  const Table table = must_read(R"({"a": [4294967295, 7], "b": [70000, 5], "c": [0, 7]})");
  EXPECT_EQ(table.alphabets[0].size(), 3U);
  EXPECT_EQ(table.alphabets[1].size(), 8U);
  EXPECT_THAT(rows(table), ElementsAre(Row{"a", {"4294967295", "7"}}, Row{"b", {"70000", "5"}},
                                       Row{"c", {"0", "7"}}));
  EXPECT_EQ(table.codes.token(2, 0), 0U);
  EXPECT_EQ(table.codes.token(0, 0), 2U) << "ascending order";
}

TEST(CodesJson, HugeCodesTakePartInTheFindings) {
  EXPECT_EQ(found(must_read(R"({"a": [1, 4294967295], "b": [2, 4294967294]})"),
                  Finding::Kind::offset_codes),
            2U);
  EXPECT_EQ(found(must_read(R"({"a": [4294967295, 4294967295], "b": [70000, 1]})"),
                  Finding::Kind::positionless_tokens),
            1U);
}

TEST(CodesJson, OneMoreTokenIsKeptAndOtherLengthsMayBeHistories) {
  EXPECT_THAT(rows(must_read(R"({"a": [1, 2], "b": [1, 2, 1]})")),
              ElementsAre(Row{"a", {"1", "2"}}, Row{"b", {"1", "2", "1"}}));
  constexpr std::string_view kText = R"({"a": [1], "b": [], "c": [1, 2]})";
  EXPECT_THAT(must_fail(kText).what, HasSubstr("0 to 2 elements: they may be"));
  EXPECT_THAT(must_fail(kText).hint, HasSubstr("--format codes-json"));
  EXPECT_THAT(rows(must_read(kText, "codes-json")),
              ElementsAre(Row{"a", {"1"}}, Row{"b", {}}, Row{"c", {"1", "2"}}));
  std::string history = R"({"u1": [0)";
  for (int i = 1; i < 100; ++i) history += ',' + std::to_string(i);
  EXPECT_THAT(must_fail(history + "]}").what, HasSubstr("histories of users"));
}

TEST(CodesJson, KeysThatAreWordsAreNoItems) {
  EXPECT_THAT(must_fail(R"({"loss": [3, 2], "step": [1, 2]})").hint,
              HasSubstr("codes-json (its keys are words and no item ids)"));
  EXPECT_EQ(must_read(R"({"loss": [3, 2], "step": [1, 2]})", "codes-json").rows(), 2U);
}

TEST(CodesJson, NegativeCodesAreOutOfRange) {
  const Error error = must_fail("{\"a\": [1, 2],\n \"b\": [3, -1]}");
  EXPECT_EQ(error.code, ErrorCode::out_of_range);
  EXPECT_THAT(error.what, HasSubstr("item \"b\": code -1 is negative"));
  EXPECT_EQ(error.where.line, 2U);
  EXPECT_EQ(error.where.byte, 24U);
}

TEST(CodesJson, CodesAbove32BitsAreOutOfRange) {
  for (const std::string code : {"4294967296", "18446744073709551616", "99999999999999999999999"}) {
    const Error error = must_fail("{\"a\": [" + code + "]}");
    EXPECT_EQ(error.code, ErrorCode::out_of_range) << code;
    EXPECT_THAT(error.what, HasSubstr(code + " is above 4294967295"));
    EXPECT_EQ(error.where.byte, 7U);
  }
}

TEST(CodesJson, FractionsAreNoCodes) {
  for (const std::string code : {"1.5", "3.0", "1e3", "-0.5"}) {
    const Error error = must_fail("{\"a\": [0, " + code + "]}");
    EXPECT_EQ(error.code, ErrorCode::malformed);
    EXPECT_THAT(error.what, HasSubstr("code " + code + " is not an integer"));
  }
}

TEST(CodesJson, OtherTypesAmongCodesAreNamed) {
  EXPECT_THAT(must_fail(R"({"a": [1, null]})").what, HasSubstr("found null"));
  EXPECT_THAT(must_fail(R"({"a": [1, "2"]})").what, HasSubstr("found the string \"2\""));
  EXPECT_THAT(must_fail(R"({"a": [1, [2]]})").what, HasSubstr("found a list"));
  EXPECT_THAT(must_fail(R"({"a": [1, true]})").what, HasSubstr("found true"));
  EXPECT_THAT(must_fail(R"({"a": [1, 007]})").what, HasSubstr("found 007"));
  EXPECT_THAT(must_fail(R"({"a": [1], "b": 7})").what,
              HasSubstr("item \"b\": expected a list of codes, found 7"));
  EXPECT_THAT(must_fail(R"({"a": [1], "b": {"c": 1}})").what, HasSubstr("found an object"));
}

TEST(CodesJson, ARowOfTooManyCodesIsRefusedAndNotCutShort) {
  std::string text = R"({"a": [1], "b": [1)";
  for (int i = 1; i < 65536; ++i) text += ",1";
  EXPECT_EQ(must_read(text + "]}", "codes-json").codes.max_length(), 65536U);
  const Error error = must_fail(text + ",1]}", "codes-json");
  EXPECT_EQ(error.code, ErrorCode::too_large);
  EXPECT_EQ(error.where.byte, 11U);
}

}  // namespace
}  // namespace sidproof::test
