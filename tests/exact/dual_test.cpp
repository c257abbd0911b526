// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/dual.hpp"

#include <gtest/gtest.h>

#include "exact/rational.hpp"

namespace sidproof {
namespace {

using D = Dual<Rational>;

TEST(Dual, FollowsTheRulesOfDifferentiation) {
  const Rational x(3, 7);
  const D variable(x, 1);
  const D f = (variable * variable * variable - D(2)) / (variable + D(1));
  EXPECT_EQ(f.value, (x * x * x - 2) / (x + 1));
  // Quotient rule, by hand.
  EXPECT_EQ(f.derivative, (3 * x * x * (x + 1) - (x * x * x - 2)) / ((x + 1) * (x + 1)));
  EXPECT_EQ((-f).derivative, -f.derivative);
  EXPECT_EQ((f - f), D(0));
}

TEST(Dual, NestedGivesSecondDerivatives) {
  using DD = Dual<D>;
  const Rational x(2, 5);
  const DD variable(D(x, 1), D(Rational(1)));
  const DD f = DD(1) / (variable * variable);  // x^-2, second derivative 6 x^-4
  EXPECT_EQ(f.derivative.derivative, 6 / (x * x * x * x));
}

TEST(Dual, HasNoInverseWhereTheValueIsZero) {
  EXPECT_THROW((void)(D(1) / D(Rational(0), 1)), std::overflow_error);
}

TEST(Dual, AliasedOperandsGiveTheSameResults) {
  D square(Rational(3), 1);
  square *= square;
  EXPECT_EQ(square, D(Rational(9), 6));
  D one(Rational(3), 1);
  one /= one;
  EXPECT_EQ(one, D(1));
}

}  // namespace
}  // namespace sidproof
