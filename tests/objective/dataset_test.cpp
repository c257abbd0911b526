// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/dataset.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "model/model_draws.hpp"
#include "objective/optima.hpp"

namespace sidproof {
namespace {

Interactions three_items() {
  Interactions data;
  for (const char* item : {"a", "b", "c"}) data.items.intern(item);
  data.events = {0, 1, 2, 0, 1, 1};
  data.examples = {{0, 1, 1, Split::train}, {0, 2, 2, Split::test},  {3, 4, 2, Split::train},
                   {3, 5, 1, Split::train}, {2, 2, 0, Split::train}, {0, 0, 2, Split::train}};
  return data;
}

TEST(Dataset, EqualHistoriesShareTheirCounts) {
  const auto dataset = tabulate(three_items());
  ASSERT_TRUE(dataset.has_value());
  EXPECT_EQ(dataset->items, 3U);
  const std::vector<HistoryCounts> expected = {
      {{0}, {0, 1, 1}}, {{0, 1}, {0, 1, 1}}, {{}, {1, 0, 1}}};
  EXPECT_EQ(dataset->histories, expected);
  EXPECT_EQ(pooled(*dataset), (ItemCounts{1, 2, 3}));
}

TEST(Dataset, OneSplitLeavesTheOthersOut) {
  const auto test = tabulate(three_items(), Split::test);
  ASSERT_TRUE(test.has_value());
  EXPECT_EQ(test->histories, (std::vector<HistoryCounts>{{{0, 1}, {0, 0, 1}}}));
  const auto none = tabulate(three_items(), Split::valid);
  EXPECT_TRUE(none->histories.empty());
  EXPECT_EQ(pooled(*none), (ItemCounts{0, 0, 0}));
}

TEST(Dataset, RefusesWhatPointsNowhereAndWhatIsTooLarge) {
  Interactions data = three_items();
  data.examples[1].end = 7;
  EXPECT_EQ(tabulate(data).error().code, ErrorCode::usage);
  EXPECT_EQ(tabulate(data).error().what, "example 1 points outside the events");
  data = three_items();
  data.examples[2].target = 3;
  EXPECT_EQ(tabulate(data).error().what, "example 2 names an item that does not exist");
  data = three_items();
  data.events[1] = 9;
  EXPECT_EQ(tabulate(data).error().what, "example 1 names an item that does not exist");
  EXPECT_EQ(tabulate(three_items(), std::nullopt, {8}).error().code, ErrorCode::too_large);
  EXPECT_TRUE(tabulate(three_items(), std::nullopt, {9}).has_value());
}

TEST(Dataset, CountsAreThoseOfAPlainCount) {
  std::mt19937_64 random(5);
  Interactions data;
  for (int item = 0; item < 4; ++item) data.items.intern(std::to_string(item));
  for (int i = 0; i < 60; ++i) data.events.push_back(static_cast<std::uint32_t>(random() % 4));
  for (int i = 0; i < 80; ++i) {
    const std::uint64_t begin = random() % 58;
    data.examples.push_back(
        {begin, begin + random() % 3, static_cast<std::uint32_t>(random() % 4), Split::train});
  }
  const auto dataset = tabulate(data);
  ASSERT_TRUE(dataset.has_value());
  for (const HistoryCounts& row : dataset->histories)
    for (std::uint32_t v = 0; v < 4; ++v) {
      std::uint64_t times = 0;
      for (const Example& example : data.examples)
        if (example.target == v && std::ranges::equal(data.history(example), row.history)) ++times;
      ASSERT_EQ(row.counts[v], times);
    }
}

TEST(Dataset, LossesAddUpOverHistoriesAndDifferByTheirLogZ) {
  const auto dataset = tabulate(three_items());
  testing_tools::Draws draws(2);
  const CodeSpace space({2, 2});
  const TokenMap map(space, {{0, 0}, {0, 1}, {0, 1}});
  std::vector<CascadedTable<Rational>> models;
  Loss tokens;
  Loss items;
  for (const HistoryCounts& row : dataset->histories) {
    models.push_back(draws.model<Rational, CascadedShape>(space, true));
    tokens += ar_loss(models.back(), map, row.counts);
    items += fv_loss(normalised(item_masses(models.back(), map)), row.counts);
  }
  EXPECT_EQ(ar_loss(models, map, *dataset), tokens);
  EXPECT_EQ(items.nats - tokens.nats, objective_gap(models, map, *dataset));
  models.pop_back();
  EXPECT_THROW((void)ar_loss(models, map, *dataset), std::invalid_argument);
  EXPECT_THROW((void)objective_gap(models, map, *dataset), std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
