// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/prefix_levels.hpp"

namespace sidproof {

std::uint64_t PrefixLevels::nodes() const {
  std::uint64_t nodes = 0;
  for (const auto& level : children) nodes += level.size();
  return nodes;
}

std::uint64_t PrefixLevels::item_sequences() const {
  std::uint64_t sum = 0;
  for (const auto& level : ends)
    for (const std::uint32_t count : level) sum += count;
  return sum;
}

bool PrefixLevels::is_prefix_free() const {
  for (std::size_t level = 0; level <= depth(); ++level)
    for (std::size_t prefix = 0; prefix < width(level); ++prefix)
      if (children[level][prefix] > 0 && ends[level][prefix] > 0) return false;
  return true;
}

PrefixLevels prefix_levels(const Table& table, const SortedRows& rows,
                           std::span<const std::uint64_t> codebooks) {
  PrefixLevels levels;
  levels.codebooks.assign(codebooks.begin(), codebooks.end());
  levels.children.resize(codebooks.size() + 1);
  levels.ends.resize(codebooks.size() + 1);
  levels.token.resize(codebooks.size() + 1);
  levels.children[0] = levels.ends[0] = levels.token[0] = {0};
  table.codes.visit([&](const auto& codes) {
    for (std::size_t run = 0; run < rows.runs(); ++run) {
      const auto code = codes[rows.order[rows.begin[run]]];
      for (std::size_t level = rows.shared[run]; level < rows.length[run]; ++level) {
        ++levels.children[level].back();
        levels.children[level + 1].push_back(0);
        levels.ends[level + 1].push_back(0);
        levels.token[level + 1].push_back(code[level]);
      }
      levels.ends[rows.length[run]].back() += rows.items[run];
    }
  });
  return levels;
}

}  // namespace sidproof
