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

std::vector<CampaignWork> all(CampaignSchedule schedule) {
  std::vector<CampaignWork> dealt;
  while (const auto work = schedule.next()) dealt.push_back(*work);
  return dealt;
}

TEST(Schedule, DealsEveryUnitsBlocksInTurnAndCutsTheLast) {
  const std::vector<CampaignWork> expected = {{0, 0, 0, 4, 0}, {1, 0, 0, 4, 0}, {0, 1, 4, 8, 0},
                                              {1, 1, 4, 8, 0}, {0, 2, 8, 9, 0}, {1, 2, 8, 9, 0}};
  EXPECT_EQ(all(CampaignSchedule(plan_of(2, 4), {}, 9)), expected);
}

TEST(Schedule, LeavesOutWhatIsStoredAndGoesOnInsideABlock) {
  const Store::Blocks done = {
      {{0, 0}, {4, 0, 0, 1}}, {{1, 0}, {3, 0, 0, 2}}, {{1, 1}, {4, 0, 0, 0}}};
  const std::vector<CampaignWork> expected = {{1, 0, 3, 4, 2}, {0, 1, 4, 8, 0}};
  EXPECT_EQ(all(CampaignSchedule(plan_of(2, 4), done, 8)), expected);
}

TEST(Schedule, HasNothingToDealWhenMoreIsStoredThanAskedFor) {
  const Store::Blocks done = {{{0, 0}, {4, 0, 0, 0}}};
  EXPECT_TRUE(all(CampaignSchedule(plan_of(1, 4), done, 3)).empty());
  EXPECT_TRUE(all(CampaignSchedule(plan_of(1, 4), {}, 0)).empty());
  EXPECT_TRUE(all(CampaignSchedule(plan_of(0, 4), {}, std::nullopt)).empty());
}

TEST(Schedule, WithoutALimitGoesOn) {
  CampaignSchedule schedule(plan_of(1, 256), {}, std::nullopt);
  for (std::uint64_t block = 0; block < 10'000; ++block)
    ASSERT_EQ(*schedule.next(), (CampaignWork{0, block, block * 256, (block + 1) * 256, 0}));
}

}  // namespace
}  // namespace sidproof
