// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/inverses.hpp"

#include <gtest/gtest.h>

#include <random>

#include "exact/degree.hpp"
#include "exact/dual.hpp"
#include "exact/flint_rational.hpp"
#include "exact/mersenne61.hpp"
#include "exact/montgomery.hpp"

namespace sidproof {
namespace {

template <class N>
class Inverses : public testing::Test {};
using Numbers =
    testing::Types<Mersenne61, Prime61m31, FlintRational, Dual<Mersenne61>, Dual<FlintRational>>;
TYPED_TEST_SUITE(Inverses, Numbers);

TYPED_TEST(Inverses, AreThoseOfEachNumberAlone) {
  using N = TypeParam;
  std::mt19937_64 random(1);
  const N slope = [] {
    if constexpr (requires(N x) { x.derivative; }) {
      N x(3);
      x.derivative = decltype(x.derivative)(5);
      return x;
    } else {
      return N(3);
    }
  }();
  for (std::size_t size = 0; size < 40; ++size) {
    std::vector<N> numbers;
    for (std::size_t i = 0; i < size; ++i)
      numbers.push_back(N(static_cast<std::int64_t>(random() % 1'000'003) + 1) * slope);
    std::vector<N> expected;
    for (const N& number : numbers) expected.push_back(N(1) / number);
    invert_all(numbers);
    ASSERT_EQ(numbers, expected);
  }
}

TYPED_TEST(Inverses, OfZeroAtAnyPlaceAreDivisionsByZero) {
  using N = TypeParam;
  for (std::size_t zero = 0; zero < 4; ++zero) {
    std::vector<N> numbers(4, N(2));
    numbers[zero] = N(0);
    EXPECT_THROW(invert_all(numbers), std::overflow_error);
  }
}

TEST(InversesOfDegrees, AreThoseOfSingleDivisions) {
  const DegreeTracker x = DegreeTracker::variable();
  std::vector<DegreeTracker> numbers = {x * x, x / (x * x * x), DegreeTracker(2)};
  invert_all(numbers);
  EXPECT_EQ(numbers[0].numerator(), 0U);
  EXPECT_EQ(numbers[0].denominator(), 2U);
  EXPECT_EQ(numbers[1].numerator(), 3U);
  EXPECT_EQ(numbers[1].denominator(), 1U);
  EXPECT_EQ(numbers[2].denominator(), 0U);
}

}  // namespace
}  // namespace sidproof
