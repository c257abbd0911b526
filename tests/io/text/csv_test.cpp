// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/text/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/tabular_support.hpp"

namespace sidproof::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Records = std::vector<std::vector<std::string>>;

Records records(std::string_view text, char separator = ',') {
  CsvReader reader(text, "f", separator);
  Records all;
  for (;;) {
    const Result<bool> more = reader.next();
    EXPECT_TRUE(more.has_value()) << to_string(more.error());
    if (!more || !*more) return all;
    all.emplace_back(reader.fields().begin(), reader.fields().end());
  }
}

TEST(Csv, SplitsFieldsAndLinesOfEveryKind) {
  EXPECT_EQ(records("a,b\nc,d\r\ne,f\rg,h"),
            (Records{{"a", "b"}, {"c", "d"}, {"e", "f"}, {"g", "h"}}));
  EXPECT_EQ(records("a,,\n,\n"), (Records{{"a", "", ""}, {"", ""}}));
  EXPECT_EQ(records("a\tb,c\n", '\t'), (Records{{"a", "b,c"}}));
  EXPECT_EQ(records("\n\r\n a \n\n"), (Records{{" a "}}));
  EXPECT_EQ(records(""), Records{});
  EXPECT_EQ(records("\xEF\xBB\xBF"), Records{});
  EXPECT_EQ(records("\xEF\xBB\xBF\"a\",b"), (Records{{"a", "b"}}));
}

TEST(Csv, QuotedFieldsHoldSeparatorsQuotesAndLineBreaks) {
  EXPECT_EQ(records("\"a,b\",\"c\nd\",\"e\"\"f\"\"\",\"\"\ng,h,i,j\n"),
            (Records{{"a,b", "c\nd", "e\"f\"", ""}, {"g", "h", "i", "j"}}));
  EXPECT_EQ(records("a\"b,c\n"), (Records{{"a\"b", "c"}}));
}

TEST(Csv, CountsLinesThroughQuotedLineBreaks) {
  CsvReader reader("a\n\"b\n\nc\",d\n\"e\"\"\n\",f\ng\n", "f");
  std::vector<std::uint64_t> lines;
  std::vector<std::uint64_t> bytes;
  while (*reader.next()) {
    lines.push_back(reader.line());
    bytes.push_back(reader.byte());
  }
  EXPECT_THAT(lines, ElementsAre(1, 2, 5, 7));
  EXPECT_THAT(bytes, ElementsAre(0, 2, 11, 20));
}

TEST(Csv, AnyLineEndCountsOnce) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    std::string text = "a";
    for (const std::string& piece : {end, end, std::string("b"), end}) text += piece;
    CsvReader reader(text, "f");
    EXPECT_TRUE(*reader.next());
    EXPECT_EQ(reader.line(), 1U);
    EXPECT_TRUE(*reader.next());
    EXPECT_EQ(reader.line(), 3U);
    EXPECT_FALSE(*reader.next());
  }
}

TEST(Csv, BrokenQuotesAreErrorsWithTheirLine) {
  CsvReader open("a\n\"b\nc\n", "f");
  EXPECT_TRUE(*open.next());
  const Result<bool> never = open.next();
  ASSERT_FALSE(never.has_value());
  EXPECT_EQ(never.error().where.line, 2U);
  EXPECT_EQ(never.error().where.byte, 2U);

  CsvReader after("\"a\"b,c\n", "f");
  const Result<bool> text = after.next();
  ASSERT_FALSE(text.has_value());
  EXPECT_THAT(text.error().what, HasSubstr("after the closing quote"));
}

TEST(Csv, WrittenFieldsAreReadBack) {
  for (const std::string text : {"", "a", "a,b", "a\"b", "\"", "a\nb", "a\r", " a", "a ", "\r\n"}) {
    const std::string line = csv_field(text) + "," + csv_field(text) + "\n";
    EXPECT_EQ(records(line), (Records{{text, text}})) << line;
  }
}

TEST(CsvTable, FindsCodeColumnsUnderTheNamesInUse) {
  const auto read = [](const std::string& header, const std::string& row) {
    return rows(must_read(header + "\n" + row + "\n", {}));
  };
  const std::vector<Row> wanted = {{"A", {"3", "1"}}};
  EXPECT_EQ(read("item_id,code_1,code_2", "A,3,1"), wanted);
  EXPECT_EQ(read("item_id,codebook_lv1,codebook_lv2", "A,3,1"), wanted);
  EXPECT_EQ(read("c1,c0,item_id", "1,3,A"), wanted);
  EXPECT_EQ(read("Item_ID,C0,C1", "A,3,1"), wanted);
  EXPECT_EQ(read("pid\ttoken_0\ttoken_1\ttitle", "A\t3\t1\tx,y"), wanted);
  EXPECT_EQ(read("asin;sid_1;sid_2", "A; 3 ;1"), wanted);
  EXPECT_EQ(read("item_id,codes", "A,\"3,1\""), wanted);
  EXPECT_EQ(read("item_id,codes", "A,\"[3, 1]\""), wanted);
  EXPECT_EQ(read("item_id,codes", "A,3 1"), wanted);
}

