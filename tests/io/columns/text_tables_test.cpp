// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// info.txt, ODPS dumps and textual ids.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/tabular_support.hpp"

namespace sidproof::test {
namespace {

using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::Not;

Table read_shared(const std::string& name) {
  Result<Table> table = read_table(shared_data() + "/" + name);
  EXPECT_TRUE(table.has_value()) << to_string(table.error());
  return table ? *std::move(table) : Table{};
}

TEST(InfoTxt, ReadsTokensAndItemAndNoTitle) {
  const Table table = must_read("<a_1><b_2>\tany, \"title\" <x>\t17\r\n\n<a_1>\t\tB\n");
  EXPECT_EQ(table.format, "info-txt");
  EXPECT_EQ(rows(table), (std::vector<Row>{{"17", {"<a_1>", "<b_2>"}}, {"B", {"<a_1>"}}}));
}

TEST(InfoTxt, ErrorsNameTheLine) {
  const auto line = [](const std::string& second) {
    const Error error = must_refuse("<a_1>\tt\t0\n" + second + "\n", "info-txt");
    EXPECT_EQ(error.code, ErrorCode::malformed);
    return error.where.line;
  };
  for (const char* second : {"<a_1>\t0", "<a_1>\ta\tb\t0", "<a_1>\tt\t", "a_1\tt\t1", "<a_1\tt\t1",
                             "<a<b>\tt\t1", "<>\tt\t1", "<a><b> <c>\tt\t1"})
    EXPECT_EQ(line(second), 2U) << second;
}

TEST(InfoTxt, IsTheSameTableAsTheIndexJsonOfTheSameData) {
  if (shared_data().empty()) GTEST_SKIP() << "no shared data";
  for (const std::string name : {"Industrial_and_Scientific", "Office_Products"})
    EXPECT_EQ(rows(read_shared("MiniOneRec/" + name + ".info.txt")),
              rows(read_shared("MiniOneRec/" + name + ".index.json")));
}

TEST(OdpsDump, ReadsItemAndCodesAroundATitleThatHoldsSeparators) {
  const Table table = must_read("A||$$||t||$$||u||$$||3,1\nB||$$||||$$||\n");
  EXPECT_EQ(table.format, "odps-dump");
  EXPECT_EQ(rows(table), (std::vector<Row>{{"A", {"3", "1"}}, {"B", {}}}));
}

TEST(OdpsDump, ErrorsNameTheLine) {
  const auto error = [](const std::string& second) {
    return must_refuse("A||$$||t||$$||1,2\n" + second + "\n", "odps-dump");
  };
  EXPECT_EQ(error("B||$$||1,2").where.line, 2U);
  EXPECT_EQ(error("B||$$||1$$||2").where.line, 2U);
  EXPECT_EQ(error("||$$||t||$$||1").where.line, 2U);
  EXPECT_EQ(error("B||$$||t||$$||1,").where.line, 2U);
  EXPECT_EQ(error("B||$$||t||$$||1,x").where.line, 2U);
  EXPECT_EQ(error("B||$$||t||$$||-1").code, ErrorCode::out_of_range);
  EXPECT_EQ(error("B||$$||t||$$||4294967296").code, ErrorCode::out_of_range);
}

TEST(TextualIds, WordsAreTokensAndAnItemAloneIsTheEmptySequence) {
  const Table table = must_read("B1 red  shoe\nB2\nB3 red\n");
  EXPECT_EQ(table.format, "word-ids");
  EXPECT_EQ(rows(table), (std::vector<Row>{{"B1", {"red", "shoe"}}, {"B2", {}}, {"B3", {"red"}}}));
  EXPECT_THAT(table.findings, Contains(Field(&Finding::kind, Finding::Kind::needs_tokenizer)));
}

TEST(TextualIds, PiecesOfGramAreKeptAsTheyStand) {
  const Table table = must_read("B1 |\u2581red|shoe\nB2\n");
  EXPECT_EQ(table.format, "gram-ids");
  EXPECT_EQ(rows(table), (std::vector<Row>{{"B1", {"\u2581red", "shoe"}}, {"B2", {}}}));
  EXPECT_THAT(table.findings, Not(Contains(Field(&Finding::kind, Finding::Kind::needs_tokenizer))));
  EXPECT_EQ(must_refuse("B1 |a\nB2 |a||b\n", "gram-ids").where.line, 2U);
  EXPECT_EQ(must_refuse("B1 |a\nB2 b|a\n", "gram-ids").where.line, 2U);
  EXPECT_EQ(must_refuse("B1 |a\nB2 |\n", "gram-ids").where.line, 2U);
}

TEST(TextualIds, DecimalIdsNeedTheTokenizer) {
  const Table table = must_read("B1 1001\nB2 1002\n");
  EXPECT_EQ(table.format, "p5-ids");
  EXPECT_EQ(rows(table), (std::vector<Row>{{"B1", {"1001"}}, {"B2", {"1002"}}}));
  ASSERT_EQ(table.findings.size(), 1U);
  EXPECT_EQ(table.findings[0].kind, Finding::Kind::needs_tokenizer);
  EXPECT_EQ(table.findings[0].count, 2U);
  EXPECT_EQ(must_refuse("B1 1001\nB2 1 2\n", "p5-ids").where.line, 2U);
}

TEST(TextualIds, PiecesInAngleBracketsAreTokens) {
  const Table table = must_read("1 <CI0><CI20>\n2 <CI0><CI20><CI3>\n3 <CI5><CI7>\n");
  EXPECT_EQ(table.format, "piece-ids");
  EXPECT_EQ(rows(table), (std::vector<Row>{{"1", {"<CI0>", "<CI20>"}},
                                           {"2", {"<CI0>", "<CI20>", "<CI3>"}},
                                           {"3", {"<CI5>", "<CI7>"}}}));
  EXPECT_THAT(table.findings, Not(Contains(Field(&Finding::kind, Finding::Kind::needs_tokenizer))));
  EXPECT_THAT(must_refuse("1 <CI0><CI20>\n2 <CI5>\n", "word-ids").what, HasSubstr("is piece-ids"));
  EXPECT_EQ(rows(must_read("1 <CI0><CI20>\n2 red hat\n", "word-ids"))[0],
            (Row{"1", {"<CI0>", "<CI20>"}}));
  EXPECT_EQ(rows(must_read("1 <a_0> <b_2>\n2 <a_5> <b_2>\n"))[1], (Row{"2", {"<a_5>", "<b_2>"}}));
}

TEST(TextualIds, SeveralSidsALineAreUsersAndNoItems) {
  constexpr std::string_view kText = "1 <CI1><CI48> <CI14><CI64>\n2 <CI1><CI3> <CI14><CI17>\n";
  EXPECT_THAT(must_refuse(kText, {}).hint, HasSubstr("several SIDs side by side"));
  for (const char* format : {"word-ids", "piece-ids"})
    EXPECT_FALSE(read_bytes(kText, format).has_value()) << format;
  EXPECT_THAT(must_refuse("1 <CI1> <CI48>\n2 <CI14> <CI2> <CI3>\n", {}).hint,
              HasSubstr("do not show their positions"));
}

TEST(TextualIds, WordsAreRecognisedBehindCatalogueNumbersOnly) {
  for (const char* text :
       {"version https\noid sha\nsize 634238 x\n", "n01440764 tench\n", "46c65ca a reader\n",
        "1 red shoe\n2 blue hat\n", "B1 Red Shoe\n", "B1 red, shoe\n", "B1 red\nB22 hat\n"})
    EXPECT_FALSE(read_bytes(text).has_value()) << text;
  EXPECT_THAT(must_refuse("1 red shoe\n2 blue hat\n", {}).hint, HasSubstr("word-ids (the first"));
  EXPECT_EQ(must_read("1 red shoe\n2 blue hat\n", "word-ids").rows(), 2U);
}

TEST(TextualIds, OtherTextsAreNotTakenForTables) {
  for (const char* text :
       {"0 0 1 2\n1 3 4\n", "org_id remap_id\n1 0\n2 1\n", "# Title\n\nSome text\n", "a,b\n1,2\n",
        "a\nb\n", "u 1 2\nu 3 4\n", "key\tvalue\n"})
    EXPECT_FALSE(read_bytes(text).has_value()) << text;
}

TEST(TextualSamples, AreReadAsTheirReadmeSays) {
  if (shared_data().empty()) GTEST_SKIP() << "no shared data";
  EXPECT_EQ(rows(read_shared("samples/13.odps_dump.txt")), six_named_items());
  EXPECT_EQ(rows(read_shared("samples/16a.idgenrec.txt")),
            (std::vector<Row>{{"B001", {"rene", "furterer", "complexe", "5"}},
                              {"B002", {"rene", "furterer"}},
                              {"B003", {}},
                              {"B004", {"new", "foods"}},
                              {"B005", {"bellesha", "foot", "scrubber"}},
                              {"B006", {"raw", "mango", "butter"}}}));
  EXPECT_EQ(rows(read_shared("samples/16b.gram.txt"))[1].second.size(), 4U);
  EXPECT_EQ(rows(read_shared("samples/16c.p5.txt"))[5], (Row{"B006", {"1006"}}));
  std::vector<Row> info = six_numbered_items();
  for (auto& [item, tokens] : info)
    for (std::size_t j = 0; j < 3; ++j)
      tokens[j] = std::string("<") + "abc"[j] + "_" + tokens[j] + ">";
  EXPECT_EQ(rows(read_shared("samples/03.info.txt")), info);
}

TEST(TokenRec, AtomicIdsAreATableAndItsListsAreNot) {
  if (shared_data().empty()) GTEST_SKIP() << "no shared data";
  const Table table = read_shared("TokenRec/LastFM.item_sequential_indexing_original.txt");
  EXPECT_EQ(table.format, "p5-ids");
  EXPECT_EQ(table.rows(), 3646U);
  EXPECT_EQ(rows(table).front(), (Row{"1", {"1001"}}));
  EXPECT_EQ(rows(table).back(), (Row{"2470", {"4646"}}));
  EXPECT_FALSE(read_table(shared_data() + "/TokenRec/LastFM.train.txt").has_value());
  EXPECT_FALSE(read_table(shared_data() + "/TokenRec/LastFM.item_list.txt").has_value());
}

}  // namespace
}  // namespace sidproof::test
