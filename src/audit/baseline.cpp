// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace sidproof {
namespace {

struct Count {
  const char* key;
  std::optional<std::uint64_t> AuditNumbers::* value;
};

// A larger value of any of these is worse.
constexpr std::array<Count, 10> counts{{{"collision_groups", &AuditNumbers::collision_groups},
                                        {"items_in_groups", &AuditNumbers::items_in_groups},
                                        {"largest_group", &AuditNumbers::largest_group},
                                        {"excess", &AuditNumbers::excess},
                                        {"proper_prefixes", &AuditNumbers::proper_prefixes},
                                        {"empty_codes", &AuditNumbers::empty_codes},
                                        {"repeated_items", &AuditNumbers::repeated_items},
                                        {"conflicting_items", &AuditNumbers::conflicting_items},
                                        {"missing", &AuditNumbers::missing},
                                        {"stale", &AuditNumbers::stale}}};

struct Property {
  const char* key;
  Requirement::Kind kind;
  std::optional<Truth> AuditNumbers::* value;
};

constexpr std::array<Property, 3> properties{
    {{"one_to_one", Requirement::Kind::one_to_one, &AuditNumbers::one_to_one},
     {"prefix_free", Requirement::Kind::prefix_free, &AuditNumbers::prefix_free},
     {"onto", Requirement::Kind::onto, &AuditNumbers::onto}}};

std::string text(const Enclosure& interval) {
  return fmt::format("[{:.12g}, {:.12g}]", interval.lo, interval.hi);
}

}  // namespace

AuditNumbers numbers(const AuditResult& audit) {
  AuditNumbers result;
  result.items = audit.items;
  result.distinct_sequences = audit.distinct_sequences;
  result.collision_groups = audit.groups.size();
  result.items_in_groups = audit.items_in_groups;
  result.largest_group = audit.largest_group;
  result.excess = audit.excess;
  result.proper_prefixes = audit.proper_prefixes;
  result.empty_codes = audit.empty_codes;
  result.repeated_items = audit.repeated_items;
  result.conflicting_items = audit.conflicting_items;
  if (audit.coverage) {
    result.missing = audit.coverage->missing.size();
    result.stale = audit.coverage->stale.size();
  }
  result.mean_log_group_size_nats = audit.mean_log_group_size_nats;
  result.one_to_one = audit.one_to_one.truth;
  result.prefix_free = audit.prefix_free.truth;
  result.onto = audit.onto.truth;
  return result;
}

std::vector<Regression> regressions(const AuditNumbers& before, const AuditNumbers& after,
                                    std::span<const Requirement> required) {
  std::vector<Regression> worse;
  for (const Count& count : counts) {
    const auto& old_value = before.*count.value;
    const auto& new_value = after.*count.value;
    if (old_value && new_value && *new_value > *old_value)
      worse.push_back({count.key, std::to_string(*old_value), std::to_string(*new_value)});
  }
  const auto& old_mean = before.mean_log_group_size_nats;
  const auto& new_mean = after.mean_log_group_size_nats;
  if (old_mean && new_mean && new_mean->lo > old_mean->hi)
    worse.push_back({"mean_log_group_size_nats", text(*old_mean), text(*new_mean)});
  for (const Property& property : properties) {
    const auto& old_truth = before.*property.value;
    const auto& new_truth = after.*property.value;
    const bool is_required = std::ranges::any_of(required, [&](const Requirement& requirement) {
      return requirement.kind == property.kind;
    });
    if (is_required && old_truth && new_truth && *new_truth != *old_truth &&
        worst(*old_truth, *new_truth) == *new_truth)
      worse.push_back({property.key, std::string(name(*old_truth)), std::string(name(*new_truth))});
  }
  return worse;
}

Verdict verdict(std::span<const Regression> regressions) {
  constexpr std::size_t shown = 3;
  if (regressions.empty()) return Verdict::holds("nothing got worse than in the baseline");
  std::string reason;
  for (std::size_t i = 0; i < std::min(shown, regressions.size()); ++i) {
    const Regression& regression = regressions[i];
    reason += fmt::format("{}{} was {} and is {}", i > 0 ? ", " : "", regression.measure,
                          regression.before, regression.after);
  }
  if (regressions.size() > shown) reason += fmt::format(" and {} more", regressions.size() - shown);
  return Verdict::refuted(reason);
}

}  // namespace sidproof
