// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The laws of a field, run for every number type.
#include "exact/field.hpp"

#include <gtest/gtest.h>

#include <random>

#include "exact/ball.hpp"
#include "exact/checked.hpp"
#include "exact/degree.hpp"
#include "exact/dual.hpp"
#include "exact/flint_rational.hpp"
#include "exact/mersenne61.hpp"
#include "exact/montgomery.hpp"
#include "exact/rational.hpp"

namespace sidproof {
namespace {

static_assert(OrderedField<Rational> && OrderedField<FlintRational>);
static_assert(OrderedField<Checked<Rational, FlintRational>>);
static_assert(Field<Mersenne61> && !OrderedField<Mersenne61>);
static_assert(Field<Prime61m31> && !OrderedField<Prime61m31>);
static_assert(!OrderedField<Checked<Mersenne61, Mersenne61>>);
static_assert(EnclosedNumber<Ball> && !Field<Ball>);
static_assert(Field<Dual<Rational>> && !Field<Dual<DegreeTracker>>);
static_assert(Arithmetic<DegreeTracker> && !Field<DegreeTracker>);

template <class F>
class FieldLaws : public testing::Test {
 protected:
  // Corners (0, 1, -1, small denominators) as often as larger numbers.
  F draw() {
    const auto integer = [this](std::int64_t bound) {
      return std::uniform_int_distribution<std::int64_t>(-bound, bound)(random_);
    };
    const std::int64_t size = integer(1) == 0 ? 2 : 1'000'000'000'000;
    std::int64_t denominator = 0;
    while (denominator == 0) denominator = integer(size);
    return fraction<F>(integer(size), denominator);
  }

 private:
  std::mt19937_64 random_{20260415};
};

using Fields = testing::Types<Rational, FlintRational, Mersenne61, Prime61m31,
                              Checked<Rational, FlintRational>, Montgomery<7>>;
TYPED_TEST_SUITE(FieldLaws, Fields);

TYPED_TEST(FieldLaws, AdditionAndMultiplicationFormAField) {
  using F = TypeParam;
  const F zero(0);
  const F one(1);
  for (int round = 0; round < 300; ++round) {
    F a = F(0);
    F b = F(0);
    F c = F(0);
    try {
      a = this->draw();
      b = this->draw();
      c = this->draw();
    } catch (const std::overflow_error&) {
      continue;  // the denominator is zero in a small prime field
    }
    ASSERT_EQ(text_of<F>(a + b), text_of<F>(b + a));
    ASSERT_TRUE((a + b) + c == a + (b + c));
    ASSERT_TRUE((a * b) * c == a * (b * c));
    ASSERT_TRUE(a * (b + c) == a * b + a * c);
    ASSERT_TRUE(a + zero == a && a * one == a && is_zero(F(a * zero)));
    ASSERT_TRUE(is_zero(F(a + (-a))) && a - b == a + (-b));
    if (!is_zero(b)) {
      ASSERT_TRUE((a / b) * b == a);
    }
  }
}

TYPED_TEST(FieldLaws, AliasedOperandsGiveTheSameResults) {
  using F = TypeParam;
  const F a = fraction<F>(3, 5);
  F sum = a;
  sum += sum;
  F difference = a;
  difference -= difference;
  F product = a;
  product *= product;
  F quotient = a;
  quotient /= quotient;
  EXPECT_TRUE(sum == F(2) * a && is_zero(difference) && product == a * F(a) && quotient == F(1));
}

TYPED_TEST(FieldLaws, DivisionByZeroThrows) {
  using F = TypeParam;
  EXPECT_THROW((void)(F(1) / F(0)), std::overflow_error);
  EXPECT_THROW((void)(F(0) / F(0)), std::overflow_error);
}

TYPED_TEST(FieldLaws, PowersAreRepeatedProductsAndZeroToTheZeroIsOne) {
  using F = TypeParam;
  EXPECT_TRUE(power(F(0), 0) == F(1) && is_zero(power(F(0), 3)));
  F product(1);
  for (std::uint64_t exponent = 0; exponent < 20; ++exponent, product *= fraction<F>(2, 3))
    EXPECT_TRUE(power(fraction<F>(2, 3), exponent) == product);
}

}  // namespace
}  // namespace sidproof
