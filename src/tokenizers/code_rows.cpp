// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/code_rows.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace sidproof {

CodeRows CodeRows::zeros(std::size_t rows, std::vector<std::uint32_t> codebooks) {
  CodeRows codes;
  const std::size_t length = codebooks.size();
  codes.codebooks = std::move(codebooks);
  codes.tokens.resize(rows * length);
  codes.offsets.resize(rows + 1);
  for (std::size_t row = 0; row <= rows; ++row) codes.offsets[row] = row * length;
  return codes;
}

std::vector<std::vector<std::size_t>> collision_groups(const CodeRows& codes) {
  std::vector<std::size_t> order(codes.rows());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto comparison = std::lexicographical_compare_three_way(
        codes[a].begin(), codes[a].end(), codes[b].begin(), codes[b].end());
    return comparison != 0 ? comparison < 0 : a < b;
  });
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    const auto code = codes[order[begin]];
    while (end < order.size() && std::ranges::equal(codes[order[end]], code)) ++end;
    if (end - begin >= 2)
      groups.emplace_back(order.begin() + static_cast<std::ptrdiff_t>(begin),
                          order.begin() + static_cast<std::ptrdiff_t>(end));
  }
  std::sort(groups.begin(), groups.end());
  return groups;
}

CollidingRows count_collisions(const std::vector<std::vector<std::size_t>>& groups) {
  CollidingRows count;
  for (const auto& group : groups) {
    count.items_in_groups += group.size();
    count.excess += group.size() - 1;
  }
  return count;
}

}  // namespace sidproof
