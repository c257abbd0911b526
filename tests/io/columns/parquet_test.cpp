// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Against the real libduckdb.so; skipped where it is not installed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "io/columns/duckdb_library.hpp"
#include "io/scratch_folder.hpp"
#include "io/tabular_support.hpp"
#include "io/write_table.hpp"

namespace sidproof::test {
namespace {

using testing::HasSubstr;

class Parquet : public testing::Test {
 protected:
  void SetUp() override {
    const Result<const DuckDbApi*> api = duckdb_api();
    if (!api) GTEST_SKIP() << to_string(api.error());
  }
  /// What DuckDB writes for this query.
  std::string make(const std::string& select) {
    const std::string path = folder_ / "t.parquet";
    Result<DuckDb> db = DuckDb::open();
    const Result<void> done =
        db->query("COPY (" + select + ") TO " + sql_quoted(path, '\'') + " (FORMAT parquet)", {});
    EXPECT_TRUE(done.has_value()) << to_string(done.error());
    return path;
  }
  std::vector<Row> read(const std::string& select) {
    const Result<Table> table = read_table(make(select));
    EXPECT_TRUE(table.has_value()) << to_string(table.error());
    return table ? rows(*table) : std::vector<Row>();
  }
  Error refusal(const std::string& select) {
    const Result<Table> table = read_table(make(select));
    EXPECT_FALSE(table.has_value());
    return table ? Error{} : table.error();
  }
  ScratchFolder folder_;
};

const std::vector<Row> kRows = {{"A", {"3", "1"}}, {"B", {"0", "2"}}};

TEST_F(Parquet, ReadsCodeColumnsOfAnyIntegerType) {
  for (const char* type :
       {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "UINTEGER", "UBIGINT"}) {
    const std::string t = type;
    EXPECT_EQ(read("SELECT * FROM (VALUES ('A', 3::" + t + ", 1::" + t + ", 'x'), ('B', 0::" + t +
                   ", 2::" + t + ", 'y')) v(item_id, c0, c1, title)"),
              kRows)
        << type;
  }
}

TEST_F(Parquet, ReadsListsOfIntegersOfTextsAndTextsOfLists) {
  EXPECT_EQ(read("SELECT * FROM (VALUES ([3, 1], 'A'), ([0, 2], 'B')) v(codes, pid)"), kRows);
  EXPECT_EQ(read("SELECT * FROM (VALUES ('3,1', 'A'), ('0,2', 'B')) v(codes, item_id)"), kRows);
  EXPECT_EQ(read("SELECT * FROM (VALUES ('[3, 1]', 'A'), ('[0, 2]', 'B')) v(codes, item_id)"),
            kRows);
  EXPECT_EQ(read("SELECT * FROM (VALUES (['x', 'a text longer than twelve bytes'], 7), ([], 8)) "
                 "v(codes, item_id)"),
            (std::vector<Row>{{"7", {"x", "a text longer than twelve bytes"}}, {"8", {}}}));
}

TEST_F(Parquet, KeepsTheOrderOfManyRowsAndReadsAcrossChunks) {
  const std::vector<Row> all = read(
      "SELECT 'item number ' || i AS item_id, [i % 7, i % 11, i // 5000] AS codes FROM "
      "range(20000) r(i)");
  ASSERT_EQ(all.size(), 20000U);
  for (std::size_t i = 0; i < all.size(); i += 997)
    EXPECT_EQ(all[i],
              (Row{"item number " + std::to_string(i),
                   {std::to_string(i % 7), std::to_string(i % 11), std::to_string(i / 5000)}}));
}

TEST_F(Parquet, WithoutAnItemColumnItIsATableOnlyWhenTheFormatIsNamed) {
  const std::string path = make("SELECT * FROM (VALUES (3, 1), (0, 2)) v(c0, c1)");
  EXPECT_THAT(read_table(path).error().what, HasSubstr("no column names the item"));
  ReadOptions options;
  options.format = "parquet";
  EXPECT_EQ(rows(*read_table(path, options)),
            (std::vector<Row>{{"0", {"3", "1"}}, {"1", {"0", "2"}}}));
  EXPECT_THAT(refusal("SELECT 1 AS user_id, 2 AS item_id, 3 AS c0").what,
              HasSubstr("events of users"));
}

TEST_F(Parquet, NullsAreErrorsWithColumnAndRow) {
  EXPECT_THAT(refusal("SELECT * FROM (VALUES ('A', 3), ('B', NULL)) v(item_id, c0)").what,
              HasSubstr("column c0, row 1 (counted from 0) is null"));
  EXPECT_THAT(refusal("SELECT * FROM (VALUES ('A', 3), (NULL, 4)) v(item_id, c0)").what,
              HasSubstr("column item_id, row 1"));
  EXPECT_THAT(refusal("SELECT * FROM (VALUES ('A', [3]), ('B', NULL)) v(item_id, codes)").what,
              HasSubstr("column codes, row 1"));
  EXPECT_THAT(refusal("SELECT * FROM (VALUES ('A', [3]), ('B', [1, NULL])) v(item_id, codes)").what,
              HasSubstr("column codes, row 1"));
}

TEST_F(Parquet, ValuesThatAreNoCodesAreErrors) {
  const Error negative = refusal("SELECT 'A' AS item_id, -3 AS c0");
  EXPECT_EQ(negative.code, ErrorCode::out_of_range);
  EXPECT_THAT(negative.what, HasSubstr("holds -3, which is negative"));
  EXPECT_EQ(refusal("SELECT 'A' AS item_id, 4294967296 AS c0").code, ErrorCode::out_of_range);
  EXPECT_EQ(refusal("SELECT 'A' AS item_id, 18446744073709551615::UBIGINT AS c0").code,
            ErrorCode::out_of_range);
  EXPECT_EQ(refusal("SELECT 'A' AS item_id, [-1] AS codes").code, ErrorCode::out_of_range);
  EXPECT_EQ(refusal("SELECT 'A' AS item_id, 1.5 AS c0").code, ErrorCode::unsupported);
  EXPECT_EQ(refusal("SELECT 'A' AS item_id, 'x1' AS codes, 1 AS c0, 'y' AS c1").code,
            ErrorCode::unsupported);
  EXPECT_EQ(refusal("SELECT 'A' AS item_id, '1,x' AS codes").code, ErrorCode::malformed);
  EXPECT_THAT(refusal("SELECT 'A' AS item_id, 1 AS price").what, HasSubstr("item_id, price"));
  EXPECT_EQ(refusal("SELECT 'A' AS item_id, 1 AS c0 WHERE false").code, ErrorCode::malformed);
}

TEST_F(Parquet, ColumnsOfOtherTypesAreNamedWithTheirType) {
  const auto expect = [&](const std::string& select, const std::string& text) {
    const Error error = refusal(select);
    EXPECT_EQ(error.code, ErrorCode::unsupported) << select;
    EXPECT_THAT(error.what, HasSubstr(text));
  };
  expect("SELECT 1.5::DOUBLE AS item_id, 1 AS c0", "the column item_id is of type DOUBLE");
  expect("SELECT [1] AS item_id, 1 AS c0", "wanted is text or integer");
  expect("SELECT 'A' AS item_id, [1.5::DOUBLE] AS codes",
         "the column codes is of type DOUBLE[], wanted is a list of integers or texts");
  expect("SELECT 'A' AS item_id, 7 AS codes", "wanted is a list of integers or texts");
  expect("SELECT 'A' AS item_id, 1 AS c0, 'x' AS c1", "the column c1 is of type VARCHAR");
  expect("SELECT 'A' AS item_id, 'x' AS c0, 1 AS c1", "wanted is text like the first code");
}

TEST_F(Parquet, NamesThatDuckDbWouldInterpretAreOnlyNames) {
  const std::string made = make("SELECT 'A' AS item_id, 3 AS c0, 1 AS c1");
  const std::string odd = folder_ / "it's [a] *.parquet";
  std::filesystem::rename(made, odd);
  const Result<Table> table = read_table(odd);
  ASSERT_TRUE(table.has_value()) << to_string(table.error());
  EXPECT_EQ(rows(*table).front(), kRows.front());
}

TEST_F(Parquet, CutOffAndDamagedFilesAreErrors) {
  const std::string path = make("SELECT 'A' AS item_id, 3 AS c0, 1 AS c1");
  const MappedFile whole = *MappedFile::open(path);
  const std::string bytes(whole.bytes());
  EXPECT_EQ(must_refuse(bytes.substr(0, bytes.size() - 1), {}).code, ErrorCode::malformed);
  EXPECT_EQ(must_refuse("PAR1PAR1PAR1", {}).code, ErrorCode::malformed);
  std::string broken = bytes;
  for (std::size_t i = bytes.size() / 2; i < bytes.size() - 8; ++i) broken[i] = '\xff';
  EXPECT_EQ(must_refuse(broken, {}).code, ErrorCode::malformed);
  EXPECT_EQ(rows(must_read(bytes)).front(), kRows.front());
}

TEST_F(Parquet, WrittenTablesComeBack) {
  for (const char* text :
       {"item_id,c0,c1\nA,3,70000\nB,300,1\n", "item_id,codes\nA,\"[1, 2]\"\nB,[]\n",
        "item_id,codes\nA,\"['x', '']\"\nB,\"['a text of more than twelve bytes']\"\nC,[]\n",
        "item_id,code_1\nA,<a_1>\n"}) {
    const Table table = must_read(text);
    const Result<void> written = write_table(table, folder_ / "w.parquet");
    ASSERT_TRUE(written.has_value()) << to_string(written.error());
    const Result<Table> again = read_table(folder_ / "w.parquet");
    ASSERT_TRUE(again.has_value()) << to_string(again.error());
    EXPECT_EQ(rows(*again), rows(table)) << text;
  }
}

TEST_F(Parquet, TextsThatAreNotUtf8AreRefused) {
  const Result<void> written =
      write_table(must_read("item_id,code_1\nA\xff,1\n"), folder_ / "w.parquet");
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().code, ErrorCode::unsupported);
  EXPECT_EQ(folder_.entries(), 0U);
}

TEST(ParquetWithoutDuckDb, SaysHowToInstallIt) {
  // A fresh process: this one may have loaded the library already.
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        ::setenv("SIDPROOF_DUCKDB", "/nonexistent/libduckdb.so", 1);
        const Result<Table> table = read_bytes("PAR1 and so on PAR1");
        const bool good = !table && table.error().code == ErrorCode::missing_tool &&
                          table.error().hint.find("npm pack @duckdb/node-bindings-linux-x64@") !=
                              std::string::npos;
        std::_Exit(good ? 42 : 1);
      },
      testing::ExitedWithCode(42), "");
}

}  // namespace
}  // namespace sidproof::test
