// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/constraints.hpp"

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <utility>

namespace sidproof {
namespace {

// ways[t]: admitted beginnings of the present length whose last token is t.
template <class Count>
Integer count_paths(const TokenPairs& table) {
  using Ways = boost::unordered_flat_map<std::uint32_t, Count>;
  Integer admitted = table.lengths[0] ? 1 : 0;
  Ways ways;
  if (!table.ends.empty()) {
    for (const std::uint32_t token : table.ends[0]) ways[token] = 1;
  }
  if (!table.pairs.empty()) {
    for (const std::uint64_t pair : table.pairs[0])
      ways[static_cast<std::uint32_t>(pair >> 32U)] = 1;
  }
  for (std::size_t j = 0; j < table.ends.size(); ++j) {
    for (const std::uint32_t token : table.ends[j]) admitted += Integer(ways[token]);
    if (j == table.pairs.size()) break;
    Ways next;
    for (const std::uint64_t pair : table.pairs[j])
      next[static_cast<std::uint32_t>(pair)] += ways[static_cast<std::uint32_t>(pair >> 32U)];
    ways = std::move(next);
  }
  return admitted;
}

}  // namespace

Integer position_only_admitted(std::span<const std::uint64_t> used,
                               const std::vector<bool>& lengths) {
  Integer admitted = lengths[0] ? 1 : 0;
  Integer beginnings = 1;
  for (std::size_t j = 0; j < used.size(); ++j) {
    beginnings *= used[j];
    if (lengths[j + 1]) admitted += beginnings;
  }
  return admitted;
}

Integer bigram_admitted(const TokenPairs& pairs, std::span<const std::uint64_t> used) {
  // The beginnings of each length are at most the product of the alphabets.
  Integer most = 1;
  for (const std::uint64_t tokens : used) most *= tokens;
  return most <= ~std::uint64_t{0} ? count_paths<std::uint64_t>(pairs)
                                   : count_paths<Integer>(pairs);
}

}  // namespace sidproof
