// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Mersenne61 and Montgomery against FLINT's nmod and against 128-bit remainders.
#include <flint/nmod_vec.h>
#undef ulong
#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <random>

#include "exact/mersenne61.hpp"
#include "exact/montgomery.hpp"

namespace sidproof {
namespace {

template <class F>
class PrimeFields : public testing::Test {};
using Primes = testing::Types<Mersenne61, Prime61m31, Montgomery<3>,
                              Montgomery<(std::uint64_t{1} << 62U) - 57>>;
TYPED_TEST_SUITE(PrimeFields, Primes);

TYPED_TEST(PrimeFields, AgreeWithFlint) {
  using F = TypeParam;
  nmod_t mod;
  nmod_init(&mod, F::modulus);
  ASSERT_TRUE(n_is_prime(F::modulus));
  std::mt19937_64 random(11);
  const std::array<std::uint64_t, 8> corners = {0,
                                                1,
                                                2,
                                                F::modulus - 1,
                                                F::modulus,
                                                F::modulus + 1,
                                                std::numeric_limits<std::uint64_t>::max(),
                                                std::uint64_t{1} << 63U};
  for (int round = 0; round < 5000; ++round) {
    const std::uint64_t x = round < 64 ? corners.at(static_cast<unsigned>(round) / 8) : random();
    const std::uint64_t y = round < 64 ? corners.at(static_cast<unsigned>(round) % 8) : random();
    const F a = F::from_bits(x);
    const F b = F::from_bits(y);
    const std::uint64_t p = x % F::modulus;
    const std::uint64_t q = y % F::modulus;
    ASSERT_EQ(a.value(), p);
    ASSERT_EQ((a + b).value(), nmod_add(p, q, mod));
    ASSERT_EQ((a - b).value(), nmod_sub(p, q, mod));
    ASSERT_EQ((a * b).value(), nmod_mul(p, q, mod));
    ASSERT_EQ((-a).value(), nmod_neg(p, mod));
    if (q != 0) {
      ASSERT_EQ((a / b).value(), nmod_div(p, q, mod));
    }
  }
}

TYPED_TEST(PrimeFields, IntegersOfBothSignsAreReduced) {
  using F = TypeParam;
  for (const std::int64_t integer :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{5}, std::int64_t{-5},
        std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
    const auto modulus = static_cast<SignedWide>(F::modulus);
    const auto expected = static_cast<std::uint64_t>((integer % modulus + modulus) % modulus);
    EXPECT_EQ(F(integer).value(), expected) << integer;
  }
}

TEST(PrimeFields, AreUsableInConstantExpressions) {
  static_assert(Mersenne61(6) / Mersenne61(3) == Mersenne61(2));
  static_assert(Prime61m31(6) / Prime61m31(3) == Prime61m31(2));
  EXPECT_EQ(FieldTraits<Prime61m31>::name(), "integers mod 2^61-31");
  EXPECT_EQ(FieldTraits<Montgomery<7>>::name(), "integers mod 7");
}

}  // namespace
}  // namespace sidproof
