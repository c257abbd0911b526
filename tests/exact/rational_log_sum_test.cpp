// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/rational_log_sum.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

namespace sidproof {
namespace {

TEST(RationalLogSum, KnowsThatRelatedLogarithmsCancel) {
  RationalLogSum sum;
  sum.add(12, Rational(1, 2));
  sum.add(18, Rational(1, 2));
  sum.add(216, Rational(-1, 3));
  EXPECT_FALSE(sum.is_zero());  // ln 6^(3/2) - ln 6
  sum.add(Rational(1, 6), Rational(1, 2));
  sum.add(6, 0);
  EXPECT_TRUE(sum.is_zero()) << sum.text();
  EXPECT_EQ(sum.sign(), 0);
  EXPECT_EQ(sum.enclose().lo, 0);
  EXPECT_EQ(sum.enclose().hi, 0);
}

// Unlike means: exponents of the primes, by trial division.
bool zero_by_primes(const std::vector<std::pair<Rational, Rational>>& terms) {
  std::map<long, Rational> exponents;
  const auto divide = [&](Integer n, const Rational& c) {
    for (long p = 2; n > 1; ++p)
      for (; n % p == 0; n /= p) exponents[p] += c;
  };
  for (const auto& [r, c] : terms) {
    divide(numerator(r), c);
    divide(denominator(r), -c);
  }
  for (const auto& [p, c] : exponents)
    if (c != 0) return false;
  return true;
}

TEST(RationalLogSum, DecidesZeroLikeFactorisationIntoPrimes) {
  std::mt19937_64 random(5);
  int zeros = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::pair<Rational, Rational>> terms;
    RationalLogSum sum;
    double approximate = 0;
    for (int i = 0; i < 4; ++i) {
      terms.emplace_back(Rational(1 + random() % 6, 1 + random() % 6),
                         Rational(static_cast<int>(random() % 5) - 2, 1 + random() % 2));
      sum.add(terms.back().first, terms.back().second);
      approximate += terms.back().second.convert_to<double>() *
                     std::log(terms.back().first.convert_to<double>());
    }
    ASSERT_EQ(sum.is_zero(), zero_by_primes(terms)) << sum.text();
    zeros += sum.is_zero() ? 1 : 0;
    if (!sum.is_zero()) {
      ASSERT_EQ(sum.sign(), approximate > 0 ? 1 : -1) << sum.text();
    }
    const Enclosure enclosure = sum.enclose();
    ASSERT_LE(enclosure.lo, approximate + 1e-12);
    ASSERT_GE(enclosure.hi, approximate - 1e-12);
    ASSERT_LE(enclosure.hi - enclosure.lo, std::abs(approximate) * 1e-15 + 1e-300);
  }
  EXPECT_GT(zeros, 25);
}

TEST(RationalLogSum, TellsTheSignOfNumbersFarBelowDoublePrecision) {
  // ln(1 + 10^-60) - 10^-60 ln e cannot be written; take 2^k against 3^m instead:
  // convergents of ln 3 / ln 2 make k ln 2 - m ln 3 tiny but not zero.
  RationalLogSum sum;
  sum.add(2, Rational("301994"));
  sum.add(3, Rational("-190537"));
  EXPECT_EQ(sum.sign(), 1);
  EXPECT_LT(sum.enclose().hi, 1e-6);
  RationalLogSum near_one;
  const Integer big = pow(Integer(10), 300);
  near_one.add(Rational(big + 1, big));
  EXPECT_EQ(near_one.sign(), 1);
  EXPECT_NEAR(near_one.enclose().lo, 1e-300, 1e-310);
  near_one *= -1;
  EXPECT_EQ(near_one.sign(), -1);
}

TEST(RationalLogSum, AddsSubtractsAndScales) {
  RationalLogSum a;
  a.add(2);
  RationalLogSum b;
  b.add(3, 2);
  RationalLogSum both;
  both.add(18);
  EXPECT_TRUE(a + b == both);
  EXPECT_TRUE(both - b == a);
  EXPECT_TRUE(a * Rational(1, 3) * 3 == a);
  EXPECT_TRUE(a < b);
  EXPECT_FALSE(b < a);
  a += a;
  RationalLogSum four;
  four.add(4);
  EXPECT_TRUE(a == four);
  a -= a;
  EXPECT_TRUE(a.is_zero());
  EXPECT_TRUE((b * 0).is_zero());
}

TEST(RationalLogSum, HasAText) {
  RationalLogSum sum;
  EXPECT_EQ(sum.text(), "0");
  sum.add(Rational(5, 3), Rational(2, 3));
  sum.add(2, -1);
  EXPECT_EQ(sum.text(), "-ln 2 - 2/3 ln 3 + 2/3 ln 5");
}

TEST(RationalLogSum, RefusesArgumentsThatAreNotPositive) {
  RationalLogSum sum;
  EXPECT_THROW(sum.add(0), std::domain_error);
  EXPECT_THROW(sum.add(Rational(-1, 2)), std::domain_error);
}

}  // namespace
}  // namespace sidproof
