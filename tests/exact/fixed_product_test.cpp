// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/fixed_product.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "exact/integer.hpp"

namespace sidproof {
namespace {

FixedProduct product_of(const std::vector<std::uint64_t>& factors) {
  FixedProduct product;
  for (const std::uint64_t factor : factors) EXPECT_TRUE(product.multiply(factor));
  return product;
}

Integer integer_product_of(const std::vector<std::uint64_t>& factors) {
  Integer product = 1;
  for (const std::uint64_t factor : factors) product *= factor;
  return product;
}

TEST(FixedProduct, IsEqualWhereTheIntegersAre) {
  std::mt19937_64 random(3);
  int equal = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::uint64_t> factors;
    while (factors.size() < 14) factors.push_back(random() >> random() % 64);
    std::vector<std::uint64_t> others = factors;
    std::ranges::shuffle(others, random);
    // Two factors trade a 2; a carry is lost or gained in one place; or nothing.
    if (round % 3 == 1) others[0] ^= std::uint64_t{1} << random() % 64;
    if (round % 3 == 2 && others[1] % 2 == 0 && others[2] >> 63U == 0) {
      others[1] /= 2;
      others[2] *= 2;
    }
    const bool same = integer_product_of(factors) == integer_product_of(others);
    equal += same ? 1 : 0;
    ASSERT_EQ(product_of(factors) == product_of(others), same);
  }
  EXPECT_GT(equal, 600);
  EXPECT_LT(equal, 1900);
}

TEST(FixedProduct, TellsProductsApartThatDifferInTheHighestLimbOnly) {
  const std::uint64_t high = std::uint64_t{1} << 63U;
  EXPECT_FALSE(product_of({high, high, high}) == product_of({high, high}));
  EXPECT_FALSE(product_of({high, 2}) == FixedProduct());
  EXPECT_TRUE(product_of({high, 2}) == product_of({2, high}));
  EXPECT_TRUE(product_of({high, 4, 0}) == product_of({0}));
}

TEST(FixedProduct, HasRoomFor1024BitsHoweverTheyCome) {
  const std::uint64_t high = std::uint64_t{1} << 63U;
  // 2^959 in the limbs, 2^63 waits, and another 2: 1024 bits.
  std::vector<std::uint64_t> factors(15, high);
  factors.insert(factors.end(), {std::uint64_t{1} << 14U, high, 2});
  const FixedProduct most = product_of(factors);
  factors.back() = 1;
  EXPECT_FALSE(most == product_of(factors));
  // Far beyond, it says so and keeps what it had.
  FixedProduct full;
  int taken = 0;
  while (taken < 100 && full.multiply(high)) ++taken;
  EXPECT_GE(taken, 16);
  EXPECT_LE(taken, 17);
  EXPECT_TRUE(full ==
              product_of(std::vector<std::uint64_t>(static_cast<std::size_t>(taken), high)));
}

}  // namespace
}  // namespace sidproof
