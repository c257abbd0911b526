// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/log_sum.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

namespace sidproof {
namespace {

// An implementation of ln that shares nothing with Arb.
using Reference = boost::multiprecision::cpp_bin_float_100;
using Terms = std::vector<std::pair<std::uint64_t, Integer>>;

LogSum sum_of(const Terms& terms, const Integer& divisor = 1) {
  LogSum sum;
  for (const auto& [argument, coefficient] : terms) sum.add(argument, coefficient);
  sum.divide_by(divisor);
  return sum;
}

Reference reference(const Terms& terms, const Integer& divisor = 1) {
  Reference value = 0;
  for (const auto& [argument, coefficient] : terms)
    value += Reference(coefficient) * log(Reference(argument));
  return value / Reference(divisor);
}

void expect_tight_around(const Enclosure& interval, const Reference& value) {
  EXPECT_LE(Reference(interval.lo), value);
  EXPECT_GE(Reference(interval.hi), value);
  const double ulp = std::nextafter(std::fabs(interval.lo), INFINITY) - std::fabs(interval.lo);
  EXPECT_LE(interval.hi - interval.lo, 2.01 * ulp);
}

TEST(LogSum, TheEmptySumIsZero) {
  EXPECT_TRUE(LogSum().is_zero());
  EXPECT_EQ(LogSum().sign(), 0);
  EXPECT_EQ(LogSum().enclose().lo, 0);
  EXPECT_EQ(LogSum().enclose().hi, 0);
  EXPECT_EQ(LogSum().enclose_exp().lo, 1);
  EXPECT_EQ(LogSum().enclose_exp().hi, 1);
}

TEST(LogSum, LogarithmOfOneAndCoefficientZeroAddNothing) {
  EXPECT_TRUE(sum_of({{1, 7}, {5, 0}}).is_zero());
}

TEST(LogSum, EnclosesRandomSumsTightly) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 300; ++i) {
    Terms terms;
    for (std::uint64_t t = random() % 6 + 1; t > 0; --t)
      terms.emplace_back((random() >> (random() % 60)) | 2,
                         Integer(static_cast<std::int64_t>(random()) >> (random() % 60)) | 1);
    const Integer divisor = (random() >> (random() % 60)) + 1;
    expect_tight_around(sum_of(terms, divisor).enclose(), reference(terms, divisor));
  }
}

TEST(LogSum, CancellationThatLeavesSixtyDigitsBehindIsStillTight) {
  // ln of (1 + 2^-62) apart: the difference is about 2e-19.
  const std::uint64_t big = std::uint64_t{1} << 62U;
  const Terms close{{big + 1, 1}, {big, -1}};
  expect_tight_around(sum_of(close).enclose(), reference(close));
  EXPECT_EQ(sum_of(close).sign(), 1);
  // 2^c against 3^d for a convergent of ln 3 / ln 2: the difference is tiny but not zero.
  const Terms convergent{{2, Integer("217976794617")}, {3, Integer("-137528045312")}};
  EXPECT_FALSE(sum_of(convergent).is_zero());
  EXPECT_EQ(sum_of(convergent).sign(), reference(convergent) > 0 ? 1 : -1);
  expect_tight_around(sum_of(convergent).enclose(), reference(convergent));
}

TEST(LogSum, CancellationBeyondTheFirstPrecisionIsRefined) {
  // A convergent p/q of ln 3 / ln 2 with q about 1e30: p ln 2 and q ln 3 agree in
  // 200 bits and differ all the same.
  Reference rest = log(Reference(3)) / log(Reference(2));
  Integer p0 = 1;
  Integer p1 = Integer(floor(rest));
  Integer q0 = 0;
  Integer q1 = 1;
  while (q1 < Integer("1000000000000000000000000000000")) {
    rest = 1 / (rest - floor(rest));
    const Integer digit(floor(rest));
    p0 = std::exchange(p1, digit * p1 + p0);
    q0 = std::exchange(q1, digit * q1 + q0);
  }
  const Terms close{{2, p1}, {3, -q1}};
  EXPECT_EQ(sum_of(close).sign(), reference(close) > 0 ? 1 : -1);
  EXPECT_FALSE(sum_of(close).is_zero());
  expect_tight_around(sum_of(close).enclose(), reference(close));
}

TEST(LogSum, ZeroIsDecidedByFactorisation) {
  EXPECT_TRUE(sum_of({{12, 2}, {18, -1}, {2, -3}}).is_zero());  // 144 = 18 * 8
  EXPECT_EQ(sum_of({{12, 2}, {18, -1}, {2, -3}}).sign(), 0);
  EXPECT_FALSE(sum_of({{12, 2}, {18, -1}, {2, -4}}).is_zero());
  // Two primes near 2^32, their product and its square.
  const std::uint64_t p = 4294967291U;
  const std::uint64_t q = 4294967279U;
  EXPECT_TRUE(sum_of({{p * q, 3}, {p, -3}, {q, -3}}).is_zero());
  EXPECT_FALSE(sum_of({{p * q, 3}, {p, -3}, {q, -2}}).is_zero());
  EXPECT_EQ(sum_of({{p * q, 3}, {p, -3}, {q, -3}}).enclose().hi, 0);
}

TEST(LogSum, AddAndSubtractRespectBothDivisors) {
  LogSum third = sum_of({{5, 1}}, 3);
  const LogSum half = sum_of({{5, 1}, {7, 4}}, 2);
  third.add(half);
  const Terms expected{{5, 5}, {7, 12}};
  expect_tight_around(third.enclose(), reference(expected, 6));
  third.subtract(half);
  third.subtract(sum_of({{5, 2}}, 6));
  EXPECT_TRUE(third.is_zero());
  LogSum itself = sum_of({{5, 1}}, 3);
  itself.add(itself);
  expect_tight_around(itself.enclose(), reference({{5, 2}}, 3));
  itself.subtract(itself);
  EXPECT_TRUE(itself.is_zero());
}

TEST(LogSum, ExponentialOfAnEntropyIsItsPerplexity) {
  // Uniform law over 6 tokens: entropy ln 6, perplexity 6.
  const Enclosure six = sum_of({{6, 1}}).enclose_exp();
  EXPECT_LE(six.lo, 6);
  EXPECT_GE(six.hi, 6);
  EXPECT_LE(six.hi - six.lo, 2e-15);
  const Terms skewed{{7, 7}, {2, -2}, {5, -5}};
  expect_tight_around(sum_of(skewed, 7).enclose_exp(), exp(reference(skewed, 7)));
}

TEST(LogSum, CoefficientsBeyondSixtyFourBitsAreKept) {
  const Terms terms{{3, Integer("123456789012345678901234567890")},
                    {10, Integer("-98765432109876543210")}};
  expect_tight_around(sum_of(terms, 17).enclose(), reference(terms, 17));
}

}  // namespace
}  // namespace sidproof
