// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "comparison/objectives.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "comparison/constructed.hpp"

namespace sidproof {
namespace {

const ConstructedCase& named(const std::vector<ConstructedCase>& cases, std::string_view name) {
  return *std::ranges::find(cases, name, &ConstructedCase::name);
}

SplitObjectives compared(std::string_view name) {
  const auto cases = constructed_cases();
  const ConstructedCase& made = named(cases, name);
  const auto result = compare_objectives(made.table, made.interactions);
  EXPECT_TRUE(result) << name;
  return result->splits.at(0);
}

TEST(Objectives, AShareOfTheSequenceSwapsItemsInOneAndTheSameModel) {
  const HistoryFreeObjectives pooled = compared("shared-sequence").history_free;
  ASSERT_EQ(pooled.items.size(), 3U);
  EXPECT_EQ(pooled.items[2].fv, Rational(4, 9));
  EXPECT_EQ(pooled.items[0].ar, Rational(5, 9));
  EXPECT_EQ(pooled.items[0].fv_tokens, Rational(5, 18));
  EXPECT_EQ(pooled.z_ar, Rational(14, 9));
  EXPECT_EQ(pooled.ar, (RankDifference{3, 2, 0, 1, 0}));
  EXPECT_EQ(pooled.between, (RankDifference{3, 2, 0, 0, 1}));
  EXPECT_EQ(pooled.rows_differing, 1U);
  EXPECT_EQ(top_items(pooled.items, &ComparedItem::fv, 1), std::vector<std::size_t>{2});
  EXPECT_EQ(top_items(pooled.items, &ComparedItem::ar, 2), (std::vector<std::size_t>{0, 1}));
}

TEST(Objectives, ASharedPrefixChangesNothing) {
  const HistoryFreeObjectives pooled = compared("shared-prefix").history_free;
  EXPECT_EQ(pooled.rows_differing, 0U);
  EXPECT_EQ(pooled.ar.swapped + pooled.ar.tied_in_first + pooled.ar.tied_in_second, 0U);
  EXPECT_EQ(pooled.losses.collision_entropy.sign, 0);
  for (const ComparedItem& item : pooled.items) {
    EXPECT_EQ(item.fv, item.ar);
    EXPECT_EQ(item.fv, item.fv_tokens);
  }
}

TEST(Objectives, HeadsOfTheTiedFamilyRecommendAnotherItem) {
  const HistoryFreeObjectives pooled = compared("tied-family").history_free;
  ASSERT_TRUE(pooled.items[0].fv_heads);
  EXPECT_EQ(pooled.items[0].fv_heads, Rational(1, 5));
  EXPECT_EQ(pooled.items[0].parallel, Rational(9, 25));
  EXPECT_EQ(pooled.parallel.swapped, 2U);
  ASSERT_EQ(pooled.heads.size(), 2U);
  EXPECT_EQ(pooled.heads[0].cells[0].ar, Rational(3, 5));
  EXPECT_EQ(pooled.heads[0].cells[0].fv, Rational(1, 3));
}

TEST(Objectives, PooledAndPerHistoryAreTwoAnswers) {
  const SplitObjectives split = compared("shared-sequence-apart");
  EXPECT_EQ(split.history_free.losses.collision_entropy.sign, 1);
  EXPECT_EQ(split.per_history.losses.collision_entropy.sign, 0);
  EXPECT_EQ(split.per_history.losses.histories, 2U);
  EXPECT_EQ(split.per_history.histories_blurred, 0U);
  ASSERT_TRUE(split.per_history.ar);
  EXPECT_EQ(split.per_history.ar->pairs, 6U);
}

TEST(Objectives, SeveralLengthsHaveNoPerHistoryRanking) {
  const SplitObjectives split = compared("several-lengths");
  EXPECT_FALSE(split.per_history.ar);
  EXPECT_EQ(split.history_free.items[0].ar, 1);
  EXPECT_EQ(split.history_free.items[1].ar, 1);
  // One code at each position: the only cascaded model gives both items 1, the data do not.
  EXPECT_FALSE(split.history_free.items[1].fv_tokens);
}

TEST(Objectives, ZSumsOverUnseenItemsToo) {
  auto cases = constructed_cases();
  ConstructedCase& made = cases[2];
  ASSERT_EQ(made.name, "shared-sequence");
  std::erase_if(made.interactions.examples, [](const Example& e) { return e.target == 1; });
  const auto result = compare_objectives(made.table, made.interactions);
  ASSERT_TRUE(result);
  const HistoryFreeObjectives& pooled = result->splits.at(0).history_free;
  EXPECT_EQ(pooled.items[1].events, 0U);
  EXPECT_EQ(pooled.z_ar, Rational(10, 7));  // 3/7 for each of two items, 4/7
  EXPECT_EQ(pooled.z_parallel, Rational(10, 7));
}

TEST(Objectives, WrongInputIsAnError) {
  auto cases = constructed_cases();
  cases[0].interactions.examples.clear();
  EXPECT_FALSE(compare_objectives(cases[0].table, cases[0].interactions));
  // Items of another catalogue.
  cases[1].interactions.items = Alphabet::texts({"a", "b", "c"});
  EXPECT_FALSE(compare_objectives(cases[1].table, cases[1].interactions));
}

}  // namespace
}  // namespace sidproof
