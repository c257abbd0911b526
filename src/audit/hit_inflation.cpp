// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/hit_inflation.hpp"

#include <algorithm>
#include <cstddef>
#include <ranges>

#include "exact/log_sum.hpp"

namespace sidproof {

namespace {

using Histogram = std::map<std::uint64_t, std::uint64_t>;  // g -> targets

Rational sum_of_inverses(const Histogram& histogram) {
  Rational sum;
  for (const auto& [g, targets] : histogram) sum += Rational(targets, g);
  return sum;
}

// The expected item-level hits when `left` hits fall on the groups in this order.
template <std::ranges::input_range Groups>
Rational fill(Groups&& groups, std::uint64_t left) {
  Rational sum;
  for (const auto& [g, targets] : groups) {
    const std::uint64_t taken = std::min(targets, left);
    sum += Rational(taken, g);
    left -= taken;
  }
  return sum;
}

MeasuredHits measure(std::span<const std::uint32_t> group_sizes, const std::vector<bool>& hits) {
  MeasuredHits measured;
  Histogram found;
  for (std::size_t i = 0; i < group_sizes.size(); ++i)
    if (hits[i]) {
      ++measured.sid_hits;
      measured.sure_hits += group_sizes[i] == 1 ? 1U : 0U;
      ++found[group_sizes[i]];
    }
  measured.item_hits = sum_of_inverses(found);
  if (!group_sizes.empty()) {
    measured.sid_rate = Rational(measured.sid_hits, group_sizes.size());
    measured.item_rate = measured.item_hits / group_sizes.size();
  }
  if (measured.sid_hits > 0) measured.inflation = measured.sid_hits / measured.item_hits - 1;
  return measured;
}

}  // namespace

ItemHitsRange item_hits_range(const HitInflation& inflation, std::uint64_t sid_hits) {
  const Histogram& histogram = inflation.targets_by_group_size;
  return {fill(std::views::reverse(histogram), sid_hits), fill(histogram, sid_hits)};
}

HitInflation hit_inflation(std::span<const std::uint32_t> group_sizes,
                           const std::vector<bool>& hits) {
  HitInflation result;
  result.targets = group_sizes.size();
  for (const std::uint32_t g : group_sizes) ++result.targets_by_group_size[g];
  if (!hits.empty()) result.measured = measure(group_sizes, hits);
  if (group_sizes.empty()) return result;

  LogSum log_sizes;
  for (const auto& [g, targets] : result.targets_by_group_size) {
    if (g >= 2) result.collided += targets;
    log_sizes.add(g, Integer(targets));
  }
  log_sizes.divide_by(Integer(result.targets));
  result.mean_log_group_size_nats = log_sizes.enclose();
  result.collision_share = Rational(result.collided, result.targets);
  result.smallest_group = result.targets_by_group_size.begin()->first;
  result.largest_group = result.targets_by_group_size.rbegin()->first;

  result.mean_inverse_group = sum_of_inverses(result.targets_by_group_size) / result.targets;
  result.overstated_share = 1 - result.mean_inverse_group;
  result.inflation = 1 / result.mean_inverse_group - 1;
  result.inflation_lowest = result.smallest_group - 1;
  result.inflation_highest = result.largest_group - 1;
  return result;
}

}  // namespace sidproof
