// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/json/write_index_json.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "io/json/json_support.hpp"
#include "io/scratch_folder.hpp"

namespace sidproof::test {
namespace {

using ::testing::HasSubstr;

std::string written(const Table& table) {
  const ScratchFolder folder;
  const Result<void> done = write_index_json(table, folder / "out.json");
  EXPECT_TRUE(done.has_value()) << to_string(done.error());
  std::ostringstream text;
  text << std::ifstream(folder / "out.json", std::ios::binary).rdbuf();
  return text.str();
}

TEST(WriteIndexJson, WritesOneItemALine) {
  EXPECT_EQ(written(must_read(R"({"0":["<a_3>","<b_1>"],"x":[]})")),
            "{\n\"0\": [\"<a_3>\", \"<b_1>\"],\n\"x\": []\n}\n");
}

TEST(WriteIndexJson, CodesStayNumbers) {
  const std::string text = written(must_read(R"({"B1": [3, 1], "B2": [0, 2]})"));
  EXPECT_EQ(text, "{\n\"B1\": [3, 1],\n\"B2\": [0, 2]\n}\n");
  EXPECT_EQ(rows(must_read(text)), rows(must_read(R"({"B1": [3, 1], "B2": [0, 2]})")));
}

// An independent parser reads back what was meant.
TEST(WriteIndexJson, NastyTextsAreJsonToOthersToo) {
  Table table;
  const std::vector<std::string> texts{"",
                                       "\"",
                                       "\\",
                                       "a\nb\tc\r",
                                       std::string(1, '\0'),
                                       "\x01\x1f\x7f",
                                       "é€😀",
                                       "</script>",
                                       std::string(5000, '"')};
  table.alphabets = {Alphabet::texts(texts)};
  std::vector<std::uint32_t> codes(texts.size());
  for (std::uint32_t i = 0; i < codes.size(); ++i) {
    codes[i] = i;
    table.items.push_back(texts[i]);
  }
  table.codes = Codes::fixed(texts.size(), 1, codes);
  const nlohmann::json parsed = nlohmann::json::parse(written(table));
  ASSERT_EQ(parsed.size(), texts.size());
  for (const std::string& text : texts) EXPECT_EQ(parsed.at(text).at(0), text);
}

TEST(WriteIndexJson, TextThatIsNoUtf8IsRefusedAndNothingIsWritten) {
  const ScratchFolder folder;
  Table table;
  table.alphabets = {Alphabet::texts({"caf\xe9"})};
  table.items.push_back("x");
  table.codes = Codes::fixed(1, 1, std::vector<std::uint8_t>{0});
  EXPECT_THAT(write_index_json(table, folder / "out").error().what,
              HasSubstr("token \"caf\\xe9\""));
  table.alphabets = {Alphabet::texts({"ok"})};
  table.items.push_back("\xff");
  table.codes = Codes::fixed(2, 1, std::vector<std::uint8_t>{0, 0});
  EXPECT_THAT(write_index_json(table, folder / "out").error().what, HasSubstr("item id"));
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(WriteIndexJson, AFullDiskIsReported) {
  const Result<void> done = write_index_json(must_read(R"({"0": ["<a>"]})"), "/dev/full");
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, ErrorCode::cannot_write);
}

}  // namespace
}  // namespace sidproof::test
