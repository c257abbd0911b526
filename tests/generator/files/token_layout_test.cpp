// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/files/token_layout.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "certificate/content_hash.hpp"
#include "io/scratch_folder.hpp"

namespace sidproof::reference {
namespace {

using testing::HasSubstr;

Table table_of(std::vector<std::string> first) {
  Table table;
  table.items = ItemIds::row_numbers(3);
  table.alphabets = {Alphabet::texts(std::move(first)), Alphabet::numbers(2)};
  table.codes = Codes::fixed(3, 2, std::vector<std::uint8_t>{0, 1, 2, 0, 1, 1});
  return table;
}

std::string layout_of(const Table& table) {
  return *token_layout_json(*Catalogue::make(table), table);
}

TEST(TokenLayout, SaysWhatEveryTokenMeans) {
  const Table table = table_of({"<a_3>", "\"\n", "<a_1>"});
  const auto json = nlohmann::json::parse(layout_of(table));
  EXPECT_EQ(json["format"], "sidproof-tokens/2");
  EXPECT_EQ(json["begin"], 0);
  EXPECT_EQ(json["first_token"], nlohmann::json({1, 4}));
  EXPECT_EQ(json["table_sha256"], hex(content_hash(table, std::vector<std::uint64_t>{3, 2})));
  EXPECT_EQ(json["codebooks"], nlohmann::json({{"<a_3>", "\"\n", "<a_1>"}, {"0", "1"}}));
}

TEST(TokenLayout, OfAnotherTableIsRefusedAtItsLine) {
  const std::string layout = layout_of(table_of({"x", "y", "z"}));
  EXPECT_TRUE(check_token_layout(MappedFile::from_bytes(layout, "tokens.json"), layout));
  const auto refusal = [&](const std::string& held) {
    const auto checked = check_token_layout(MappedFile::from_bytes(held, "tokens.json"), layout);
    EXPECT_FALSE(checked);
    return checked ? std::string() : to_string(checked.error());
  };
  const std::string swapped = refusal(layout_of(table_of({"x", "z", "y"})));
  EXPECT_THAT(swapped, HasSubstr("tokens.json:8: "));
  EXPECT_THAT(swapped, HasSubstr(R"("z" stands where the table has "y")"));
  // The same codes in the same order, but other sequences, or other items.
  Table other = table_of({"x", "y", "z"});
  other.codes = Codes::fixed(3, 2, std::vector<std::uint8_t>{0, 1, 2, 1, 1, 0});
  EXPECT_THAT(refusal(layout_of(other)), HasSubstr("exported with another table"));
  other = table_of({"x", "y", "z"});
  other.items = ItemIds();
  for (const char* id : {"0", "1", "3"}) other.items.push_back(id);
  EXPECT_THAT(refusal(layout_of(other)), HasSubstr("copy that tokens.json"));
  refusal(layout + " ");
  refusal(layout.substr(0, layout.size() - 1));
  refusal("");
}

TEST(TokenLayout, IsRequired) {
  const test::ScratchFolder folder;
  const std::string layout = layout_of(table_of({"x", "y", "z"}));
  const auto absent = require_token_layout(folder / "tokens.json", layout);
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, ErrorCode::unsupported);
  EXPECT_EQ(absent.error().where.path, folder / "tokens.json");
  EXPECT_THAT(absent.error().hint, HasSubstr("copy that export's tokens.json"));
  std::ofstream(folder / "tokens.json") << layout;
  EXPECT_TRUE(require_token_layout(folder / "tokens.json", layout));
  std::ofstream(folder / "tokens.json") << layout_of(table_of({"x", "z", "y"}));
  EXPECT_EQ(require_token_layout(folder / "tokens.json", layout).error().code,
            ErrorCode::malformed);
  // A link to nowhere, and no folder at all.
  std::filesystem::create_symlink(folder / "nowhere", folder / "link");
  EXPECT_FALSE(require_token_layout(folder / "link", layout));
  EXPECT_FALSE(require_token_layout(folder / "no/tokens.json", layout));
}

TEST(TokenLayout, NeedsUtf8) {
  const Table table = table_of({"x", "\xff", "z"});
  const auto json = token_layout_json(*Catalogue::make(table), table);
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace sidproof::reference
