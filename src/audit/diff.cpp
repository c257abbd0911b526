// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <limits>
#include <span>
#include <string_view>
#include <utility>

#include "audit/item_index.hpp"
#include "audit/numbered_table.hpp"
#include "audit/shared_tokens.hpp"

namespace sidproof {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

// One version, its sequences numbered together with the other's.
struct Version {
  const Table& table;
  ItemIndex index;
  std::vector<std::uint32_t> sequence;  // row -> number
  std::vector<std::uint32_t> items;     // number -> distinct items; 0: not in this version
  std::vector<std::uint32_t> partner;   // row -> first row of the same item in the other, or none
  std::vector<std::uint32_t> rows;      // first row of every item, ascending

  explicit Version(const Table& of) : table(of), index(of.items) {}
};

void list_rows(Version& version) {
  auto repeat = version.index.repeats().begin();
  for (std::uint32_t row = 0; row < version.table.rows(); ++row) {
    if (repeat != version.index.repeats().end() && repeat->row == row)
      ++repeat;
    else
      version.rows.push_back(row);
  }
}

void find_partners(Version& version, const Version& other) {
  const ItemIds& ids = version.table.items;
  version.partner.assign(version.table.rows(), none);
  for (const std::uint32_t row : version.rows) {
    const auto found =
        ids.are_row_numbers() ? other.index.find(ids[row]) : other.index.find(ids.view(row));
    version.partner[row] = found.value_or(none);
  }
}

CollisionCount count_collisions(const Version& version) {
  CollisionCount count;
  count.items = version.rows.size();
  for (const std::uint32_t m : version.items) {
    if (m == 0) continue;
    ++count.distinct;
    count.largest_group = std::max<std::uint64_t>(count.largest_group, m);
    if (m < 2) continue;
    ++count.groups;
    count.items_in_groups += m;
    count.pairs += Integer(m) * (m - 1) / 2;
  }
  count.excess = count.items - count.distinct;
  return count;
}

std::uint64_t pack(std::uint32_t first, std::uint32_t second) {
  return std::uint64_t{first} << 32 | second;
}

class Comparison {
 public:
  Comparison(const Version& before, const Version& after, const SequenceNumbers& sequences)
      : before_(before), after_(after), sequences_(sequences) {}

  DiffResult run() {
    match_items();
    compare_collisions();
    find_reused();
    find_swapped();
    conclude();
    return std::move(result_);
  }

 private:
  void match_items() {
    for (const std::uint32_t row : before_.rows) {
      const std::uint32_t partner = before_.partner[row];
      if (partner == none) {
        result_.removed.push_back(row);
        continue;
      }
      ++result_.common;
      if (before_.sequence[row] == after_.sequence[partner])
        ++result_.unchanged;
      else
        add_changed(row, partner);
    }
    for (const std::uint32_t row : after_.rows)
      if (after_.partner[row] == none) result_.added.push_back(row);

    const std::uint64_t changed = result_.changed.size();
    const std::uint64_t either = result_.common + result_.added.size() + result_.removed.size();
    if (result_.common > 0) result_.churn = Rational(changed, result_.common);
    if (either > 0) result_.total_churn = Rational(either - result_.unchanged, either);
  }

  void add_changed(std::uint32_t old_row, std::uint32_t new_row) {
    const auto was = sequences_[before_.sequence[old_row]];
    const auto is = sequences_[after_.sequence[new_row]];
    const std::size_t shared = std::min(was.size(), is.size());
    ChangedItem item{old_row, new_row, 0, std::max(was.size(), is.size()) - shared};
    for (std::size_t j = 0; j < shared; ++j) {
      if (was[j] != is[j])
        ++item.hamming;
      else if (item.common_prefix == j)
        ++item.common_prefix;
    }
    count_at(result_.changed_by_common_prefix, item.common_prefix);
    count_at(result_.changed_by_hamming, item.hamming);
    result_.changed.push_back(item);
  }

  static void count_at(std::vector<std::uint64_t>& counts, std::uint64_t index) {
    if (counts.size() <= index) counts.resize(index + 1);
    ++counts[index];
  }

  void compare_collisions() {
    result_.before = count_collisions(before_);
    result_.after = count_collisions(after_);
    // Items that share both their old and their new sequence collide in both.
    boost::unordered_flat_map<std::uint64_t, std::uint64_t> together;
    for (const std::uint32_t row : before_.rows) {
      const std::uint32_t partner = before_.partner[row];
      if (partner == none) continue;
      const std::uint32_t was = before_.sequence[row];
      const std::uint32_t is = after_.sequence[partner];
      if (before_.items[was] == 1 && after_.items[is] > 1) result_.newly_colliding.push_back(row);
      if (before_.items[was] > 1 && after_.items[is] == 1)
        result_.no_longer_colliding.push_back(row);
      if (before_.items[was] > 1 && after_.items[is] > 1)
        result_.pairs_kept += together[pack(was, is)]++;
    }
    result_.pairs_gained = result_.after.pairs - result_.pairs_kept;
    result_.pairs_lost = result_.before.pairs - result_.pairs_kept;
  }

