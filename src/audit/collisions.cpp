// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/collisions.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "audit/sequences.hpp"
#include "audit/token_counts.hpp"

namespace sidproof {

Collisions collisions(const Codes& codes, Threads threads) {
  SequenceOptions options;
  options.levels = false;
  options.threads = threads;
  SequenceFacts facts = sequence_facts(codes, largest_tokens(codes), {}, options);
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
