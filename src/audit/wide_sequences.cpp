// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/wide_sequences.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "audit/collisions.hpp"
#include "audit/conflicting_levels.hpp"
#include "audit/large_array.hpp"
#include "audit/multiplicities.hpp"
#include "audit/radix_sort.hpp"
#include "audit/sorted_sequences.hpp"
#include "audit/trie_levels.hpp"

namespace sidproof {
namespace {

constexpr std::size_t most_witnesses = 1000;

struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Splits the run, whose entries are sorted by the word's key, where keys differ;
// returns the pieces that are still equal.
void split(SortedSequences& sorted, Run run, const KeyLayout::Word& word, std::vector<Run>& equal) {
  std::size_t begin = run.begin;
  for (std::size_t i = run.begin + 1; i <= run.end; ++i) {
    if (i < run.end) {
      const std::uint64_t difference = sorted.entries[i].key ^ sorted.entries[i - 1].key;
      if (difference == 0) continue;
      sorted.common[i] = word.common[std::bit_width(difference) - 1U];
    }
    if (i - begin > 1) equal.push_back({begin, i});
    begin = i;
  }
}

template <class Rows>
SortedSequences sort_rows(const Rows& rows, const KeyLayout& layout,
                          const std::vector<std::uint64_t>& left_out) {
  SortedSequences sorted;
  sorted.entries.reserve(rows.size() - left_out.size());
  auto skip = left_out.begin();
  for (std::uint64_t row = 0; row < rows.size(); ++row) {
    if (skip != left_out.end() && *skip == row)
      ++skip;
    else
      sorted.entries.push_back({0, row});
  }
  sorted.common.assign(sorted.entries.size(), SortedSequences::equal);
  if (!sorted.common.empty()) sorted.common.front() = 0;

  LargeArray<KeyedRow> spare;
  spare.reserve(sorted.entries.size());
  std::vector<Run> runs;
  if (sorted.entries.size() > 1) runs.push_back({0, sorted.entries.size()});
  for (const KeyLayout::Word& word : layout.words()) {
    std::vector<Run> equal;
    for (const Run& run : runs) {
      // All rows of the run are equal so far: when one has ended, all have.
      if (word.begin > 0 && rows[sorted.entries[run.begin].row].size() < word.begin) continue;
      for (std::size_t i = run.begin; i < run.end; ++i)
        sorted.entries[i].key = layout.pack(rows[sorted.entries[i].row], word);
      radix_sort(sorted.entries.data() + run.begin, spare.data() + run.begin, run.end - run.begin,
                 word.bits);
      split(sorted, run, word, equal);
    }
    runs = std::move(equal);
  }
  return sorted;
}

// Reads groups, prefixes and lengths off the order.
template <class Rows>
SequenceFacts read_facts(const Rows& rows, const SortedSequences& sorted, std::size_t longest,
                         bool wants_levels, std::span<const std::uint64_t> codebooks) {
  SequenceFacts facts;
  facts.minimal.assign(longest + 1, 0);
  MultiplicitySweep multiplicities(codebooks);
  const bool wants_multiplicities = codebooks.size() == longest;
  TrieLevels levels(wants_levels ? longest : 0);
  std::size_t last_length = 0;
  std::uint64_t last_row = 0;
  std::size_t minimal_length = std::numeric_limits<std::size_t>::max();  // of the last minimal one
  for (std::size_t i = 0; i < sorted.entries.size();) {
    const std::size_t end = sorted.end_of_equal(i);
    const std::uint64_t row = sorted.entries[i].row;
    const std::size_t length = rows[row].size();
    const std::size_t common = sorted.common[i];
    if (i > 0 && common == last_length) {
      ++facts.proper_prefixes;
      facts.prefix_witnesses.push_back({last_row, row});
    }
    // Everything between a sequence and its extension starts with it, too.
    if (i == 0 || common < minimal_length) {
      minimal_length = length;
      ++facts.minimal[length];
    }
    if (wants_levels) levels.add(common, end - i, length);
    if (wants_multiplicities) multiplicities.add(common, length, end - i);
    if (end - i > 1) {
      for (std::size_t member = i; member < end; ++member)
        facts.groups.rows.push_back(sorted.entries[member].row);
      facts.groups.offsets.push_back(facts.groups.rows.size());
    }
    ++facts.distinct;
    last_length = length;
    last_row = row;
    i = end;
  }
  if (wants_levels) facts.levels = levels.finish();
  if (wants_multiplicities) facts.multiplicities = multiplicities.finish();
  arrange(facts.groups);
  std::ranges::sort(facts.prefix_witnesses, {}, &PrefixWitness::prefix_row);
  if (facts.prefix_witnesses.size() > most_witnesses) facts.prefix_witnesses.resize(most_witnesses);
  return facts;
}

}  // namespace

SequenceFacts wide_sequence_facts(const Codes& codes, const KeyLayout& layout,
                                  const RepeatedItems& repeated, const SequenceOptions& options) {
  return codes.visit([&](const auto& rows) {
    const SortedSequences sorted = sort_rows(rows, layout, repeated.duplicate_rows);
    const bool conflicts = !repeated.conflicts.empty();
    SequenceFacts facts =
        read_facts(rows, sorted, codes.max_length(), options.levels && !conflicts,
                   codes.is_fixed_length() ? std::span<const std::uint64_t>() : options.codebooks);
    if (options.levels && conflicts) facts.levels = conflicting_levels(codes, sorted, repeated);
    return facts;
  });
}

}  // namespace sidproof