TEST(CsvTable, CodesOfTenAndMorePositionsStandInNumericOrder) {
  std::string header = "item_id";
  std::string row = "A";
  std::vector<std::string> codes;
  for (int j : {10, 2, 1, 3, 11, 4, 5, 6, 7, 8, 9}) {
    header += ",code_" + std::to_string(j);
    row += ',';
    row += std::to_string(100 + j);
  }
  for (int j = 1; j <= 11; ++j) codes.push_back(std::to_string(100 + j));
  EXPECT_EQ(rows(must_read(header + "\n" + row + "\n")), (std::vector<Row>{{"A", codes}}));
}

TEST(CsvTable, ReadsTextsAndListsOfTexts) {
  EXPECT_EQ(rows(must_read("item_id,code_1,code_2\nA,<a_1>,\"b,\"\"c\"\nB,<A_1>,x y\n")),
            (std::vector<Row>{{"A", {"<a_1>", "b,\"c"}}, {"B", {"<A_1>", "x y"}}}));
  EXPECT_EQ(rows(must_read("item_id,codes\nA,\"['x', 'it\\'s']\"\nB,[]\nC,\"[\"\"7\"\"]\"\n")),
            (std::vector<Row>{{"A", {"x", "it's"}}, {"B", {}}, {"C", {"7"}}}));
}

TEST(CsvTable, WithoutAnItemColumnItIsATableOnlyWhenTheFormatIsNamed) {
  EXPECT_THAT(must_refuse("c0,c1\n3,1\n2,2\n", {}).hint, HasSubstr("no column names the item"));
  const Table table = must_read("c0,c1\n3,1\n2,2\n", "csv");
  EXPECT_EQ(rows(table), (std::vector<Row>{{"0", {"3", "1"}}, {"1", {"2", "2"}}}));
  EXPECT_THAT(table.findings, testing::Contains(testing::Field(
                                  &Finding::message, HasSubstr("rows are numbered from 0"))));
}

TEST(CsvTable, AColumnOfSidsIsReadByTheGrammarOfSids) {
  const auto read = [](const std::string& cell) {
    return rows(must_read("item_id,sid\nA," + cell + "\n"));
  };
  const std::vector<Row> wanted = {{"A", {"3", "1"}}};
  for (const char* cell :
       {"[3;1]", "\"[3, 1]\"", "\"\"\"3,1\"\"\"", "3|1", "3_1", "SID_RQ_3_1", "3-1", "\"(3,1)\""})
    EXPECT_EQ(read(cell), wanted) << cell;
  EXPECT_EQ(read("<a_3><b_1>"), (std::vector<Row>{{"A", {"<a_3>", "<b_1>"}}}));
  EXPECT_THAT(must_refuse("item_id,sid\nA,1.5\n", {}).what,
              HasSubstr("column sid: \"1.5\" has two readings"));
  EXPECT_THAT(must_refuse("item_id,sid\nA,1_2\nB,1-2\n", {}).what,
              HasSubstr("written in another way"));
}

TEST(CsvTable, OneWordARowIsNoSequence) {
  constexpr std::string_view kText = "id,code,name\n1,DE,Germany\n2,FR,France\n";
  EXPECT_THAT(must_refuse(kText, {}).what, HasSubstr("one word or number a row"));
  EXPECT_EQ(must_read(kText, "csv").rows(), 2U);
}

TEST(CsvTable, RowsOfEventsAreNoItems) {
  EXPECT_THAT(must_refuse("user_id,item_id,c0\n1,2,3\n", {}).hint, HasSubstr("events of users"));
  EXPECT_THAT(must_refuse("item_id,code,sid\nA,\"1,2\",\"3,4\"\n", {}).what,
              HasSubstr("two columns may hold the codes"));
}

