// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/pathology_means.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"

namespace sidproof {
namespace {

PathologyFigures figures(std::uint64_t sequences, std::uint64_t greedy_rank) {
  PathologyFigures made;
  made.sequences = sequences;
  made.top = 2;
  made.top_items = 2;
  made.top_mass = Rational(1, 3);
  made.beams = {{1, 1, 1, 0, Rational(1, 3), false},
                {2, 2, greedy_rank == 1 ? 2U : 1U, 2, Rational(0), true},
                {sequences, 2, 2, 2, Rational(0), true}};
  made.unconstrained = {{1, {{1, 0}, {1, 1}}}, {2, {{2, 0}, {2, 1}}}};
  made.greedy = {greedy_rank, Rational(1, 8), Rational(1, 4), 0, 0};
  made.prefixes = {{1, Rational(1, 2), Rational(1, 8), greedy_rank, Rational(1, 4)}};
  made.lists = {{"exact top", 2, 2, Rational(1, 3), 1}, {"beam", 1, 1, Rational(1, 8), 0}};
  made.laws = {{6, greedy_rank, 0, 0, 0}, greedy_rank != 1, 1, {0.25, 0.5}, 0, 0};
  made.rounding = {6, 1, 2, 0, 0};
  made.leaked = {Rational(1, 4), Rational(1, 8)};
  made.collisions = {3, greedy_rank + 1, 1};
  return made;
}

PathologyReport report_of(const Table& table, std::vector<std::optional<PathologyFigures>> all) {
  PathologyReport report{.table = table};
  for (auto& one : all) report.requests.push_back({{}, 0, std::move(one)});
  return report;
}

TEST(PathologyMeans, AreMeansOverTheHistoriesThatWereMeasured) {
  const Table table = sample::clash();
  const PathologyMeans mean = means(report_of(table, {figures(5, 1), std::nullopt, figures(4, 3)}));
  EXPECT_EQ(mean.histories, 2U);
  ASSERT_EQ(mean.beams.size(), 3U);
  EXPECT_EQ(mean.beams[0].width, 1U);
  EXPECT_EQ(mean.beams[0].recall, Rational(1, 2));
  EXPECT_EQ(mean.beams[0].item_recall, 0);
  EXPECT_LE(mean.beams[0].regret.lo, 1.0 / 3);
  EXPECT_GE(mean.beams[0].regret.hi, 1.0 / 3);
  EXPECT_EQ(mean.beams[0].certified, 0U);
  EXPECT_EQ(*mean.beams[0].outside, 1);
  EXPECT_EQ(mean.beams[1].width, 2U);
  EXPECT_EQ(mean.beams[1].recall, Rational(3, 4));
  EXPECT_EQ(mean.beams[1].certified, 2U);
  EXPECT_EQ(*mean.beams[1].outside, Rational(1, 2));
  // Catalogues of 5 and of 4 sequences: both beams are as wide as can be.
  EXPECT_EQ(mean.beams[2].width, 0U);
  EXPECT_EQ(mean.beams[2].histories, 2U);
  EXPECT_FALSE(mean.beams[2].outside);
  EXPECT_EQ(mean.greedy_misses, 1U);
  EXPECT_EQ(mean.greedy_rank, 2);
  EXPECT_EQ(mean.greedy_probability.lo, 0.125);
  EXPECT_EQ(mean.best_probability.hi, 0.25);
  ASSERT_EQ(mean.prefixes.size(), 1U);
  EXPECT_EQ(mean.prefixes[0].misleads, 1U);
  EXPECT_EQ(mean.prefixes[0].rank_below, 2);
  EXPECT_EQ(mean.prefixes[0].heaviest.lo, 0.5);
  EXPECT_EQ(mean.prefixes[0].best_below.lo, 0.125);
  EXPECT_EQ(mean.prefixes[0].of_best.lo, 0.25);
  ASSERT_EQ(mean.lists.size(), 2U);
  EXPECT_EQ(mean.lists[1].name, "beam");
  EXPECT_EQ(mean.lists[1].returned, 1);
  EXPECT_EQ(mean.lists[1].found, Rational(1, 2));
  EXPECT_EQ(mean.lists[0].shared_prefix, 1);
  EXPECT_EQ(mean.laws, (RankDifference{12, 4, 0, 0, 0}));
  EXPECT_EQ(mean.tau, Rational(1, 3));  // 2/3 and 0
  EXPECT_EQ(mean.top_differs, 1U);
  EXPECT_EQ(mean.top_shared, Rational(1, 2));
  EXPECT_EQ(mean.total_variation.lo, 0.25);
  EXPECT_EQ(mean.total_variation.hi, 0.5);
  EXPECT_EQ(mean.rounding, (RankDifference{12, 2, 4, 0, 0}));
  ASSERT_EQ(mean.leaked.size(), 2U);
  EXPECT_EQ(mean.leaked_sum.lo, 0.375);
  EXPECT_EQ(mean.top_items, 3);
  EXPECT_EQ(mean.largest_group, 4U);
  EXPECT_EQ(mean.filtered, 0U);
}

TEST(PathologyMeans, EnclosuresOfMassesHoldTheExactMean) {
  const Table table = sample::clash();
  PathologyFigures one = figures(5, 1);
  PathologyFigures other = figures(5, 1);
  one.beams[0].regret = Rational(1, 7);
  other.beams[0].regret = Rational(2, 11);
  const PathologyMeans mean = means(report_of(table, {one, other}));
  const Rational exact = (Rational(1, 7) + Rational(2, 11)) / 2;
  EXPECT_LE(Rational(mean.beams[0].regret.lo), exact);
  EXPECT_GE(Rational(mean.beams[0].regret.hi), exact);
  EXPECT_LT(mean.beams[0].regret.hi - mean.beams[0].regret.lo, 1e-15);
}

TEST(PathologyMeans, FilterFiguresAreSummed) {
  const Table table = sample::clash();
  PathologyFigures one = figures(5, 1);
  one.filter = FilterFigures{4, 4, Rational(1, 2), {6, 0, 0, 0, 0}, {6, 2, 0, 0, 0}};
  PathologyFigures other = figures(5, 1);
  other.filter = FilterFigures{5, 4, Rational(1, 4), {6, 0, 0, 0, 0}, {6, 1, 0, 0, 0}};
  const PathologyMeans mean = means(report_of(table, {one, other}));
  EXPECT_EQ(mean.filtered, 2U);
  EXPECT_EQ(mean.items_left, Rational(9, 2));
  EXPECT_EQ(mean.mass_left.lo, 0.375);
  EXPECT_EQ(mean.filter_local.swapped, 3U);
  EXPECT_EQ(mean.filter_global.pairs, 12U);
}

TEST(PathologyMeans, OfNothingAreZero) {
  const Table table = sample::clash();
  const PathologyMeans mean = means(report_of(table, {std::nullopt}));
  EXPECT_EQ(mean.histories, 0U);
  EXPECT_TRUE(mean.beams.empty());
}

}  // namespace
}  // namespace sidproof
