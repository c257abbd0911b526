// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/big_fraction.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "random/stream.hpp"

namespace sidproof {
namespace {

using namespace reference;

TEST(BigFraction, SumsAreThoseOfTheRationals) {
  RandomStream random(Seed{3, 1});
  for (std::size_t count = 0; count < 40; ++count) {
    std::vector<BigFraction> terms;
    Rational expected = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Integer numerator = Integer(random.below(1000)) - 500;
      const Integer denominator = Integer(random.below(1000)) + 1;
      terms.push_back({numerator, denominator});
      expected += Rational(numerator, denominator);
    }
    EXPECT_EQ(reduced(sum(terms)), expected) << count;
  }
}

TEST(BigFraction, EnclosuresHoldTheNumberAndAreTight) {
  RandomStream random(Seed{3, 2});
  for (int round = 0; round < 300; ++round) {
    Integer numerator = Integer(random.bits64()) << static_cast<unsigned>(random.below(3000));
    const Integer denominator =
        (Integer(random.bits64()) << static_cast<unsigned>(random.below(3000))) + 1;
    if (round % 3 == 0) numerator = -numerator;
    const Enclosure found = enclose(BigFraction{numerator, denominator});
    const Rational exact(numerator, denominator);
    if (!std::isfinite(found.lo) || !std::isfinite(found.hi)) continue;
    EXPECT_LE(Rational(found.lo), exact);
    EXPECT_GE(Rational(found.hi), exact);
    EXPECT_LE(found.hi - found.lo, std::abs(found.hi) * 0x1p-50 + 0x1p-1070);
  }
  EXPECT_EQ(enclose(BigFraction{3, 8}).lo, 0.375);
  EXPECT_EQ(enclose(BigFraction{3, 8}).hi, 0.375);
  EXPECT_EQ(enclose(BigFraction{-3, 8}).lo, -0.375);
  EXPECT_EQ(enclose(BigFraction{0, 7}).hi, 0.0);
  // A hair above a double.
  const Integer large = Integer(1) << 200U;
  EXPECT_EQ(enclose(BigFraction{large + 1, large}).lo, 1.0);
  EXPECT_GT(enclose(BigFraction{large + 1, large}).hi, 1.0);
  EXPECT_LT(enclose(BigFraction{1, 3}).lo, enclose(BigFraction{1, 3}).hi);
}

}  // namespace
}  // namespace sidproof
