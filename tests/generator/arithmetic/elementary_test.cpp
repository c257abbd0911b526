// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/arithmetic/elementary.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "generator/arithmetic/elementary_check.hpp"
#include "generator/arithmetic/elementary_functions.hpp"

namespace sidproof {
namespace {

constexpr std::uint64_t last_pattern = 0xffffffffU;

// The exhaustive test covers every argument; here one of 4099.
void expect_correctly_rounded(const ElementaryFunction& function, double relative) {
  const ElementaryErrors errors = measure(function, 0, last_pattern, 4099);
  EXPECT_GT(errors.arguments, 100'000U);
  EXPECT_EQ(errors.misrounded, 0U);
  EXPECT_LE(errors.relative, relative);
}

TEST(Elementary, ExponentialIsCorrectlyRounded) {
  expect_correctly_rounded(exponential_function, 0x1p-52);
}
TEST(Elementary, LogarithmIsCorrectlyRounded) {
  expect_correctly_rounded(logarithm_function, 0x1p-52);
}
TEST(Elementary, HyperbolicTangentIsCorrectlyRounded) {
  expect_correctly_rounded(tangent_function, 0x1p-51);
}
TEST(Elementary, InverseRootIsCorrectlyRounded) {
  expect_correctly_rounded(inverse_root_function, 0x1p-52);
}

TEST(Elementary, TheMeasureSeesASingleWrongBit) {
  // A constant whose last bit is wrong: a relative error of 2^-47 misrounds a few
  // of a million results, and the relative error shows at once.
  ElementaryFunction wrong = exponential_function;
  wrong.computed = [](double x) { return reference::exponential(x) * (1.0 + 0x1p-40); };
  const ElementaryErrors errors = measure(wrong, 0, last_pattern, 4099);
  EXPECT_GT(errors.misrounded, 0U);
  EXPECT_GT(errors.relative, 0x1p-41);
}

TEST(Elementary, LimitsAreThoseOfTheContract) {
  using namespace reference;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(exponential(0.0), 1.0);
  EXPECT_EQ(exponential(-1e300), 0.0);
  EXPECT_EQ(exponential(-infinity), 0.0);
  EXPECT_EQ(exponential(1e300), infinity);
  EXPECT_EQ(exponential(-104.0F), 0.0F);
  EXPECT_GT(exponential(-103.0F), 0.0F);
  EXPECT_EQ(logarithm(1.0), 0.0);
  EXPECT_EQ(hyperbolic_tangent(1e300), 1.0);
  EXPECT_EQ(hyperbolic_tangent(-infinity), -1.0);
  EXPECT_TRUE(std::signbit(hyperbolic_tangent(-0.0)));
  const double not_a_number = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(std::isnan(exponential(not_a_number)));
  EXPECT_TRUE(std::isnan(hyperbolic_tangent(not_a_number)));
  EXPECT_TRUE(std::isnan(gelu_new(not_a_number)));
  EXPECT_EQ(inverse_root(0.25F), 2.0F);
  EXPECT_EQ(gelu_new(0.0), 0.0);
  EXPECT_EQ(gelu_new(100.0), 100.0);
  EXPECT_EQ(gelu_new(-1e30), 0.0);
  EXPECT_EQ(silu(0.0), 0.0);
}

// Arguments of the softmax are differences of binary32 numbers, kept in binary64.
TEST(Elementary, ExponentialOfBinary64ArgumentsKeepsItsRelativeError) {
  arb_t x;
  arb_t exact;
  arb_t value;
  arb_init(x);
  arb_init(exact);
  arb_init(value);
  double worst = 0;
  std::uint64_t state = 7;
  for (int round = 0; round < 200'000; ++round) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const double argument = -static_cast<double>(state >> 11U) * 0x1p-53 * 708.0;
    arb_set_d(x, argument);
    arb_exp(exact, x, 90);
    arb_set_d(value, reference::exponential(argument));
    arb_sub(value, value, exact, 90);
    arb_div(value, value, exact, 90);
    arf_t bound;
    arf_init(bound);
    arb_get_abs_ubound_arf(bound, value, 53);
    worst = std::max(worst, arf_get_d(bound, ARF_RND_UP));
    arf_clear(bound);
  }
  EXPECT_LE(worst, 0x1p-51);
  arb_clear(x);
  arb_clear(exact);
  arb_clear(value);
}

}  // namespace
}  // namespace sidproof
