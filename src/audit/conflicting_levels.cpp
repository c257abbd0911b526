// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/conflicting_levels.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace sidproof {
namespace {

// The items of the rows of conflicting items that a node holds, each once.
void keep_distinct(std::vector<std::uint64_t>& items) {
  std::ranges::sort(items);
  const auto [first, last] = std::ranges::unique(items);
  items.erase(first, last);
}

}  // namespace

std::vector<PrefixLevel> conflicting_levels(const Codes& codes, const SortedSequences& sorted,
                                            const RepeatedItems& repeated) {
  constexpr std::uint64_t none = ~std::uint64_t{0};
  const std::size_t n = sorted.entries.size();
  std::vector<std::uint64_t> item(n, none);  // first row of a conflicting item
  for (std::size_t i = 0; i < n; ++i) {
    const auto found = std::ranges::lower_bound(repeated.conflicts, sorted.entries[i].row, {},
                                                &ConflictingRow::row);
    if (found != repeated.conflicts.end() && found->row == sorted.entries[i].row)
      item[i] = found->first_row;
  }
  std::vector<PrefixLevel> levels(codes.max_length());
  std::vector<std::uint64_t> node_items;
  for (std::size_t length = 1; length <= levels.size(); ++length) {
    PrefixLevel& level = levels[length - 1];
    level.length = length;
    level.largest_group = 1;
    std::vector<std::uint64_t> grouped;  // conflicting items that share a node
    for (std::size_t begin = 0; begin < n;) {
      std::size_t end = begin + 1;
      while (end < n && sorted.common[end] >= length) ++end;
      node_items.clear();
      for (std::size_t i = begin; i < end; ++i)
        if (item[i] != none) node_items.push_back(item[i]);
      const std::uint64_t plain = end - begin - node_items.size();
      keep_distinct(node_items);
      const std::uint64_t size = plain + node_items.size();
      ++level.distinct;
      level.excess += size - 1;
      if (codes.length(sorted.entries[begin].row) >= length) ++level.nodes;
      if (size > 1) {
        level.items_in_groups += plain;
        grouped.insert(grouped.end(), node_items.begin(), node_items.end());
      }
      level.largest_group = std::max(level.largest_group, size);
      begin = end;
    }
    keep_distinct(grouped);
    level.items_in_groups += grouped.size();
  }
  return levels;
}

}  // namespace sidproof
