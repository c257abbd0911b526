// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/coverage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit/audit_tables.hpp"
#include "small_tables.hpp"

namespace sidproof {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Coverage, MissingAndExtraItemsKeepTheirOrderAndCountOnce) {
  const Table table = table_of({{"b", {0}}, {"a", {1}}, {"c", {2}}, {"b", {0}}});
  const std::vector<std::string> ids{"z", "a", "y", "z", "a"};
  const Coverage result = coverage(table, "catalogue.txt", ids);
  EXPECT_EQ(result.source, "catalogue.txt");
  EXPECT_EQ(result.expected, 3U);
  EXPECT_THAT(result.missing, ElementsAre("z", "y"));
  EXPECT_THAT(result.extra, ElementsAre("b", "c"));
  EXPECT_THAT(result.stale, IsEmpty());
}

TEST(Coverage, SidsWithoutItemsAreLookedForInTheTable) {
  const Table table = table_of({{"b", {0, 1}}, {"a", {1, 1}}, {"c", {2, 1}}, {"c", {0, 1}}});
  const std::vector<std::vector<std::string>> sids{{"0", "1"}, {"7", "7"}, {"7", "7"}, {"0"}};
  const Coverage result = coverage_of_sids(table, "engine.json", sids);
  EXPECT_TRUE(result.of_sids);
  EXPECT_EQ(result.expected, 3U);
  EXPECT_THAT(result.missing, ElementsAre("7 7", "0"));
  EXPECT_THAT(result.extra, ElementsAre("a"));
}

TEST(Coverage, RowNumbersAreItemIdsToo) {
  Table table = table_of(numbered({{0}, {1}}));
  table.items = ItemIds::row_numbers(2);
  const std::vector<std::string> ids{"1", "01"};
  EXPECT_THAT(coverage(table, "", ids).missing, ElementsAre("01"));
  EXPECT_THAT(coverage(table, "", ids).extra, ElementsAre("0"));
}

TEST(Coverage, InteractionsExpectEveryItemThatOccurs) {
  const Table table = table_of(numbered({{0}, {1}, {2}}));
  Interactions interactions;
  interactions.path = "games.inter.json";
  testing::add_example(interactions, {"0", "7"}, "1");
  const Coverage result = coverage(table, interactions);
  EXPECT_EQ(result.source, "games.inter.json");
  EXPECT_THAT(result.missing, ElementsAre("7"));
  EXPECT_THAT(result.extra, ElementsAre("2"));
}

TEST(Coverage, AnotherSidThanTheTablesIsStale) {
  const Table table = testing::make_table(
      {{"x", {"<a_1>", "<b_2>"}}, {"y", {"<a_1>", "<b_3>"}}, {"x", {"<a_1>", "<b_9>"}}});
  const std::vector<ItemSid> items{{"x", "<a_1><b_2>"},
                                   {"x", "<a_1> <b_9>"},
                                   {"y", "<a_1><b_2>"},
                                   {"y", "<a_0><b_0>"},
                                   {"gone", "<a_1><b_2>"}};
  const Coverage result = coverage(table, "prompts", items);
  EXPECT_EQ(result.expected, 3U);
  EXPECT_THAT(result.stale, ElementsAre("y"));
  EXPECT_THAT(result.missing, ElementsAre("gone"));
}

TEST(Coverage, BlanksSeparateTokensWithoutBrackets) {
  const Table table = testing::make_table({{"x", {"1", "23"}}});
  const std::vector<ItemSid> right{{"x", "1 23"}};
  const std::vector<ItemSid> wrong{{"x", "12 3"}};
  EXPECT_THAT(coverage(table, "", right).stale, IsEmpty());
  EXPECT_THAT(coverage(table, "", wrong).stale, ElementsAre("x"));
}

}  // namespace
}  // namespace sidproof
