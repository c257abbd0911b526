// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "campaign/schedule.hpp"

#include <algorithm>
#include <utility>

namespace sidproof {
namespace {

// Labels of derived seeds, and SQLite's integers, end at 2^63.
constexpr std::uint64_t most_cases = std::uint64_t{1} << 62U;

}  // namespace

CampaignSchedule::CampaignSchedule(const CampaignPlan& plan, std::vector<UnitProgress> done,
                                   std::optional<std::uint64_t> cases)
    : units_(plan.units.size()),
      block_size_(plan.block),
      cases_(std::min(cases.value_or(most_cases), most_cases)),
      done_(std::move(done)) {
  if (!done_.empty()) block_ = std::ranges::min(done_, {}, &UnitProgress::whole).whole;
}

std::optional<CampaignWork> CampaignSchedule::next() {
  while (block_ * block_size_ < cases_ && units_ != 0) {
    CampaignWork work{unit_, block_, block_ * block_size_, 0, 0};
    work.end = work.begin + std::min(block_size_, cases_ - work.begin);
    const UnitProgress& done = done_[unit_];
    if (block_ < done.whole) {
      work.begin = work.end;
    } else if (const auto known = done.rest.find(block_); known != done.rest.end()) {
      work.begin += known->second.cases;
      work.failed_before = known->second.failed;
    }
    if (++unit_ == units_) {
      unit_ = 0;
      ++block_;
    }
    if (work.begin < work.end) return work;
  }
  return std::nullopt;
}

}  // namespace sidproof
