// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/integer_check.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "exact/fixed_product.hpp"
#include "model/model_draws.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

TEST(IntegerCheck, FastAndRationalPathsAgree) {
  Draws draws(31);
  int ones = 0;
  for (int round = 0; round < 400; ++round) {
    const CodeSpace space = draws.space(3, 4);
    const TokenMap map = round % 2 == 0 ? draws.bijection(space) : draws.map(space);
    const CascadedShape shape(space);
    IntegerCheck check(shape, map);
    const auto weights = draws.weights(shape, false);
    std::vector<std::uint32_t> observed(draws.below(10));
    for (auto& item : observed) item = static_cast<std::uint32_t>(draws.below(map.items()));
    const auto fast = check.fast(weights, observed);
    ASSERT_TRUE(fast.has_value());
    const IntegerVerdict slow = check.slow(weights, observed);
    ASSERT_EQ(*fast, slow);
    ASSERT_TRUE(slow.partition_agrees && slow.likelihoods_agree);
    ones += slow.z_is_one ? 1 : 0;
    if (is_bijective(map)) {
      ASSERT_TRUE(slow.z_is_one);
    }
  }
  EXPECT_LT(ones, 350);
}

TEST(IntegerCheck, TellsZFromOneByOnePartInTheDenominator) {
  const CodeSpace space({2, 2});
  const TokenMap all_but_one(space, {{0, 0}, {0, 1}, {1, 0}});
  IntegerCheck check{CascadedShape(space), all_but_one};
  const std::vector<std::uint32_t> weights = {4000000, 1, 1, 1, 4000000, 1};
  const auto verdict = check.fast(weights, {});
  ASSERT_TRUE(verdict.has_value());
  EXPECT_FALSE(verdict->z_is_one);
  EXPECT_TRUE(verdict->partition_agrees);
}

TEST(IntegerCheck, FallsBackWhereABoundIsExceeded) {
  Draws draws(32);
  const CodeSpace space({4, 4, 4});
  const CascadedShape shape(space);
  const TokenMap map = draws.bijection(space);
  IntegerCheck check(shape, map);
  std::vector<std::uint32_t> weights(shape.cells());
  for (auto& weight : weights) weight = static_cast<std::uint32_t>(draws.below(4000000000)) + 1;
  const std::vector<std::uint32_t> observed = {1, 2, 3};
  EXPECT_FALSE(check.fast(weights, observed).has_value());
  EXPECT_EQ(check.check(weights, observed), (IntegerVerdict{true, true, true}));
  // Likelihoods of too many examples for 1024 bits.
  std::fill(weights.begin(), weights.end(), 5);
  const std::vector<std::uint32_t> many(200, 7);
  EXPECT_FALSE(check.fast(weights, many).has_value());
  EXPECT_EQ(check.check(weights, many), (IntegerVerdict{true, true, true}));
}

TEST(IntegerCheck, NeedsCodesOfFixedLengthAndLaws) {
  const CodeSpace space({2, 2});
  EXPECT_THROW(IntegerCheck(CascadedShape(space), TokenMap(space, {{0}})), std::invalid_argument);
  IntegerCheck check{CascadedShape(CodeSpace({2})), TokenMap(CodeSpace({2}), {{0}})};
  const std::vector<std::uint32_t> no_law = {0, 0};
  EXPECT_THROW((void)check.check(no_law, {}), std::overflow_error);
  IntegerCheck empty{CascadedShape(CodeSpace()), TokenMap(CodeSpace(), {Sequence{}})};
  EXPECT_EQ(empty.fast({}, {}), (IntegerVerdict{true, true, true}));
}

TEST(FixedProduct, ComparesProductsInAnyOrderAndStopsBeyond1024Bits) {
  FixedProduct a;
  FixedProduct b;
  const std::vector<std::uint64_t> factors = {~std::uint64_t{0}, 3, 1U << 31U, 12345678901234567U};
  for (std::size_t i = 0; i < factors.size(); ++i) {
    ASSERT_TRUE(a.multiply(factors[i]));
    ASSERT_TRUE(b.multiply(factors[factors.size() - 1 - i]));
  }
  EXPECT_TRUE(a == b);
  ASSERT_TRUE(b.multiply(2));
  EXPECT_FALSE(a == b);
  FixedProduct zero;
  ASSERT_TRUE(a.multiply(0));
  ASSERT_TRUE(zero.multiply(0));
  EXPECT_TRUE(a == zero);
  FixedProduct full;
  int twos = 0;
  while (twos < 2000 && full.multiply(2)) ++twos;
  EXPECT_GE(twos, 1024);
  EXPECT_LT(twos, 1024 + 64);
  FixedProduct by_twos;
  FixedProduct by_fours;
  FixedProduct half;
  for (int i = 0; i < 1022; ++i) {
    ASSERT_TRUE(by_twos.multiply(2) && half.multiply(2));
    ASSERT_TRUE(i % 2 != 0 || by_fours.multiply(4));
  }
  ASSERT_TRUE(by_twos.multiply(2) && by_fours.multiply(2));
  EXPECT_TRUE(by_twos == by_fours);
  EXPECT_FALSE(by_twos == half);
}

}  // namespace
}  // namespace sidproof
