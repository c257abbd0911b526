// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The tracked degrees against the degrees of polynomials that are multiplied out.
#include "exact/degree.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "exact/mersenne61.hpp"

namespace sidproof {
namespace {

// A quotient of polynomials in one indeterminate, never reduced.
struct Quotient {
  using Polynomial = std::vector<Mersenne61>;  // no leading zeros
  Polynomial numerator;
  Polynomial denominator{Mersenne61(1)};

  Quotient() = default;
  explicit Quotient(std::int64_t integer) {
    if (integer != 0) numerator = {Mersenne61(integer)};
  }
  static Quotient variable() {
    Quotient x;
    x.numerator = {Mersenne61(0), Mersenne61(1)};
    return x;
  }
  static Polynomial product(const Polynomial& a, const Polynomial& b) {
    if (a.empty() || b.empty()) return {};
    Polynomial result(a.size() + b.size() - 1);
    for (std::size_t i = 0; i < a.size(); ++i)
      for (std::size_t j = 0; j < b.size(); ++j) result[i + j] += a[i] * b[j];
    return result;
  }
  static Polynomial sum(Polynomial a, const Polynomial& b) {
    if (a.size() < b.size()) a.resize(b.size());
    for (std::size_t i = 0; i < b.size(); ++i) a[i] += b[i];
    while (!a.empty() && a.back() == Mersenne61(0)) a.pop_back();
    return a;
  }
  Quotient operator-() const {
    Quotient result = *this;
    for (Mersenne61& c : result.numerator) c = -c;
    return result;
  }
  friend Quotient operator+(const Quotient& a, const Quotient& b) {
    Quotient result;
    result.numerator =
        sum(product(a.numerator, b.denominator), product(b.numerator, a.denominator));
    result.denominator = product(a.denominator, b.denominator);
    return result;
  }
  friend Quotient operator-(const Quotient& a, const Quotient& b) { return a + (-b); }
  friend Quotient operator*(const Quotient& a, const Quotient& b) {
    Quotient result;
    result.numerator = product(a.numerator, b.numerator);
    result.denominator = product(a.denominator, b.denominator);
    return result;
  }
  friend Quotient operator/(const Quotient& a, const Quotient& b) {
    Quotient result;
    result.numerator = product(a.numerator, b.denominator);
    result.denominator = product(a.denominator, b.numerator);
    return result;
  }
  Quotient& operator+=(const Quotient& o) { return *this = *this + o; }
  Quotient& operator-=(const Quotient& o) { return *this = *this - o; }
  Quotient& operator*=(const Quotient& o) { return *this = *this * o; }
};
static_assert(Arithmetic<Quotient>);

// A random formula, the same for every number type of one seed.
template <Arithmetic N>
N formula(const N& x, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  N value = x;
  for (int step = 0; step < 8; ++step) {
    const N constant(static_cast<std::int64_t>(random() % 5) + 1);
    const std::uint64_t kind = random() % 4;
    const N other = kind < 2 ? x : kind == 2 ? constant : N(constant / (x + constant));
    switch (random() % 5) {
      case 0: value += other; break;
      case 1: value -= other * other; break;
      case 2: value *= other; break;
      case 3: value = value / (other + N(1)); break;
      default: value = value * value;
    }
  }
  return value;
}

TEST(DegreeTracker, BoundsTheDegreesOfEveryFormula) {
  int attained = 0;
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    const Quotient polynomial = formula(Quotient::variable(), seed);
    const DegreeTracker tracked = formula(DegreeTracker::variable(), seed);
    if (polynomial.numerator.empty()) continue;
    ASSERT_LE(polynomial.numerator.size() - 1, tracked.numerator()) << seed;
    ASSERT_LE(polynomial.denominator.size() - 1, tracked.denominator()) << seed;
    attained += polynomial.numerator.size() - 1 == tracked.numerator() ? 1 : 0;
  }
  EXPECT_GT(attained, 100);  // the bound is no wild overestimate either
}

TEST(DegreeTracker, SaturatesInsteadOfWrapping) {
  DegreeTracker x = DegreeTracker::variable();
  for (int doubling = 0; doubling < 70; ++doubling) x *= DegreeTracker(x);
  EXPECT_EQ(x.numerator(), ~std::uint64_t{0});
  EXPECT_EQ((DegreeTracker(1) / x).denominator(), ~std::uint64_t{0});
}

TEST(DegreeTracker, ConstantsHaveDegreeZero) {
  const DegreeTracker constant = DegreeTracker(7) / DegreeTracker(3) - DegreeTracker(0);
  EXPECT_EQ(constant.numerator() + constant.denominator(), 0U);
}

}  // namespace
}  // namespace sidproof
