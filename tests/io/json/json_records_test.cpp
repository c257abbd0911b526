// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Records with fields for item and SID, and tables from SID to items.
#include <gmock/gmock.h>

#include "io/json/json_support.hpp"

namespace sidproof::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Records, JsonLinesWithItemAndSidAreATable) {
  const Table table = must_read(
      "{\"item_id\":\"X-1\",\"sid\":[1,2,3],\"split\":\"train\"}\n"
      "{\"item_id\":\"X-2\",\"sid\":[8,6,4],\"split\":\"train\"}\n"
      "{\"item_id\":\"X-1\",\"sid\":[1,2,3],\"split\":\"test\"}\n");
  EXPECT_EQ(table.format, "records-json");
  EXPECT_THAT(rows(table), ElementsAre(Row{"X-1", {"1", "2", "3"}}, Row{"X-2", {"8", "6", "4"}},
                                       Row{"X-1", {"1", "2", "3"}}));
  EXPECT_EQ(found(table, Finding::Kind::repeated_item), 1U);
}

TEST(Records, TheUsualNamesAndWritingsAreRead) {
  for (const char* text :
       {R"({"item_id": "A", "token_ids": [3, 1]})", R"([{"asin": "A", "sid": "SID_3_1"}])",
        R"({"id": "A", "c0": 3, "c1": 1})", R"({"codes": "3,1", "parent_asin": "A"})",
        R"([ {"semantic_id": "[3, 1]", "item": "A"} ] )", R"({"pid": "A", "sid": ["3", "1"]})",
        "{\"item_id\": \"A\",\n \"sid\": [3,\n 1]}"})
    EXPECT_THAT(rows(must_read(text)), ElementsAre(Row{"A", {"3", "1"}})) << text;
  EXPECT_THAT(
      rows(must_read("{\"sid\": \"<a_1><b_2>\", \"item_id\": 7}\n{\"item_id\": 8, \"sid\": []}")),
      ElementsAre(Row{"7", {"<a_1>", "<b_2>"}}, Row{"8", {}}));
}

TEST(Records, RecordsOfASidAndItsItemsAreReadTheOtherWay) {
  EXPECT_THAT(
      rows(must_read(
          R"([{"sid": [3, 1], "item_ids": ["A", 7]}, {"item_ids": ["C"], "sid": [0, 2]}])")),
      ElementsAre(Row{"A", {"3", "1"}}, Row{"7", {"3", "1"}}, Row{"C", {"0", "2"}}));
  EXPECT_THAT(must_fail(R"([{"sid": [3, 1], "item_ids": ["A", "..."]}])").what,
              HasSubstr("cut off with \"...\""));
}

TEST(Records, ErrorsNameTheRecord) {
  const std::string good = "{\"item_id\": \"A\", \"sid\": [3, 1]}\n";
  const auto second = [&](const std::string& record) {
    const Error error = must_fail(good + record);
    EXPECT_EQ(error.where.line, 2U) << record;
    return error.what;
  };
  EXPECT_THAT(second(R"({"item_id": "B"})"), HasSubstr("no \"sid\""));
  EXPECT_THAT(second(R"({"sid": [1, 2]})"), HasSubstr("no \"item_id\""));
  EXPECT_THAT(second(R"({"item_id": "B", "sid": 17})"), HasSubstr("found 17"));
  EXPECT_THAT(second(R"({"item_id": "B", "sid": "red"})"), HasSubstr("one word or number"));
  EXPECT_THAT(second(R"({"item_id": "B", "sid": "1,2"})"), HasSubstr("is a text, the ones before"));
  EXPECT_THAT(second(R"({"item_id": "B", "sid": [1], "sid": [2]})"), HasSubstr("twice"));
  EXPECT_THAT(second(R"({"item_id": "B", "sid": [-1, 2]})"), HasSubstr("negative"));
  EXPECT_THAT(second(R"({"item_id": "B", "sid": [1, 2)"), HasSubstr("never ends"));
  EXPECT_THAT(second("17"), HasSubstr("expected a record"));
  EXPECT_THAT(must_fail(R"([{"item_id": "A", "sid": [3, 1]})").what, HasSubstr("not closed"));
  EXPECT_THAT(must_fail(R"([{"item_id": "A", "sid": [3, 1]}] 7)").what, HasSubstr("follows"));
  EXPECT_THAT(must_fail("{\"item_id\": 1, \"c0\": 3, \"c1\": 4}\n{\"item_id\": 2, \"c0\": 3}").what,
              HasSubstr("no \"c1\""));
}

