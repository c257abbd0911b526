// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/collisions.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

#include "audit/key_layout.hpp"
#include "audit/sequences.hpp"
#include "audit/token_counts.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sidproof {

namespace {

SequenceOptions without_levels(Threads threads) {
  SequenceOptions options;
  options.levels = false;
  options.threads = threads;
  return options;
}

template <class Rows>
std::vector<std::uint32_t> fingerprints(const Rows& rows) {
  std::vector<std::uint32_t> result(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows[i];
    result[i] = static_cast<std::uint32_t>(XXH3_64bits(row.data(), row.size_bytes()));
  }
  return result;
}

// Appends the groups of really equal rows among rows with one fingerprint; returns
// how many distinct sequences there are.
template <class Rows>
std::uint64_t settle(const Rows& rows, std::span<const std::uint64_t> candidates,
                     CollisionGroups& groups) {
  const auto add_group = [&](auto begin, auto end) {
    if (end - begin < 2) return;
    groups.rows.insert(groups.rows.end(), begin, end);
    groups.offsets.push_back(groups.rows.size());
  };
  const auto equals_first = [&](std::uint64_t row) {
    return std::ranges::equal(rows[row], rows[candidates[0]]);
  };
  if (std::ranges::all_of(candidates, equals_first)) {
    add_group(candidates.begin(), candidates.end());
    return 1;
  }
  std::vector<std::uint64_t> sorted(candidates.begin(), candidates.end());
  std::ranges::stable_sort(sorted, [&](std::uint64_t a, std::uint64_t b) {
    return std::ranges::lexicographical_compare(rows[a], rows[b]);
  });
  std::uint64_t distinct = 0;
  for (auto begin = sorted.begin(); begin != sorted.end(); ++distinct) {
    const auto end = std::find_if(begin, sorted.end(), [&](std::uint64_t row) {
      return !std::ranges::equal(rows[row], rows[*begin]);
    });
    add_group(begin, end);
    begin = end;
  }
  return distinct;
}

// Rows with equal fingerprints are candidates; whole rows decide.
Collisions collisions_of_long_rows(const Codes& codes, Threads threads) {
  return codes.visit([&](const auto& rows) {
    const Codes prints = Codes::fixed(rows.size(), 1, fingerprints(rows));
    const std::vector<std::uint32_t> largest{~std::uint32_t{0}};
    const SequenceFacts candidates = sequence_facts(prints, largest, {}, without_levels(threads));
    Collisions result;
    result.distinct = candidates.distinct - candidates.groups.size();
    for (std::size_t group = 0; group < candidates.groups.size(); ++group)
      result.distinct += settle(rows, candidates.groups[group], result.groups);
    arrange(result.groups);
    return result;
  });
}

}  // namespace

Collisions collisions(const Codes& codes, Threads threads) {
  const std::vector<std::uint32_t> largest = largest_tokens(codes);
  const KeyLayout layout(largest, !codes.is_fixed_length());
  const bool packs =
      codes.is_fixed_length() &&
      (layout.words().empty() || (layout.words().size() == 1 && layout.words().front().bits <= 32));
  if (!packs) return collisions_of_long_rows(codes, threads);
  SequenceFacts facts = sequence_facts(codes, largest, {}, without_levels(threads));
  return {facts.distinct, std::move(facts.groups)};
}

void arrange(CollisionGroups& groups) {
  std::vector<std::size_t> order(groups.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    const auto left = groups[a];
    const auto right = groups[b];
    return left.size() != right.size() ? left.size() > right.size() : left[0] < right[0];
  });
  CollisionGroups arranged;
  arranged.rows.reserve(groups.rows.size());
  arranged.offsets.reserve(groups.offsets.size());
  for (const std::size_t group : order) {
    const auto rows = groups[group];
    arranged.rows.insert(arranged.rows.end(), rows.begin(), rows.end());
    arranged.offsets.push_back(arranged.rows.size());
  }
  groups = std::move(arranged);
}

}  // namespace sidproof