  void find_reused() {
    boost::unordered_flat_map<std::uint32_t, ReusedSid> reused;  // by sequence
    for (const std::uint32_t row : after_.rows) {
      const std::uint32_t sid = after_.sequence[row];
      const std::uint32_t partner = after_.partner[row];
      const bool had_it = partner != none && before_.sequence[partner] == sid;
      if (before_.items[sid] == 0 || had_it) continue;
      ReusedSid& entry = reused[sid];
      if (entry.newcomers++ == 0) entry.new_row = row;
      if (partner != none) ++entry.moved;
    }
    for (const std::uint32_t row : before_.rows) {
      const auto found = reused.find(before_.sequence[row]);
      if (found == reused.end()) continue;
      ReusedSid entry = found->second;
      entry.old_row = row;
      entry.old_owners = before_.items[found->first];
      entry.new_owners = after_.items[found->first];
      entry.retained = entry.new_owners > entry.newcomers;
      result_.reused_by_moved += entry.moved;
      result_.reused_by_added += entry.newcomers - entry.moved;
      if (!entry.retained) ++result_.taken_over;
      result_.reused.push_back(entry);
      reused.erase(found);  // later old owners of the same sequence
    }
  }

  void find_swapped() {
    struct Queue {
      std::vector<std::uint32_t> rows;
      std::size_t taken = 0;
    };
    boost::unordered_flat_map<std::uint64_t, Queue> waiting;        // by (old, new) sequence
    boost::unordered_flat_map<std::uint64_t, std::uint64_t> moved;  // the same: how many so far
    for (const ChangedItem& item : result_.changed) {
      const auto row = static_cast<std::uint32_t>(item.old_row);
      const std::uint32_t was = before_.sequence[row];
      const std::uint32_t is = after_.sequence[item.new_row];
      ++moved[pack(was, is)];
      if (const auto back = moved.find(pack(is, was)); back != moved.end())
        result_.exchanged_pairs += back->second;
      const auto opposite = waiting.find(pack(is, was));
      if (opposite != waiting.end() && opposite->second.taken < opposite->second.rows.size()) {
        Queue& queue = opposite->second;
        result_.swapped.push_back({queue.rows[queue.taken++], row});
      } else {
        waiting[pack(was, is)].rows.push_back(row);
      }
    }
    std::ranges::sort(result_.swapped, {}, [](const SwappedItems& pair) {
      return std::pair(pair.old_row_a, pair.old_row_b);
    });
  }

  void conclude() {
    const Table& before = before_.table;
    const Table& after = after_.table;
    if (result_.reused.empty()) {
      result_.no_reuse = Verdict::holds("no sequence passed to an item that did not have it");
    } else {
      const ReusedSid& first = result_.reused.front();
      result_.no_reuse = Verdict::refuted(
          fmt::format("{} meant item {} and now means item {}", before.sequence_text(first.old_row),
                      before.items[first.old_row], after.items[first.new_row]));
    }
    if (result_.common == 0) {
      result_.stable_sids =
          Verdict::unknown("no item is in both tables; are their ids of one kind?");
    } else if (result_.changed.empty()) {
      result_.stable_sids = Verdict::holds("every item of both tables kept its sequence");
    } else {
      const ChangedItem& first = result_.changed.front();
      result_.stable_sids = Verdict::refuted(
          fmt::format("item {} changed from {} to {}", before.items[first.old_row],
                      before.sequence_text(first.old_row), after.sequence_text(first.new_row)));
    }
    result_.no_removals = result_.removed.empty()
                              ? Verdict::holds("every item is still there")
                              : Verdict::refuted(fmt::format(
                                    "item {} is gone", before.items[result_.removed.front()]));
    result_.no_new_collisions =
        result_.pairs_gained == 0
            ? Verdict::holds("no pair of items began to collide")
            : Verdict::refuted(fmt::format("{} of items began to share a sequence",
                                           result_.pairs_gained == 1
                                               ? std::string("1 pair")
                                               : result_.pairs_gained.str() + " pairs"));
  }

  const Version& before_;
  const Version& after_;
  const SequenceNumbers& sequences_;
  DiffResult result_;
};

}  // namespace

Result<DiffResult> diff(const Table& before, const Table& after, Progress& progress) {
  if (before.rows() + after.rows() >= none)
    return fail(ErrorCode::too_large, "the tables have more than 2^32 - 2 rows together",
                {after.path, {}, {}});
  progress.update("comparing tables", 0);
  Version was(before);
  Version is(after);
  SharedTokens tokens(before.alphabets, after.alphabets);
  SequenceNumbers sequences;
  was.sequence = number_rows(before.codes, sequences, [&](std::size_t j, std::uint32_t token) {
    return tokens.of_before(j, token);
  });
  is.sequence = number_rows(after.codes, sequences, [&](std::size_t j, std::uint32_t token) {
    return tokens.of_after(j, token);
  });
  progress.update("comparing tables", 0.5);
  for (Version* version : {&was, &is}) {
    if (auto checked =
            check_function(version->table, version->index, version->sequence, "the comparison");
        !checked)
      return tl::unexpected(checked.error());
    version->items = items_per_sequence(version->sequence, sequences.size(), version->index);
    list_rows(*version);
  }
  find_partners(was, is);
  find_partners(is, was);
  DiffResult result = Comparison(was, is, sequences).run();
  result.old_repeated_rows = was.index.repeats().size();
  result.new_repeated_rows = is.index.repeats().size();
  progress.update("comparing tables", 1);
  return result;
}

}  // namespace sidproof
