// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "exact/enclosure.hpp"
#include "exact/integer.hpp"

namespace sidproof {

/// Item-level hits when per-target hits are known (H9). A SID that was found says nothing
/// on which member of its group is shown: item_hits, item_rate and inflation are exact
/// expectations under a uniform pick in the group, and under no other pick.
struct MeasuredHits {
  std::uint64_t sid_hits = 0;  ///< targets whose SID was found
  /// Of these, targets of a sequence of their own. However the item is picked, item-level
  /// hits lie between sure_hits and sid_hits, and some pick attains each end.
  std::uint64_t sure_hits = 0;
  Rational item_hits;                 ///< sum_i hit_i / g_i
  Rational sid_rate;                  ///< sid_hits / targets
  Rational item_rate;                 ///< item_hits / targets
  std::optional<Rational> inflation;  ///< sid_hits / item_hits - 1; none without any hit
  std::uint64_t hits_on_missing = 0;  ///< hits whose target is not in the table; not counted above
};

/// What SID-level hit counting overstates (THEORY H9). g is the size of the
/// target's collision group over the whole table, 1 for an item of its own
/// sequence; "mean" is over the targets. All fractions are exact.
struct HitInflation {
  std::uint64_t targets = 0;           ///< events with a target that the table has
  std::uint64_t collided = 0;          ///< of these, with g >= 2
  Rational collision_share;            ///< collided / targets; 0 without targets
  Enclosure mean_log_group_size_nats;  ///< mean of ln g
  std::uint64_t smallest_group = 1;    ///< least g of a target
  std::uint64_t largest_group = 1;     ///< greatest g of a target
  std::map<std::uint64_t, std::uint64_t> targets_by_group_size;  ///< g -> targets

  Rational mean_inverse_group = 1;  ///< mean(1/g); 1 without targets
  /// 1 - mean(1/g): the share of SID-level hits that are no item-level hits.
  /// Holds under hit_independence; under a uniform pick also the most that the hit rate
  /// can be overstated by, in absolute points, over all hit patterns.
  Rational overstated_share;
  /// 1/mean(1/g) - 1: SID-level over item-level hits, less one. Holds under
  /// hit_independence.
  Rational inflation;
  /// Under a uniform pick, whichever targets are hit: the least and greatest inflation
  /// over all hit patterns with at least one hit (smallest_group - 1, largest_group - 1).
  Rational inflation_lowest;
  Rational inflation_highest;
  /// Whatever is hit and however the item is picked, the inflation is at least 0 (the
  /// target is always picked) and, where a target collides, has no upper bound (it never
  /// is).
  [[nodiscard]] bool inflation_is_bounded() const { return collided == 0; }

  std::optional<MeasuredHits> measured;  ///< when the interactions carry hits
};

/// The assumptions behind overstated_share and inflation, in words for reports.
inline constexpr std::string_view hit_independence =
    "if hits are independent of group size and the item is picked uniformly inside its group";

/// The least and greatest expected item-level hits, under a uniform pick, over all patterns
/// with exactly `sid_hits` SID-level hits among the targets; sid_hits above the number of
/// targets counts as all of them.
struct ItemHitsRange {
  Rational lowest;
  Rational highest;
};
[[nodiscard]] ItemHitsRange item_hits_range(const HitInflation& inflation, std::uint64_t sid_hits);

/// H9 for targets whose group sizes (each >= 1) are given one by one; `hits` is
/// empty or has one entry per target. hits_on_missing is left 0.
[[nodiscard]] HitInflation hit_inflation(std::span<const std::uint32_t> group_sizes,
                                         const std::vector<bool>& hits = {});

}  // namespace sidproof
