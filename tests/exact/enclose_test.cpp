// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/enclose.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace sidproof {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Enclose, ADoubleIsItsOwnEnclosure) {
  for (const double x :
       {0.0, 1.0, -1.0, 0.75, 1e300, -3.5, std::numeric_limits<double>::max(),
        std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::min()}) {
    const Enclosure interval = enclose(Rational(x));
    EXPECT_EQ(interval.lo, x);
    EXPECT_EQ(interval.hi, x);
  }
}

TEST(Enclose, OtherNumbersLieStrictlyBetweenNeighbouringDoubles) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const Integer top = (Integer(random()) << (random() % 200)) + 1;
    const Integer bottom = (Integer(random()) << (random() % 200)) * 2 + 1;
    const Rational number = (i % 2 == 0 ? Rational(top, bottom) : -Rational(top, bottom));
    const Enclosure interval = enclose(number);
    ASSERT_LE(Rational(interval.lo), number);
    ASSERT_GE(Rational(interval.hi), number);
    if (interval.lo != interval.hi) {
      ASSERT_LT(Rational(interval.lo), number);
      ASSERT_GT(Rational(interval.hi), number);
      ASSERT_EQ(std::nextafter(interval.lo, infinity), interval.hi);
    }
  }
}

TEST(Enclose, BeyondTheRangeOfDoubleTheEndsAreTheOutermostOnes) {
  const Integer huge = Integer(1) << 1024;
  EXPECT_EQ(enclose(Rational(huge)).lo, std::numeric_limits<double>::max());
  EXPECT_EQ(enclose(Rational(huge)).hi, infinity);
  EXPECT_EQ(enclose(Rational(-huge)).lo, -infinity);
  const Enclosure tiny = enclose(Rational(Integer(1), Integer(1) << 3000));
  EXPECT_EQ(tiny.lo, 0);
  EXPECT_EQ(tiny.hi, std::numeric_limits<double>::denorm_min());
  const Rational between_subnormals(Integer(3), Integer(1) << 1075);
  EXPECT_EQ(enclose(between_subnormals).lo, std::ldexp(1.0, -1074));
  EXPECT_EQ(enclose(between_subnormals).hi, std::ldexp(2.0, -1074));
}

}  // namespace
}  // namespace sidproof
