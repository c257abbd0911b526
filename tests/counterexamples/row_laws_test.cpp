// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/row_laws.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

namespace sidproof {
namespace {

// Laws on three tokens straight from the definition: all fractions a/d, b/e that leave
// a third one, by their least common denominator.
std::size_t laws_on_three(std::uint32_t largest, bool positive) {
  std::set<std::vector<std::uint32_t>> found;  // weights over 60
  for (std::uint32_t a = 0; a <= 60; ++a)
    for (std::uint32_t b = 0; a + b <= 60; ++b) {
      const std::uint32_t c = 60 - a - b;
      const std::uint32_t common = std::gcd(std::gcd(a, b), std::gcd(c, 60U));
      if (60 / common <= largest && (!positive || (a > 0 && b > 0 && c > 0)))
        found.insert({a, b, c});
    }
  return found.size();
}

TEST(RowLaws, AreAllFractionsUpToTheDenominatorOnce) {
  for (std::uint32_t largest = 1; largest <= 6; ++largest)
    for (const bool positive : {false, true}) {
      const auto laws = row_laws(3, largest, positive);
      EXPECT_EQ(laws.size(), laws_on_three(largest, positive)) << largest << positive;
      std::set<std::vector<std::uint32_t>> distinct;
      std::uint32_t before = 0;
      for (const RowLaw& law : laws) {
        EXPECT_EQ(std::accumulate(law.weights.begin(), law.weights.end(), 0U), law.denominator);
        EXPECT_GE(law.denominator, before);
        before = law.denominator;
        distinct.insert(law.weights);
      }
      EXPECT_EQ(distinct.size(), laws.size());
    }
}

TEST(RowLaws, OfTwoTokens) {
  EXPECT_EQ(row_laws(2, 1, true).size(), 0U);
  EXPECT_EQ(row_laws(2, 1, false).size(), 2U);
  EXPECT_EQ(row_laws(2, 5, true).size(), 9U);  // 1/2, 1/3, 2/3, 1/4, 3/4, and four fifths
  EXPECT_EQ(row_laws(2, 2, true).front().weights, (std::vector<std::uint32_t>{1, 1}));
}

}  // namespace
}  // namespace sidproof
