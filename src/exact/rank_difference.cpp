// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/rank_difference.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace sidproof {
namespace {

// 0 for the smallest value, the same number for equal ones.
std::vector<std::uint32_t> dense_ranks(std::span<const Rational> values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
  std::vector<std::uint32_t> ranks(values.size());
  std::uint32_t rank = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && values[order[i - 1]] != values[order[i]]) ++rank;
    ranks[order[i]] = rank;
  }
  return ranks;
}

std::uint64_t pairs_of(std::uint64_t n) { return n * (n - (n > 0 ? 1 : 0)) / 2; }

// Pairs of equal keys in a sorted range.
template <class Key>
std::uint64_t tied_pairs(const std::vector<Key>& sorted) {
  std::uint64_t pairs = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t next = i;
    while (next < sorted.size() && sorted[next] == sorted[i]) ++next;
    pairs += pairs_of(next - i);
    i = next;
  }
  return pairs;
}

// Pairs i < j with values[i] > values[j].
std::uint64_t inversions(const std::vector<std::uint32_t>& values) {
  std::vector<std::uint64_t> smaller_or_equal(values.size() + 1, 0);  // Fenwick tree
  std::uint64_t pairs = 0;
  for (std::size_t seen = 0; seen < values.size(); ++seen) {
    std::uint64_t not_above = 0;
    for (std::size_t i = values[seen] + 1U; i > 0; i &= i - 1) not_above += smaller_or_equal[i];
    pairs += seen - not_above;
    for (std::size_t i = values[seen] + 1U; i < smaller_or_equal.size(); i += i & (~i + 1))
      ++smaller_or_equal[i];
  }
  return pairs;
}

}  // namespace

Rational RankDifference::tau() const {
  if (pairs == 0) return 1;
  const Integer alike = Integer(pairs) - swapped - tied_in_first - tied_in_second - tied_in_both;
  return {alike - swapped, pairs};
}

RankDifference& RankDifference::operator+=(const RankDifference& other) {
  pairs += other.pairs;
  swapped += other.swapped;
  tied_in_first += other.tied_in_first;
  tied_in_second += other.tied_in_second;
  tied_in_both += other.tied_in_both;
  return *this;
}

RankDifference rank_difference(std::span<const Rational> first, std::span<const Rational> second) {
  const std::vector<std::uint32_t> a = dense_ranks(first);
  std::vector<std::uint32_t> b = dense_ranks(second);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> both;
  for (std::size_t i = 0; i < a.size(); ++i) both.emplace_back(a[i], b[i]);
  // Ascending by the first, then by the second: what descends in the second is swapped.
  std::ranges::sort(both);
  std::vector<std::uint32_t> firsts;
  std::vector<std::uint32_t> seconds;
  for (const auto& [x, y] : both) {
    firsts.push_back(x);
    seconds.push_back(y);
  }
  RankDifference difference;
  difference.pairs = pairs_of(a.size());
  difference.swapped = inversions(seconds);
  difference.tied_in_both = tied_pairs(both);
  difference.tied_in_first = tied_pairs(firsts) - difference.tied_in_both;
  std::ranges::sort(b);
  difference.tied_in_second = tied_pairs(b) - difference.tied_in_both;
  return difference;
}

}  // namespace sidproof
