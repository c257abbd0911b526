// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/replayed_facts.hpp"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <limits>
#include <string_view>
#include <utility>

namespace sidproof {
namespace {

using Bits = std::vector<bool>;

// Which tokens of each position occur.
std::vector<Bits> occurring(const Table& table) {
  std::vector<Bits> seen;
  seen.reserve(table.alphabets.size());
  for (const Alphabet& alphabet : table.alphabets) seen.emplace_back(alphabet.size(), false);
  table.codes.visit([&](const auto& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto code = rows[row];
      for (std::size_t j = 0; j < code.size(); ++j) seen[j][code[j]] = true;
    }
  });
  return seen;
}

std::vector<std::uint32_t> sequence_of(const Table& table, const SortedRows& rows,
                                       std::size_t run) {
  return table.codes.row(rows.order[rows.begin[run]]);
}

// Runs that a shorter sequence begins; such a run stands behind it without a gap.
template <class F>
void each_outermost_run(const SortedRows& rows, F&& f) {
  std::size_t outermost = 0;
  std::uint32_t still_shared = 0;
  for (std::size_t run = 0; run < rows.runs(); ++run) {
    still_shared = run == 0 ? 0 : std::min(still_shared, rows.shared[run]);
    if (run > 0 && still_shared == rows.length[outermost]) continue;
    outermost = run;
    still_shared = rows.length[run];
    f(run);
  }
}

// How many item sequences begin a sequence of S, counted down the levels: each prefix
// passes on what ends on the way to it. A path of S ends where nothing extends it, or
// leaves at a prefix that lacks a token.
struct PathCounts {
  std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t least_on_trie = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t most = 0;
  std::uint64_t most_sequences = 0;  // the same of distinct sequences
  std::uint64_t least_sequences = std::numeric_limits<std::uint64_t>::max();
};

PathCounts path_counts(const PrefixLevels& levels) {
  PathCounts counts;
  std::vector<std::uint64_t> pairs = {0};  // ended above, by prefix of the level
  std::vector<std::uint64_t> sequences = {0};
  for (std::size_t level = 0; level <= levels.depth(); ++level) {
    std::vector<std::uint64_t> pairs_below;
    std::vector<std::uint64_t> sequences_below;
    for (std::size_t prefix = 0; prefix < levels.width(level); ++prefix) {
      const std::uint64_t ended = pairs[prefix] + levels.ends[level][prefix];
      const std::uint64_t own = sequences[prefix] + (levels.ends[level][prefix] > 0 ? 1U : 0U);
      const std::uint64_t children = levels.children[level][prefix];
      if (children == 0) {
        counts.least_on_trie = std::min(counts.least_on_trie, ended);
        counts.most = std::max(counts.most, ended);
        counts.most_sequences = std::max(counts.most_sequences, own);
      }
      if (children == 0 || !levels.is_full(level, prefix)) {
        counts.least = std::min(counts.least, ended);
        counts.least_sequences = std::min(counts.least_sequences, own);
      }
      pairs_below.insert(pairs_below.end(), children, ended);
      sequences_below.insert(sequences_below.end(), children, own);
    }
    pairs = std::move(pairs_below);
    sequences = std::move(sequences_below);
  }
  return counts;
}

struct RepeatedIds {
  std::uint64_t distinct = 0;
  std::uint64_t repeated = 0;
  std::uint64_t conflicting = 0;
  std::optional<RowPair> witness;
};

RepeatedIds count_ids(const Table& table) {
  RepeatedIds counts;
  if (table.items.are_row_numbers()) {
    counts.distinct = table.rows();
    return counts;
  }
  struct Seen {
    std::uint32_t row = 0;
    bool repeated = false;
    bool conflicting = false;
  };
  boost::unordered_flat_map<std::string_view, Seen> first;
  table.codes.visit([&](const auto& rows) {
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      const auto [found, is_new] =
          first.try_emplace(table.items.view(row), Seen{row, false, false});
      if (is_new) continue;
      Seen& seen = found->second;
      counts.repeated += std::exchange(seen.repeated, true) ? 0U : 1U;
      const auto before = rows[seen.row];
      const auto own = rows[row];
      if (std::ranges::equal(before, own)) continue;
      counts.conflicting += std::exchange(seen.conflicting, true) ? 0U : 1U;
      if (!counts.witness) counts.witness = RowPair{seen.row, row};
    }
  });
  counts.distinct = first.size();
  return counts;
}

Truth truth(bool holds) { return holds ? Truth::holds : Truth::refuted; }

std::optional<RowPair> largest_collision(const Table& table, const SortedRows& rows) {
  std::optional<std::size_t> best;
  for (std::size_t run = 0; run < rows.runs(); ++run) {
    if (rows.items[run] < 2) continue;
    const auto first = [&](std::size_t r) { return rows.order[rows.begin[r]]; };
    if (!best || rows.items[run] > rows.items[*best] ||
        (rows.items[run] == rows.items[*best] && first(run) < first(*best)))
      best = run;
  }
  if (!best) return std::nullopt;
  const auto members = rows_of_distinct_items(table, rows, *best);
  return RowPair{members[0], members[1]};
}

