// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/ball.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "exact/arb_number.hpp"
#include "exact/rational.hpp"

namespace sidproof {
namespace {

Ball ball(const Rational& x, int bits) {
  return Ball::fraction(numerator(x).str(), denominator(x).str(), bits);
}

TEST(Ball, ContainsTheExactResultOfEveryFormulaOverTheRationals) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 500; ++round) {
    const Rational x(static_cast<std::int64_t>(random() % 2000) - 1000, random() % 997 + 1);
    const Rational y(static_cast<std::int64_t>(random() % 2000) + 1, random() % 997 + 1);
    const Rational exact = (x * y - x / y) / (y + 1) + x;
    const Ball a = ball(x, 32);
    const Ball b = ball(y, 32);
    const Enclosure low = ((a * b - a / b) / (b + Ball(1)) + a).enclose();
    ASSERT_LE(Rational(low.lo), exact);
    ASSERT_LE(exact, Rational(low.hi));
    ASSERT_LT(low.hi - low.lo, 1e-3);
  }
}

TEST(Ball, LogAndExpContainTheLibraryValuesAndInvertEachOther) {
  for (int n = 1; n < 200; ++n) {
    const Ball x = ball(Rational(n, 7), 200);
    const Enclosure l = log(x).enclose();
    EXPECT_LE(l.lo, std::log(n / 7.0) + 1e-14);
    EXPECT_GE(l.hi, std::log(n / 7.0) - 1e-14);
    EXPECT_LT(l.hi - l.lo, 1e-14);
    EXPECT_TRUE((exp(log(x)) - x).contains_zero());
    EXPECT_FALSE((exp(log(x)) - x - ball(Rational(1, 1000000007), 200)).contains_zero());
  }
}

TEST(Ball, ComparesInThreeValues) {
  const Ball third = ball(Rational(1, 3), 64);
  EXPECT_EQ(less(Ball(1), Ball(2)), Ternary::yes);
  EXPECT_EQ(less(Ball(2), Ball(1)), Ternary::no);
  EXPECT_EQ(less(Ball(1), Ball(1)), Ternary::no);
  EXPECT_EQ(less(third * Ball(3), Ball(1)), Ternary::unknown);
  EXPECT_EQ(negate(less(third, Ball(1))), Ternary::no);
  EXPECT_EQ(negate(Ternary::unknown), Ternary::unknown);
}

TEST(Ball, IsTheWholeLineWhereNothingIsKnown) {
  const Ball around_zero = ball(Rational(1, 3), 64) * Ball(3) - Ball(1);
  ASSERT_TRUE(around_zero.contains_zero());
  for (const Ball& wild : {Ball(1) / around_zero, log(around_zero), log(Ball(-1)), log(Ball(0))}) {
    EXPECT_EQ(less(wild, Ball(0)), Ternary::unknown);
    EXPECT_EQ(less(Ball(0), wild), Ternary::unknown);
    EXPECT_TRUE(std::isinf(wild.enclose().lo) && std::isinf(wild.enclose().hi));
  }
  EXPECT_THROW((void)(Ball(1) / Ball(0)), std::overflow_error);
}

TEST(Ball, EnclosesFinerNumbersThanDoublesFromBothSides) {
  for (const Rational& x : {Rational(1, 3), Rational(-1, 3), Rational(2, 3), Rational(-2, 7)}) {
    const Enclosure enclosure = ball(x, 200).enclose();
    EXPECT_LT(Rational(enclosure.lo), x);
    EXPECT_LT(x, Rational(enclosure.hi));
    EXPECT_EQ(enclosure.hi, std::nextafter(enclosure.lo, 1.0));
  }
}

TEST(Ball, WorksWithTheLargerPrecision) {
  EXPECT_EQ((ball(Rational(1, 3), 300) + Ball(1)).bits(), 300);
  const Ball wide = ball(Rational(1, 3), 300);
  for (const Ball& result : {Ball(1) + wide, Ball(1) - wide, Ball(1) * wide, Ball(1) / wide})
    EXPECT_EQ(result.bits(), 300);
  EXPECT_EQ(log(wide).bits(), 300);
  EXPECT_THROW((void)Ball::fraction("1x", "2", 64), std::invalid_argument);
  EXPECT_THROW((void)Ball::fraction("1", "0", 64), std::overflow_error);
}

TEST(Ball, DyadicNumbersAreExact) {
  const Ball x = Ball::dyadic(-3, -40, 64);
  EXPECT_EQ(x.radius(), 0.0);
  EXPECT_EQ(x.enclose().lo, -0x1.8p-39);
  EXPECT_EQ(x.enclose().hi, -0x1.8p-39);
}

TEST(Ball, MinusMirrorsTheEnclosure) {
  const Enclosure third = ball(Rational(1, 3), 200).enclose();
  const Enclosure minus_third = (-ball(Rational(1, 3), 200)).enclose();
  EXPECT_EQ(minus_third.lo, -third.hi);
  EXPECT_EQ(minus_third.hi, -third.lo);
  EXPECT_EQ((-ball(Rational(1, 3), 200)).bits(), 200);
}

TEST(Ball, CopiesWhatArbHas) {
  ArbNumber third;
  arb_set_ui(third, 1);
  arb_div_ui(third, third, 3, 64);
  const Ball copy = Ball::copy_of(third, 100);
  arb_zero(third);
  EXPECT_EQ(copy.bits(), 100);
  EXPECT_GT(copy.radius(), 0.0);
  EXPECT_TRUE((copy - ball(Rational(1, 3), 100)).contains_zero());
  EXPECT_FALSE((copy - ball(Rational(1, 4), 100)).contains_zero());
}

TEST(Ball, RadiusBoundsTheDistanceOfEveryMember) {
  const Ball third = ball(Rational(1, 3), 32);
  EXPECT_GT(third.radius(), 0x1p-36);
  EXPECT_LT(third.radius(), 0x1p-31);
}

}  // namespace
}  // namespace sidproof
