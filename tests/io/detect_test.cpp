// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/detect.hpp"

#include <gmock/gmock.h>

#include <set>

#include "io/json/json_support.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof::test {
namespace {

using ::testing::HasSubstr;
using namespace std::string_literals;

std::string format_of(std::string_view text) {
  const Result<Table> table = read_bytes(text);
  return table ? table->format : "error: " + to_string(table.error());
}

TEST(Detection, JsonTablesAreToldApartByTheirShape) {
  EXPECT_EQ(format_of(R"({"0": ["<a>"]})"), "index-json");
  EXPECT_EQ(format_of(R"({"0": [], "1": ["<x>"]})"), "index-json");
  EXPECT_EQ(format_of(R"({"0": [], "1": [3]})"), "codes-json");
  EXPECT_EQ(format_of(R"({"0": "<a> <b>"})"), "joined-json");
  EXPECT_EQ(format_of(R"({"0": {"x": {"sid": 1}, "sid": "SID_1"}})"), "sid-map-json");
  EXPECT_EQ(format_of(R"({"0": {"cid": [1], "sid": 5}})"), "corpus-json");
  EXPECT_EQ(format_of(R"({"K": 4, "items": {"0": [1]}})"), "wrapped-json");
  EXPECT_EQ(format_of(R"({"items": {"0": [1]}})"), "wrapped-json");
  EXPECT_EQ(format_of(R"({"5": [{"count": 1, "pid": 1}]})"), "sid2pid-json");
}

TEST(Detection, TheFirstMembersCountHoweverLongTheyAre) {
  const std::string title(300000, 'x');
  EXPECT_EQ(format_of(R"({"0": {"title": ")" + title + R"(", "cid": [1]}})"), "corpus-json");
  EXPECT_EQ(format_of(std::string(200000, ' ') + R"({"0": [1]})"), "codes-json");
}

TEST(Detection, SeveralFittingFormatsAreNamedAndNotChosenFrom) {
  const Error error = must_fail(R"({"items": {"sid": "SID_1", "cid": [1]}})");
  EXPECT_THAT(error.what, HasSubstr("several formats: sid-map-json, corpus-json"));
  EXPECT_THAT(error.hint, HasSubstr("--format"));
  EXPECT_EQ(must_read(R"({"items": {"sid": "SID_1", "cid": [1]}})", "corpus-json").rows(), 1U);
}

TEST(Detection, UnknownContentIsShownAndNeverGuessed) {
  EXPECT_THAT(must_fail("{\"a\": {\"b\": 1}}").what, HasSubstr("starts with \"{\"a"));
  EXPECT_THAT(must_fail("\x01\x45LF\x02\x01").what, HasSubstr("\"\\x01ELF\\x02\\x01\""));
  EXPECT_THAT(must_fail("{\"a\": 1, \"b\": [1]}").what, HasSubstr("no table format"));
}

TEST(Detection, TheNearestFormatsAreNamedWithWhatIsMissing) {
  EXPECT_THAT(must_fail("layer,code,share\n1,66,1.87\n").hint,
              HasSubstr("csv (no column names the item (item_id, item, asin,"));
  EXPECT_THAT(must_fail(R"({"u1": ["B1", "B7"], "u2": ["B7"]})").hint,
              HasSubstr("nearest formats: index-json (the strings are not in angle brackets"));
  EXPECT_THAT(must_fail("{\"item\": 7, \"price\": 5}\n{\"item\": 8, \"price\": 6}\n").hint,
              HasSubstr("records-json (no field of the records holds a SID"));
  EXPECT_THAT(must_fail("B1 219\nB2 213\n").hint, HasSubstr("p5-ids (two numbers"));
}

TEST(Detection, AFormatThatTheContentContradictsIsRefusedThoughNamed) {
  EXPECT_THAT(must_fail(R"({"0": ["<a_1>"]})", "word-ids").what,
              HasSubstr("the content is index-json and not \"word-ids\""));
  EXPECT_THAT(
      must_fail("version https://git-lfs.github.com/spec/v1\noid sha256:7\n", "word-ids").hint,
      HasSubstr("git lfs pull"));
}

TEST(Detection, ATokenThatIsASequenceHasTwoReadings) {
  for (const char* text : {R"({"i1": ["<a_1><b_2>"], "i2": ["<a_1>"]})",
                           "item_id,code_1\nA,\"[1;2;3]\"\nB,\"[1;2;4]\"\n",
                           "item_id,code_1\nA,\"1,2,3\"\nB,\"1,2,4\"\n"})
    EXPECT_THAT(must_fail(text).what, HasSubstr("has two readings: one token, or a sequence"))
        << text;
  EXPECT_EQ(must_read(R"({"i1": ["<a_1><b_2>"], "i2": ["<a_1>"]})", "index-json").rows(), 2U);
}

TEST(Detection, UnknownFormatNamesAreUsageErrors) {
  const Error error = must_fail("{}", "index.json");
  EXPECT_EQ(error.code, ErrorCode::usage);
  EXPECT_THAT(error.hint, HasSubstr("index-json"));
}

TEST(Detection, FormatNamesAreUniqueAndDescribed) {
  std::set<std::string_view> names;
  for (const TableFormat& format : table_formats()) {
    EXPECT_TRUE(names.insert(format.name).second) << format.name;
    EXPECT_FALSE(format.description.empty());
    EXPECT_LE(format.name.size() + format.description.size(), 100U) << format.name;
  }
  EXPECT_GE(names.size(), 18U);
}

TEST(Refusals, PicklesOfEveryProtocolAreRefusedWithTheConversion) {
  for (const std::string& bytes : {"\x80\x02}q\x00."s, "\x80\x03}q\x00."s, "\x80\x04\x95\x00\x00"s,
                                   "\x80\x05\x95"s, "(dp0\nS'a'\n."s, "(lp0\nI1\na."s}) {
    const Error error = must_fail(bytes);
    EXPECT_EQ(error.code, ErrorCode::unsupported) << bytes;
    EXPECT_THAT(error.what, HasSubstr("pickle"));
    EXPECT_THAT(error.hint, HasSubstr("python3 -c"));
  }
}

TEST(Refusals, TorchArchivesAreRefusedOldAndNew) {
  const std::string zip =
      "PK\x03\x04"s + std::string(26, '\0') + "archive/data.pkl" + std::string(100, '\0');
  const std::string old = "\x80\x02\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19.\x80\x02M"s;
  for (const std::string& bytes : {zip, old}) {
    const Error error = must_fail(bytes);
    EXPECT_EQ(error.code, ErrorCode::unsupported);
    EXPECT_THAT(error.what, HasSubstr("PyTorch"));
    EXPECT_THAT(error.hint, HasSubstr("weights_only=True"));
  }
}

TEST(Refusals, CompressedFilesAreRefusedWithTheCommand) {
  EXPECT_THAT(must_fail("\x1f\x8b\x08\x00"s).hint, HasSubstr("gunzip"));
  EXPECT_THAT(must_fail("PK\x03\x04"s + std::string(60, 'x')).what, HasSubstr("zip"));
  EXPECT_THAT(must_fail("\x28\xb5\x2f\xfd"s).hint, HasSubstr("unzstd"));
  EXPECT_THAT(must_fail("BZh9"s).hint, HasSubstr("bunzip2"));
  EXPECT_THAT(must_fail("\xfd\x37zXZ\0"s).hint, HasSubstr("unxz"));
}

TEST(Refusals, TheProposedCommandQuotesThePath) {
  const Result<Table> table = read_table(MappedFile::from_bytes("\x80\x04.", "it's; rm -rf ~"));
  ASSERT_FALSE(table.has_value());
  EXPECT_THAT(table.error().hint, HasSubstr(R"('it'\''s; rm -rf ~')"));
}

TEST(Quoted, EscapesWhatATerminalShouldNotSee) {
  EXPECT_EQ(quoted(std::string_view("a\x1b[31mé\xff\"\\")), "\"a\\x1b[31mé\\xff\"\\\"");
  EXPECT_EQ(quoted(std::string_view("\xc2\x9b")), "\"\\xc2\\x9b\"");
  EXPECT_EQ(quoted(std::string_view("\xe2\x82")), "\"\\xe2\\x82\"");
  EXPECT_LT(sidproof::quoted(std::string(1000, 'x')).size(), 70U);
}

}  // namespace
}  // namespace sidproof::test
