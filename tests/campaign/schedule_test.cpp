// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "campaign/schedule.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace sidproof {
namespace {

CampaignPlan plan_of(std::size_t units, std::uint32_t block) {
  CampaignPlan plan;
  plan.block = block;
  plan.units.resize(units);
  return plan;
}

std::vector<UnitProgress> fresh(std::size_t units) { return std::vector<UnitProgress>(units); }

std::vector<CampaignWork> all(CampaignSchedule schedule) {
  std::vector<CampaignWork> dealt;
  while (const auto work = schedule.next()) dealt.push_back(*work);
  return dealt;
}

TEST(Schedule, DealsEveryUnitsBlocksInTurnAndCutsTheLast) {
  const std::vector<CampaignWork> expected = {{0, 0, 0, 4, 0}, {1, 0, 0, 4, 0}, {0, 1, 4, 8, 0},
                                              {1, 1, 4, 8, 0}, {0, 2, 8, 9, 0}, {1, 2, 8, 9, 0}};
  EXPECT_EQ(all(CampaignSchedule(plan_of(2, 4), fresh(2), 9)), expected);
}

TEST(Schedule, LeavesOutWhatIsStoredAndGoesOnInsideABlock) {
  const std::vector<UnitProgress> done = {{1, {4, 0, 0, 1}, 1, {}},
                                          {0, {}, 0, {{0, {3, 0, 0, 2}}, {1, {4, 0, 0, 0}}}}};
  const std::vector<CampaignWork> expected = {{1, 0, 3, 4, 2}, {0, 1, 4, 8, 0}};
  EXPECT_EQ(all(CampaignSchedule(plan_of(2, 4), done, 8)), expected);
}

TEST(Schedule, BeginsWhereTheUnitThatIsFurthestBackStands) {
  std::vector<UnitProgress> done = fresh(2);
  done[0].whole = std::uint64_t{1} << 50U;
  done[1].whole = done[0].whole - 1;
  const std::uint64_t next = done[1].whole;
  CampaignSchedule schedule(plan_of(2, 4), done, std::nullopt);
  EXPECT_EQ(*schedule.next(), (CampaignWork{1, next, 4 * next, 4 * next + 4, 0}));
  EXPECT_EQ(schedule.next()->unit, 0U);
}

TEST(Schedule, HasNothingToDealWhenMoreIsStoredThanAskedFor) {
  const std::vector<UnitProgress> done = {{1, {4, 0, 0, 0}, 0, {}}};
  EXPECT_TRUE(all(CampaignSchedule(plan_of(1, 4), done, 3)).empty());
  EXPECT_TRUE(all(CampaignSchedule(plan_of(1, 4), fresh(1), 0)).empty());
  EXPECT_TRUE(all(CampaignSchedule(plan_of(0, 4), {}, std::nullopt)).empty());
}

TEST(Schedule, WithoutALimitGoesOn) {
  CampaignSchedule schedule(plan_of(1, 256), fresh(1), std::nullopt);
  for (std::uint64_t block = 0; block < 10'000; ++block)
    ASSERT_EQ(*schedule.next(), (CampaignWork{0, block, block * 256, (block + 1) * 256, 0}));
}

}  // namespace
}  // namespace sidproof