TEST(InverseCsv, EveryItemOfASidIsARow) {
  const Table table =
      must_read("p1,p2,p3,n_items,item_ids\n28,39,86,3,A11|B22|C33\n3,62,52,2,D44|E55\n");
  EXPECT_EQ(table.format, "inverse-csv");
  EXPECT_EQ(rows(table), (std::vector<Row>{{"A11", {"28", "39", "86"}},
                                           {"B22", {"28", "39", "86"}},
                                           {"C33", {"28", "39", "86"}},
                                           {"D44", {"3", "62", "52"}},
                                           {"E55", {"3", "62", "52"}}}));
  EXPECT_EQ(rows(must_read("sid,items\n<a_1><b_2>,\"['x', 'y']\"\n")),
            (std::vector<Row>{{"x", {"<a_1>", "<b_2>"}}, {"y", {"<a_1>", "<b_2>"}}}));
}

TEST(InverseCsv, AListThatWasCutOffIsRefused) {
  for (const char* list : {"A11|B22|...", "\"A11, B22...\"", "A11|B22|\u2026"}) {
    const Error error =
        must_refuse("p1,p2,item_ids\n28,39," + std::string(list) + "\n", "inverse-csv");
    EXPECT_THAT(error.what, HasSubstr("cut off")) << list;
    EXPECT_EQ(error.where.line, 2U);
  }
  EXPECT_THAT(must_refuse("p1,p2,n_items,item_ids\n28,39,9,A11|B22\n", {}).what,
              HasSubstr("n_items says 9 items, column item_ids lists 2"));
  EXPECT_THAT(must_refuse("p1,p2,item_ids\n28,39,A\n", "csv").what, HasSubstr("inverse-csv"));
  EXPECT_THAT(must_refuse("item_id,c0\nA,3\n", "inverse-csv").what, HasSubstr("csv"));
}

TEST(CsvTable, ErrorsNameTheLine) {
  const auto line = [](const std::string& rest, ErrorCode code) {
    const Error error = must_refuse("item_id,code_1,code_2\nA,1,\"2\"\n" + rest, "csv");
    EXPECT_EQ(error.code, code) << to_string(error);
    return error.where.line;
  };
  EXPECT_EQ(line("B,1\n", ErrorCode::malformed), 3U);
  EXPECT_EQ(line("\nB,1,2,3\n", ErrorCode::malformed), 4U);
  EXPECT_EQ(line("B,1,-2\n", ErrorCode::out_of_range), 3U);
  EXPECT_EQ(line("B,1,4294967296\n", ErrorCode::out_of_range), 3U);
  EXPECT_EQ(line("B,1,2.0\n", ErrorCode::malformed), 3U);
  EXPECT_EQ(line("B,1,\n", ErrorCode::malformed), 3U);
  EXPECT_EQ(line("B,1,x\n", ErrorCode::malformed), 3U);
  EXPECT_EQ(line("B,1,007\n", ErrorCode::malformed), 3U);
  EXPECT_EQ(line(",1,2\n", ErrorCode::malformed), 3U);
  EXPECT_EQ(line("B,1,\"2\n", ErrorCode::malformed), 3U);
}

TEST(CsvTable, HeadersThatCannotBeUnderstoodAreRefused) {
  const auto what = [](const std::string& header) { return must_refuse(header + "\n", {}).what; };
  EXPECT_THAT(what("item_id,code_1,code_3"), HasSubstr("code_2 is missing"));
  EXPECT_THAT(what("item_id,code_1,code_1"), HasSubstr("twice"));
  EXPECT_THAT(what("item_id,code_1,c0"), HasSubstr("two sets of codes"));
  EXPECT_THAT(what("item_id,item_id,code_1"), HasSubstr("twice"));
  EXPECT_THAT(must_refuse("a,b\n1,2\n", "csv").what, HasSubstr("no column"));
}

TEST(CsvTable, MixedCodesAndTextsAreRefused) {
  EXPECT_EQ(must_refuse("item_id,codes\nA,\"[1, 2]\"\nB,\"['1']\"\n", "csv").where.line, 3U);
  EXPECT_EQ(must_refuse("item_id,code_1\nA,x\nB,1\n", "csv").where.line, 3U);
}

TEST(CsvSamples, HoldTheSixItemsAndHistoriesAreRefused) {
  if (shared_data().empty()) GTEST_SKIP() << "no shared data";
  for (const char* name : {"12a.codes.csv", "12b.forge.csv"}) {
    const Result<Table> table = read_table(shared_data() + "/samples/" + name);
    ASSERT_TRUE(table.has_value()) << to_string(table.error());
    EXPECT_EQ(rows(*table), six_named_items()) << name;
    EXPECT_EQ(table->format, "csv");
  }
  const Result<Table> history = read_table(shared_data() + "/samples/12c.tokenrec_history.csv");
  ASSERT_FALSE(history.has_value());
  EXPECT_EQ(history.error().code, ErrorCode::unsupported);
  EXPECT_THAT(history.error().what, HasSubstr("without item ids"));
}

}  // namespace
}  // namespace sidproof::test