// The shortest proper prefix, among equally long ones the lexicographically first,
// and the first row that it properly begins.
std::optional<RowPair> shortest_prefix(const SortedRows& rows) {
  std::optional<std::size_t> best;
  for (std::size_t run = 0; run + 1 < rows.runs(); ++run)
    if (rows.shared[run + 1] == rows.length[run] &&
        (!best || rows.length[run] < rows.length[*best]))
      best = run;
  if (!best) return std::nullopt;
  std::uint32_t extension = std::numeric_limits<std::uint32_t>::max();
  for (std::size_t run = *best + 1; run < rows.runs() && rows.shared[run] >= rows.length[*best];
       ++run)
    extension = std::min(extension, rows.order[rows.begin[run]]);
  return RowPair{rows.order[rows.begin[*best]], extension};
}

// Where a codebook is smaller than the alphabet, its tokens are those that occur.
class Ranks {
 public:
  Ranks(const Table& table, std::span<const std::uint64_t> codebooks) : ranks_(codebooks.size()) {
    std::vector<Bits> seen;
    for (std::size_t j = 0; j < codebooks.size(); ++j) {
      if (codebooks[j] >= table.alphabets[j].size()) continue;
      if (seen.empty()) seen = occurring(table);
      std::uint64_t rank = 0;
      for (const bool occurs : seen[j]) ranks_[j].push_back(occurs ? rank++ : rank);
    }
  }
  [[nodiscard]] std::uint64_t operator()(std::size_t position, std::uint32_t token) const {
    return ranks_[position].empty() ? token : ranks_[position][token];
  }

 private:
  std::vector<std::vector<std::uint64_t>> ranks_;
};

// Counts through S in lexicographic order beside the sorted sequences; the first
// disagreement is the smallest sequence that begins with no item's.
std::optional<std::vector<std::uint64_t>> smallest_unused(const Table& table,
                                                          const SortedRows& rows,
                                                          const PrefixLevels& levels) {
  const Ranks rank(table, levels.codebooks);
  std::vector<std::uint64_t> expected(levels.depth(), 0);
  bool found = false;
  bool counted_through = false;
  each_outermost_run(rows, [&](std::size_t run) {
    if (found || counted_through) return;
    const auto code = sequence_of(table, rows, run);
    for (std::size_t j = 0; j < code.size(); ++j)
      if (rank(j, code[j]) != expected[j]) {
        found = true;
        return;
      }
    std::size_t j = code.size();
    for (; j > 0; --j) {
      if (++expected[j - 1] < levels.codebooks[j - 1]) break;
      expected[j - 1] = 0;
    }
    counted_through = j == 0;
  });
  if (counted_through) return std::nullopt;
  return expected;
}

}  // namespace

std::vector<std::uint64_t> used_tokens(const Table& table) {
  std::vector<std::uint64_t> used;
  for (const Bits& seen : occurring(table))
    used.push_back(static_cast<std::uint64_t>(std::count(seen.begin(), seen.end(), true)));
  return used;
}

CertifiedShape replayed_shape(const Table& table, const SortedRows& rows,
                              const PrefixLevels& levels) {
  CertifiedShape shape;
  shape.rows = table.rows();
  shape.items = count_ids(table).distinct;
  shape.item_sequences = levels.item_sequences();
  shape.min_length = *std::min_element(rows.length.begin(), rows.length.end());
  shape.max_length = levels.depth();
  shape.codebooks = levels.codebooks;
  for (std::size_t level = 0; level <= levels.depth(); ++level)
    shape.nodes.push_back(levels.width(level));
  return shape;
}

CertifiedFacts replayed_facts(const Table& table, const SortedRows& rows,
                              const PrefixLevels& levels) {
  CertifiedFacts facts;
  const RepeatedIds ids = count_ids(table);
  facts.distinct_sequences = rows.runs();
  facts.repeated_items = ids.repeated;
  facts.conflicting_items = ids.conflicting;
  facts.largest_group = 1;
  boost::unordered_flat_set<std::string> members;
  for (std::size_t run = 0; run < rows.runs(); ++run) {
    if (rows.items[run] < 2) continue;
    ++facts.collision_groups;
    facts.largest_group = std::max<std::uint64_t>(facts.largest_group, rows.items[run]);
    facts.items_in_groups += rows.items[run];
    // An item with several sequences may stand in several groups.
    if (ids.conflicting > 0)
      for (const std::uint32_t row : rows_of_distinct_items(table, rows, run))
        members.insert(table.items[row]);
  }
  if (ids.conflicting > 0) facts.items_in_groups = members.size();
  for (std::size_t run = 0; run + 1 < rows.runs(); ++run)
    facts.proper_prefixes += rows.shared[run + 1] == rows.length[run] ? 1U : 0U;
  const bool one_to_one = facts.collision_groups == 0 && ids.conflicting == 0;
  const bool prefix_free = facts.proper_prefixes == 0;
  const PathCounts paths = path_counts(levels);
  facts.least_multiplicity = paths.least;
  facts.least_multiplicity_on_trie = paths.least_on_trie;
  facts.largest_multiplicity = paths.most;
  const bool onto = paths.least_sequences == 1 && paths.most_sequences == 1;
  facts.one_to_one = truth(one_to_one);
  facts.prefix_free = truth(prefix_free);
  facts.onto = truth(onto);
  facts.complete = truth(one_to_one && onto);
  return facts;
}

CertifiedWitnesses replayed_witnesses(const Table& table, const SortedRows& rows,
                                      const PrefixLevels& levels) {
  return {count_ids(table).witness, largest_collision(table, rows), shortest_prefix(rows),
          smallest_unused(table, rows, levels)};
}

}  // namespace sidproof
