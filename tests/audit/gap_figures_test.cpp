// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Published tables on the interactions that were published with them. The figures
// were counted independently (Python, Counter over tuples).
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "audit/gap.hpp"
#include "io/interactions/read_interactions.hpp"
#include "io/read_table.hpp"

namespace sidproof {
namespace {

std::string shared(const std::string& path) {
  return std::string(SIDPROOF_SOURCE_DIR) + "/../shared/data/" + path;
}

struct Expected {
  std::uint64_t targets = 0;
  double collided_percent = 0;
  double mean_log_group_size = 0;
  double overstated = 0;
  double inflation = 0;
  double collision_entropy = 0;  // history-free, nats per event
  double total_correlation = 0;
  std::uint64_t histories = 0;
  std::uint64_t lone_events = 0;
  double tabular_collision_entropy = 0;  // per history
  double tabular_total_correlation = 0;
};

void expect_figures(const std::string& table_path, const std::string& data_path,
                    const std::string& split, const Expected& expected) {
  if (!std::filesystem::exists(shared(data_path))) GTEST_SKIP() << "published data are absent";
  const auto table = read_table(shared(table_path));
  ASSERT_TRUE(table.has_value()) << to_string(table.error());
  const auto data = read_interactions(shared(data_path));
  ASSERT_TRUE(data.has_value()) << to_string(data.error());
  const auto result = gap(*table, *data);
  ASSERT_TRUE(result.has_value()) << to_string(result.error());
  const SplitGap* s = result->find(split);
  ASSERT_NE(s, nullptr);
  const auto within = [](const Enclosure& e, double value) {
    EXPECT_NEAR(e.mid(), value, 1e-9);
    EXPECT_LE(e.hi - e.lo, 1e-12);
  };
  EXPECT_EQ(s->events, expected.targets);
  EXPECT_EQ(s->missing_events, 0U);
  EXPECT_NEAR(100 * static_cast<double>(s->hits.collision_share), expected.collided_percent, 1e-6);
  within(s->hits.mean_log_group_size_nats, expected.mean_log_group_size);
  EXPECT_NEAR(static_cast<double>(s->hits.overstated_share), expected.overstated, 1e-9);
  EXPECT_NEAR(static_cast<double>(s->hits.inflation), expected.inflation, 1e-9);
  within(s->history_free.collision_entropy.per_event, expected.collision_entropy);
  within(s->history_free.total_correlation.per_event, expected.total_correlation);
  within(s->history_free.decomposition.per_event,
         expected.total_correlation - expected.collision_entropy);
  EXPECT_EQ(s->history_free.ending_entropy.sign, 0);
  EXPECT_EQ(s->per_history.histories, expected.histories);
  EXPECT_EQ(s->per_history.lone_events, expected.lone_events);
  within(s->per_history.collision_entropy.per_event, expected.tabular_collision_entropy);
  within(s->per_history.total_correlation.per_event, expected.tabular_total_correlation);
}

TEST(GapFigures, OfMiniOneRecIndustrial) {
  expect_figures(
      "MiniOneRec/Industrial_and_Scientific.index.json",
      "MiniOneRec/Industrial_and_Scientific.test.csv", "test",
      {4533, 6.993161261857489, 0.05044074313167497, 0.03577468931539074, 0.03710200190657753,
       0.04228358027958112, 6.679247331211989, 4405, 4353, 0, 0.051670662103500825});
}

TEST(GapFigures, OfMiniOneRecOffice) {
  expect_figures(
      "MiniOneRec/Office_Products.index.json", "MiniOneRec/Office_Products.test.csv", "test",
      {4866, 1.7262638717632552, 0.01196554935615196, 0.008631319358816225, 0.008706467661691475,
       0.010600661331721994, 7.451030035159334, 4729, 4644, 0, 0.06363532152603392});
}

TEST(GapFigures, OfTheOfficeTableBeforeReassignment) {
  expect_figures(
      "MiniOneRec-collab/Office_Products_collab_pre_sk.index.json",
      "MiniOneRec/Office_Products.test.csv", "test",
      {4866, 17.838060008220303, 0.14355396120160988, 0.09660227428414814, 0.10693216457635035,
       0.09610706659720414, 8.418943562954103, 4729, 4644, 0, 0.06602200525655367});
}

TEST(GapFigures, OfGenRecGamesTestTargets) {
  expect_figures(
      "GenRec/Games.index.json", "GenRec/Games.inter.json", "test",
      {50546, 2.229652197997863, 0.01658632664639483, 0.01158515675490257, 0.011720945748717071,
       0.010734021591522591, 12.52916259868513, 50546, 50546, 0, 0});
}

TEST(GapFigures, OfGenRecGamesWithTheLastTwoEventsLeftOut) {
  expect_figures("GenRec/Games.index.json", "GenRec/Games.inter.json", "train",
                 {351897, 2.6359986018636135, 0.02012990044423444, 0.013898953386934365,
                  0.014094857149450135, 0.015068939501176715, 12.259891796568196, 261828, 252654,
                  0.0021661436478494934, 2.5988991477235075});
}

}  // namespace
}  // namespace sidproof