TEST(Records, EventsAndRecordsWithoutItemOrSidAreNearMisses) {
  const auto hint = [](std::string_view text) { return must_fail(text).hint; };
  EXPECT_THAT(hint("{\"user_id\": 1, \"item_id\": 2, \"sid\": [1, 2]}\n"),
              HasSubstr("events of users"));
  EXPECT_THAT(hint("{\"title\": \"a\", \"sid\": [1, 2]}\n{\"title\": \"b\", \"sid\": [1, 3]}"),
              HasSubstr("no field of the records names the item"));
  EXPECT_THAT(hint("{\"item_id\": 1, \"price\": 2}\n{\"item_id\": 2, \"price\": 2}"),
              HasSubstr("there are item_id, price"));
  EXPECT_THAT(hint("{\"item_id\": 1, \"sid\": [1, 2], \"codes\": [3, 4]}\n"),
              HasSubstr("two columns"));
}

TEST(InverseJson, EveryItemOfASidIsARow) {
  const Table table = must_read(R"({"<a_3><b_1>": ["B001", 7], "<a_0><b_2>": ["B003"]})");
  EXPECT_EQ(table.format, "inverse-json");
  EXPECT_THAT(rows(table),
              ElementsAre(Row{"B001", {"<a_3>", "<b_1>"}}, Row{"7", {"<a_3>", "<b_1>"}},
                          Row{"B003", {"<a_0>", "<b_2>"}}));
  EXPECT_THAT(rows(must_read(R"({"3_1": ["B1"], "0_2": ["B3", "B4"]})")),
              ElementsAre(Row{"B1", {"3", "1"}}, Row{"B3", {"0", "2"}}, Row{"B4", {"0", "2"}}));
}

TEST(InverseJson, WhatMayBeItemsOrCodesIsAskedFor) {
  constexpr std::string_view kText = R"({"3_1": [17, 18], "0_2": [19, 20]})";
  EXPECT_THAT(must_fail(kText).what, HasSubstr("several formats: codes-json, inverse-json"));
  EXPECT_EQ(must_read(kText, "inverse-json").rows(), 4U);
  EXPECT_EQ(must_read(kText, "codes-json").rows(), 2U);
}

TEST(InverseJson, ListsThatWereCutOffAndOtherKeysAreErrors) {
  EXPECT_THAT(must_fail(R"({"<a_3><b_1>": ["B001", "..."]})").what,
              HasSubstr("cut off with \"...\""));
  EXPECT_THAT(must_fail(R"({"<a_3><b_1>": ["B001"], "x": ["B2"]})", "inverse-json").what,
              HasSubstr("written in another way"));
  EXPECT_THAT(must_fail(R"({"<a_3><b_1>": ["B001"], "x": ["B2"]})").hint,
              HasSubstr("inverse-json (not all keys are SIDs"));
  EXPECT_THAT(must_fail(R"({"7": ["B001"]})", "inverse-json").what,
              HasSubstr("two or more tokens"));
  EXPECT_EQ(found(must_read(R"({"<a_3><b_1>": ["B001"], "<a_3><b_2>": []})"),
                  Finding::Kind::skipped_rows),
            1U);
}

TEST(SidSet, NamesNoItemsAndIsNoTable) {
  const Error set = must_fail(R"({"1,2,3,1": 1, "1,2,4,1": 1})");
  EXPECT_EQ(set.code, ErrorCode::unsupported);
  EXPECT_THAT(set.what, HasSubstr("names no items"));
  EXPECT_THAT(set.hint, HasSubstr("--covers"));
  EXPECT_THAT(must_fail(R"({"1,2,3,1": 17, "1,2,4,1": 18})").what, HasSubstr("items or counts"));
}

}  // namespace
}  // namespace sidproof::test
