// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/kraft.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace sidproof {
namespace {

using Sizes = std::vector<std::uint64_t>;

TEST(Kraft, SumsOverAllLengths) {
  const KraftSum sum = kraft_sum(Sizes{1, 2, 0, 5}, Sizes{3, 4, 7});
  EXPECT_EQ(sum.sum, 1 + Rational(2, 3) + Rational(5, 84));
  EXPECT_TRUE(sum.exact);
  EXPECT_LE(Rational(sum.enclosure.lo), sum.sum);
  EXPECT_GE(Rational(sum.enclosure.hi), sum.sum);
}

TEST(Kraft, NoTokensMeanWeightOneEach) { EXPECT_EQ(kraft_sum(Sizes{3}, Sizes{}).sum, 3); }

TEST(Kraft, BeyondTheBitLimitTheEnclosureStillHoldsTheSum) {
  // 40 positions of 256 are 320 bits; 64 bits are allowed.
  const Sizes codebooks(40, 256);
  Sizes counts(41, 0);
  counts[1] = 255;
  counts[40] = 1000;
  const KraftSum exact = kraft_sum(counts, codebooks);
  EXPECT_TRUE(exact.exact);
  const KraftSum cut = kraft_sum(counts, codebooks, 64);
  EXPECT_FALSE(cut.exact);
  EXPECT_LT(cut.sum, exact.sum);
  EXPECT_LE(Rational(cut.enclosure.lo), exact.sum);
  EXPECT_GE(Rational(cut.enclosure.hi), exact.sum);
  EXPECT_LT(cut.enclosure.hi - cut.enclosure.lo, 1e-13);
}

TEST(Kraft, LongSequencesOfOneTokenStayExact) {
  Sizes counts(60001, 0);
  counts.back() = 2;
  const KraftSum sum = kraft_sum(counts, Sizes(60000, 1));
  EXPECT_TRUE(sum.exact);
  EXPECT_EQ(sum.sum, 2);
}

TEST(Kraft, CoveredSequencesOfTheLongestLength) {
  EXPECT_EQ(covered_sequences(Sizes{0, 2, 0, 5}, Sizes{3, 4, 7}), 2 * 28 + 5);
  EXPECT_EQ(covered_sequences(Sizes{1, 0, 0}, Sizes{3, 4}), 12);
  EXPECT_EQ(covered_sequences(Sizes{1}, Sizes{}), 1);
}

}  // namespace
}  // namespace sidproof
