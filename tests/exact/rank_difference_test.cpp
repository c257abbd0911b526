// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/rank_difference.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace sidproof {
namespace {

// Pair by pair.
RankDifference by_definition(const std::vector<Rational>& a, const std::vector<Rational>& b) {
  RankDifference found;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      ++found.pairs;
      if (a[i] == a[j] && b[i] == b[j])
        ++found.tied_in_both;
      else if (a[i] == a[j])
        ++found.tied_in_first;
      else if (b[i] == b[j])
        ++found.tied_in_second;
      else if ((a[i] < a[j]) != (b[i] < b[j]))
        ++found.swapped;
    }
  return found;
}

TEST(RankDifference, CountsPairsAsTheDefinitionDoes) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<Rational> a(static_cast<std::size_t>(round % 23));
    std::vector<Rational> b(a.size());
    for (Rational& value : a) value = Rational(random() % 5, 1 + random() % 4);
    for (Rational& value : b) value = Rational(random() % 5, 1 + random() % 4);
    EXPECT_EQ(rank_difference(a, b), by_definition(a, b)) << round;
  }
}

TEST(RankDifference, OfOrdersAndTheirReverse) {
  const std::vector<Rational> up = {1, 2, 3, 4};
  const std::vector<Rational> down = {4, 3, 2, 1};
  const std::vector<Rational> flat(4, 1);
  EXPECT_EQ(rank_difference(up, up), (RankDifference{6, 0, 0, 0, 0}));
  EXPECT_EQ(rank_difference(up, down), (RankDifference{6, 6, 0, 0, 0}));
  EXPECT_EQ(rank_difference(up, flat), (RankDifference{6, 0, 0, 6, 0}));
  EXPECT_EQ(rank_difference(flat, up), (RankDifference{6, 0, 6, 0, 0}));
  EXPECT_EQ(rank_difference({}, {}), RankDifference{});
}

TEST(RankDifference, Adds) {
  RankDifference sum{1, 2, 3, 4, 5};
  sum += RankDifference{10, 20, 30, 40, 50};
  EXPECT_EQ(sum, (RankDifference{11, 22, 33, 44, 55}));
}

TEST(RankDifference, TauIsOneForOneOrderAndMinusOneForTheOpposite) {
  const std::vector<Rational> up{1, 2, 3, 4};
  const std::vector<Rational> down{4, 3, 2, 1};
  EXPECT_EQ(rank_difference(up, up).tau(), 1);
  EXPECT_EQ(rank_difference(up, down).tau(), -1);
  EXPECT_EQ(rank_difference(up, std::vector<Rational>{1, 3, 2, 4}).tau(), Rational(2, 3));
  EXPECT_EQ(rank_difference(up, std::vector<Rational>{1, 1, 2, 2}).tau(), Rational(2, 3));
  EXPECT_EQ(rank_difference(std::vector<Rational>{1}, std::vector<Rational>{2}).tau(), 1);
}

}  // namespace
}  // namespace sidproof
