// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/affected.hpp"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <vector>

namespace sidproof {

namespace {

// Products of three 32-bit counts.
__extension__ using Wide = unsigned __int128;

// Something with n events in a group of g items; `first_row` orders equals.
struct Loss {
  std::uint64_t events = 0;
  std::uint32_t group_size = 0;
  std::uint32_t first_row = 0;
  std::uint32_t sequence = 0;
  std::uint64_t observed = 0;

  [[nodiscard]] Rational lost_hits() const {
    return Rational(Integer(events) * (group_size - 1), Integer(group_size));
  }
};

// n (1 - 1/g), greatest first, compared exactly.
bool more_affected(const Loss& a, const Loss& b) {
  const Wide left = Wide{a.events} * (a.group_size - 1) * b.group_size;
  const Wide right = Wide{b.events} * (b.group_size - 1) * a.group_size;
  return left != right ? left > right : a.first_row < b.first_row;
}

void keep_most(std::vector<Loss>& losses, std::size_t most) {
  const std::size_t kept = std::min(most, losses.size());
  std::partial_sort(losses.begin(), losses.begin() + static_cast<std::ptrdiff_t>(kept),
                    losses.end(), more_affected);
  losses.resize(kept);
}

// Per row, how often it is a target.
std::vector<std::uint64_t> count_targets(std::size_t rows, std::span<const TargetEvent> events) {
  std::vector<std::uint64_t> counts(rows);
  for (const TargetEvent& event : events) ++counts[event.row];
  return counts;
}

// The members of the chosen groups, rows ascending; repeated rows left out.
void collect_members(const std::vector<Loss>& groups, const NumberedTable& numbered,
                     const ItemIndex& index, std::vector<AffectedGroup>& out) {
  boost::unordered_flat_map<std::uint32_t, std::size_t> place;
  for (std::size_t i = 0; i < groups.size(); ++i) place.emplace(groups[i].sequence, i);
  auto repeat = index.repeats().begin();
  for (std::size_t row = 0; row < numbered.sequence.size(); ++row) {
    if (repeat != index.repeats().end() && repeat->row == row) {
      ++repeat;
      continue;
    }
    const auto found = place.find(numbered.sequence[row]);
    if (found != place.end()) out[found->second].rows.push_back(row);
  }
}

Enclosure group_entropy(const AffectedGroup& group, const std::vector<std::uint64_t>& counts) {
  LogSum entropy;
  entropy.add(group.events, Integer(group.events));
  for (const std::uint64_t row : group.rows)
    if (counts[row] > 0) entropy.add(counts[row], -Integer(counts[row]));
  return entropy.enclose();
}

}  // namespace

void list_affected(const Table& table, const NumberedTable& numbered, const ItemIndex& index,
                   std::span<const TargetEvent> events, std::size_t most, SplitGap& split) {
  const std::vector<std::uint64_t> counts = count_targets(table.rows(), events);
  std::vector<Loss> items;
  std::vector<Loss> groups;
  boost::unordered_flat_map<std::uint32_t, std::size_t> group_of_sequence;
  for (std::uint32_t row = 0; row < counts.size(); ++row) {
    if (counts[row] == 0) continue;
    ++split.distinct_targets;
    const std::uint32_t sequence = numbered.sequence[row];
    const std::uint32_t g = numbered.items[sequence];
    if (g < 2) continue;
    items.push_back({counts[row], g, row, sequence, 1});
    const auto [entry, fresh] = group_of_sequence.emplace(sequence, groups.size());
    if (fresh) groups.push_back({0, g, row, sequence, 0});
    groups[entry->second].events += counts[row];
    ++groups[entry->second].observed;
  }
  split.affected_items = items.size();
  split.affected_groups = groups.size();

  keep_most(items, most);
  for (const Loss& item : items)
    split.most_affected_items.push_back({item.first_row, table.items[item.first_row], item.events,
                                         Rational(item.events, split.events), item.group_size,
                                         item.lost_hits()});
  keep_most(groups, most);
  for (const Loss& group : groups)
    split.most_affected_groups.push_back({{},
                                          table.sequence_text(group.first_row),
                                          group.observed,
                                          group.events,
                                          Rational(group.events, split.events),
                                          group.lost_hits(),
                                          {}});
  collect_members(groups, numbered, index, split.most_affected_groups);
  for (AffectedGroup& group : split.most_affected_groups)
    group.collision_entropy_nats = group_entropy(group, counts);
}

}  // namespace sidproof
