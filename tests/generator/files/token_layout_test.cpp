// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/files/token_layout.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

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
  EXPECT_EQ(json["format"], "sidproof-tokens/1");
  EXPECT_EQ(json["begin"], 0);
  EXPECT_EQ(json["first_token"], nlohmann::json({1, 4}));
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
  refusal(layout + " ");
  refusal(layout.substr(0, layout.size() - 1));
  refusal("");
}

TEST(TokenLayout, NeedsUtf8) {
  const Table table = table_of({"x", "\xff", "z"});
  const auto json = token_layout_json(*Catalogue::make(table), table);
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace sidproof::reference
