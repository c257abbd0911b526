// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/trie_levels.hpp"

#include <algorithm>

namespace sidproof {

TrieLevels::TrieLevels(std::size_t max_length)
    : max_length_(max_length),
      start_(max_length + 2),
      boundaries_(max_length + 2),
      lengths_(max_length + 2),
      shared_items_(max_length + 2),
      shared_largest_(max_length + 2),
      lone_items_(max_length + 2),
      lone_largest_(max_length + 2) {}

std::vector<PrefixLevel> TrieLevels::finish() {
  settle_lone(0);
  close(0);
  std::vector<PrefixLevel> levels(max_length_);
  std::uint64_t distinct = total_ > 0 ? 1 : 0;
  std::uint64_t shorter = 0;
  std::uint64_t lone_items = 0;
  std::uint64_t lone_largest = 1;
  for (std::size_t length = 1; length <= max_length_; ++length) {
    distinct += boundaries_[length - 1];
    shorter += lengths_[length - 1];
    lone_items += lone_items_[length];
    lone_largest = std::max(lone_largest, lone_largest_[length]);
    levels[length - 1] = {.length = length,
                          .nodes = distinct - shorter,
                          .distinct = distinct,
                          .items_in_groups = lone_items + shared_items_[length],
                          .largest_group = std::max(lone_largest, shared_largest_[length]),
                          .excess = total_ - distinct};
  }
  return levels;
}

}  // namespace sidproof
