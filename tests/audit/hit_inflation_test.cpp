// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/hit_inflation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace sidproof {
namespace {

TEST(HitInflation, FollowsTheFormulasOfH9) {
  const std::vector<std::uint32_t> g{1, 2, 2, 4};
  const HitInflation h = hit_inflation(g);
  EXPECT_EQ(h.targets, 4U);
  EXPECT_EQ(h.collided, 3U);
  EXPECT_EQ(h.collision_share, Rational(3, 4));
  EXPECT_EQ(h.mean_inverse_group, Rational(9, 16));  // (1 + 1/2 + 1/2 + 1/4) / 4
  EXPECT_EQ(h.overstated_share, Rational(7, 16));
  EXPECT_EQ(h.inflation, Rational(7, 9));
  EXPECT_EQ(h.smallest_group, 1U);
  EXPECT_EQ(h.largest_group, 4U);
  EXPECT_EQ(h.inflation_lowest, 0);
  EXPECT_EQ(h.inflation_highest, 3);
  EXPECT_FALSE(h.measured.has_value());
  EXPECT_EQ(h.targets_by_group_size,
            (std::map<std::uint64_t, std::uint64_t>{{1, 1}, {2, 2}, {4, 1}}));
  const double mean_log = std::log(2.0);  // (0 + ln 2 + ln 2 + ln 4) / 4
  EXPECT_LE(h.mean_log_group_size_nats.lo, mean_log);
  EXPECT_GE(h.mean_log_group_size_nats.hi, mean_log);
  EXPECT_LT(h.mean_log_group_size_nats.hi - h.mean_log_group_size_nats.lo, 1e-14);
}

TEST(HitInflation, OfNoTargetsIsNone) {
  const HitInflation h = hit_inflation({});
  EXPECT_EQ(h.targets, 0U);
  EXPECT_EQ(h.mean_inverse_group, 1);
  EXPECT_EQ(h.inflation, 0);
  EXPECT_EQ(h.collision_share, 0);
}

TEST(HitInflation, WithPerTargetHitsIsExact) {
  const std::vector<std::uint32_t> g{1, 2, 3, 3, 5};
  const HitInflation h = hit_inflation(g, {true, true, false, true, false});
  ASSERT_TRUE(h.measured.has_value());
  EXPECT_EQ(h.measured->sid_hits, 3U);
  EXPECT_EQ(h.measured->sure_hits, 1U);
  EXPECT_EQ(h.measured->item_hits, Rational(11, 6));  // 1 + 1/2 + 1/3
  EXPECT_EQ(h.measured->sid_rate, Rational(3, 5));
  EXPECT_EQ(h.measured->item_rate, Rational(11, 30));
  ASSERT_TRUE(h.measured->inflation.has_value());
  EXPECT_EQ(*h.measured->inflation, Rational(7, 11));  // 3 / (11/6) - 1
}

TEST(HitInflation, WithoutAnyHitHasNoMeasuredInflation) {
  const std::vector<std::uint32_t> g{2, 3};
  const HitInflation h = hit_inflation(g, {false, false});
  ASSERT_TRUE(h.measured.has_value());
  EXPECT_EQ(h.measured->item_hits, 0);
  EXPECT_FALSE(h.measured->inflation.has_value());
}

// Every hit pattern is tried.
TEST(HitInflation, RangesHoldOverAllHitPatternsAndAreAttained) {
  const std::vector<std::uint32_t> g{2, 2, 3, 5, 7, 7};
  const HitInflation h = hit_inflation(g);
  Rational least_inflation = 1000;
  Rational greatest_inflation = -1;
  Rational greatest_points;
  std::vector<Rational> lowest(g.size() + 1, 1000);
  std::vector<Rational> highest(g.size() + 1, -1);
  for (unsigned pattern = 0; pattern < 1U << g.size(); ++pattern) {
    std::uint64_t hits = 0;
    Rational items;
    for (std::size_t i = 0; i < g.size(); ++i)
      if ((pattern >> i & 1U) != 0) {
        ++hits;
        items += Rational(1, g[i]);
      }
    lowest[hits] = std::min(lowest[hits], items);
    highest[hits] = std::max(highest[hits], items);
    greatest_points = std::max(greatest_points, Rational((hits - items) / g.size()));
    if (hits == 0) continue;
    least_inflation = std::min(least_inflation, Rational(hits / items - 1));
    greatest_inflation = std::max(greatest_inflation, Rational(hits / items - 1));
  }
  EXPECT_EQ(h.inflation_lowest, least_inflation);
  EXPECT_EQ(h.inflation_highest, greatest_inflation);
  EXPECT_EQ(h.overstated_share, greatest_points);
  for (std::uint64_t hits = 0; hits <= g.size(); ++hits) {
    const ItemHitsRange range = item_hits_range(h, hits);
    EXPECT_EQ(range.lowest, lowest[hits]) << hits;
    EXPECT_EQ(range.highest, highest[hits]) << hits;
  }
  EXPECT_EQ(item_hits_range(h, 100).lowest, item_hits_range(h, g.size()).lowest);
}

}  // namespace
}  // namespace sidproof
