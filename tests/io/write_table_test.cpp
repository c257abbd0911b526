// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/write_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "io/scratch_folder.hpp"
#include "io/tabular_support.hpp"

namespace sidproof::test {
namespace {

using testing::HasSubstr;

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const char* const kCodes = "item_id,c0,c1\nA,3,70000\nB,300,1\n";
const char* const kTexts = "item_id,codes\nA,\"['x', '']\"\nB,\"['a,\"\"b']\"\nC,[]\n";

class WriteTable : public testing::Test {
 protected:
  void round_trip(const std::string& name, const Table& table, const std::string& format = {}) {
    const Result<void> written = write_table(table, folder_ / name);
    ASSERT_TRUE(written.has_value()) << to_string(written.error());
    ReadOptions options;
    options.format = format;
    const Result<Table> again = read_table(folder_ / name, options);
    ASSERT_TRUE(again.has_value()) << to_string(again.error());
    EXPECT_EQ(rows(*again), rows(table)) << content(folder_ / name);
  }
  Error refusal(const std::string& name, const Table& table) {
    const Result<void> written = write_table(table, folder_ / name);
    EXPECT_FALSE(written.has_value());
    EXPECT_EQ(folder_.entries(), 0U);
    return written ? Error{} : written.error();
  }
  ScratchFolder folder_;
};

TEST_F(WriteTable, CodesComeBackFromEveryFormat) {
  const Table table = must_read(kCodes);
  for (const char* name : {"t.csv", "t.npy", "t.json"}) round_trip(name, table);
  EXPECT_EQ(content(folder_ / "t.csv"), "item_id,code_1,code_2\nA,3,70000\nB,300,1\n");
}

TEST_F(WriteTable, TextsOfAnyLengthComeBackFromCsvAndJson) {
  // Words without brackets could be anything: they are read back by the format's name.
  const Table table = must_read(kTexts);
  round_trip("t.csv", table, "csv");
  round_trip("t.json", table, "index-json");
}

TEST_F(WriteTable, PlainTokensStandInColumnsOfTheirOwn) {
  const Table table = must_read("{\"0\": [\"<a_1>\", \"<b_2>\"], \"x,y\": [\"<a_1>\", \"q r\"]}");
  round_trip("t.csv", table);
  EXPECT_EQ(content(folder_ / "t.csv"),
            "item_id,code_1,code_2\n0,<a_1>,<b_2>\n\"x,y\",<a_1>,q r\n");
}

TEST_F(WriteTable, TextsThatLookLikeNumbersAreNotTakenForNumbers) {
  for (const char* text : {"-1", "1.5", "007", " x", "", "1e3", "4294967296"}) {
    const std::string json = std::string("{\"A\": [\"") + text + "\", \"<b>\"]}";
    round_trip("t.csv", must_read(json, "index-json"), "csv");
  }
}

TEST_F(WriteTable, DecimalTextsBecomeCodesWithTheSameTexts) {
  round_trip("t.npy", must_read("A 1001\nB 1002\n"));
  round_trip("t.csv", must_read("A 1001\nB 1002\n"));
}

TEST_F(WriteTable, RowNumbersNeedNoMapping) {
  round_trip("t.npy", must_read(npy_of("|u1", "(2, 2)", "abcd")));
  EXPECT_EQ(folder_.entries(), 1U);
}

TEST_F(WriteTable, NpyRefusesWhatItCannotHold) {
  EXPECT_THAT(refusal("t.npy", must_read(kTexts)).what, HasSubstr("different lengths"));
  EXPECT_THAT(refusal("t.npy", must_read("{\"0\": [\"<a_1>\"]}")).what, HasSubstr("textual"));
  EXPECT_EQ(refusal("t.npy", must_read("{\"0\": [\"<a_1>\"]}")).code, ErrorCode::unsupported);
}

TEST_F(WriteTable, CsvRefusesAnEmptyItemId) {
  EXPECT_THAT(refusal("t.csv", must_read("{\"\": [\"<a_1>\"]}")).what, HasSubstr("empty"));
}

TEST_F(WriteTable, UnknownExtensionsAndFormatsAreUsageErrors) {
  EXPECT_EQ(refusal("t.txt", must_read(kCodes)).code, ErrorCode::usage);
  const Result<void> written = write_table(must_read(kCodes), folder_ / "t.csv", "pickle");
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().code, ErrorCode::usage);
}

TEST_F(WriteTable, AFullDiskIsAnErrorInEveryFormat) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full";
  for (const char* format : {"csv", "npy", "index-json"}) {
    const Result<void> written =
        write_table(must_read(npy_of("|u1", "(2, 2)", "abcd")), "/dev/full", format);
    ASSERT_FALSE(written.has_value()) << format;
    EXPECT_EQ(written.error().code, ErrorCode::cannot_write);
  }
}

}  // namespace
}  // namespace sidproof::test
