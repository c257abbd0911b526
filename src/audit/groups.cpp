// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/groups.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace sidproof {

std::vector<std::uint32_t> ranks_in_group(const NumberedTable& numbered,
                                          std::span<const std::uint64_t> popularity) {
  std::vector<std::uint32_t> order(numbered.sequence.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  if (!popularity.empty())
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
      return popularity[a] != popularity[b] ? popularity[a] > popularity[b] : a < b;
    });
  std::vector<std::uint32_t> seen(numbered.items.size());
  std::vector<std::uint32_t> ranks(order.size());
  for (const std::uint32_t row : order) ranks[row] = seen[numbered.sequence[row]]++;
  return ranks;
}

std::vector<bool> proper_prefixes(const SequenceNumbers& sequences) {
  std::vector<std::uint32_t> order(sequences.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return std::ranges::lexicographical_compare(sequences[a], sequences[b]);
  });
  // Whatever extends a sequence stands right behind it.
  std::vector<bool> prefix(sequences.size());
  for (std::size_t i = 0; i + 1 < order.size(); ++i) {
    const auto shorter = sequences[order[i]];
    const auto longer = sequences[order[i + 1]];
    prefix[order[i]] =
        shorter.size() < longer.size() && std::ranges::equal(shorter, longer.first(shorter.size()));
  }
  return prefix;
}

}  // namespace sidproof
