// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "campaign/plan.hpp"
#include "campaign/records.hpp"

namespace sidproof {

/// Cases begin ... end-1 of one unit, all in one block.
struct CampaignWork {
  std::size_t unit = 0;
  std::uint64_t block = 0;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t failed_before = 0;  ///< cases of the block before `begin` that failed

  friend bool operator==(const CampaignWork&, const CampaignWork&) = default;
};

/// Deals what is not stored yet, always in the same order: the first block of every
/// unit, then the second of every unit, and so on, so that a campaign cut short has
/// checked all units alike.
class CampaignSchedule {
 public:
  /// `cases` of every unit; nothing: without end.
  CampaignSchedule(const CampaignPlan& plan, std::vector<UnitProgress> done,
                   std::optional<std::uint64_t> cases);

  /// The next work; nothing when all is dealt.
  [[nodiscard]] std::optional<CampaignWork> next();

 private:
  std::size_t units_;
  std::uint64_t block_size_;
  std::uint64_t cases_;
  std::vector<UnitProgress> done_;
  std::size_t unit_ = 0;
  std::uint64_t block_ = 0;
};

}  // namespace sidproof
