// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/checked.hpp"

#include <gtest/gtest.h>

#include "exact/flint_rational.hpp"
#include "exact/mersenne61.hpp"
#include "exact/rational.hpp"

namespace sidproof {
namespace {

// A rational with one planted fault, chosen by the parameter.
enum class Fault {
  addition,
  subtraction,
  product,
  quotient,
  negation,
  equality,
  order,
  zero_division
};
template <Fault fault>
struct Faulty {
  Rational value;
  Faulty() = default;
  explicit Faulty(std::int64_t integer) : value(integer) {}
  explicit Faulty(Rational number) : value(std::move(number)) {}
  Faulty& operator+=(const Faulty& o) { return set(value + o.value, Fault::addition); }
  Faulty& operator-=(const Faulty& o) { return set(value - o.value, Fault::subtraction); }
  Faulty& operator*=(const Faulty& o) { return set(value * o.value, Fault::product); }
  Faulty& operator/=(const Faulty& o) {
    if (fault == Fault::zero_division && o.value == 0) return *this;
    return set(value / o.value, Fault::quotient);
  }
  Faulty operator-() const { return Faulty(fault == Fault::negation ? value : Rational(-value)); }
  friend Faulty operator+(Faulty a, const Faulty& b) { return a += b; }
  friend Faulty operator-(Faulty a, const Faulty& b) { return a -= b; }
  friend Faulty operator*(Faulty a, const Faulty& b) { return a *= b; }
  friend Faulty operator/(Faulty a, const Faulty& b) { return a /= b; }
  friend bool operator==(const Faulty& a, const Faulty& b) {
    return (a.value == b.value) != (fault == Fault::equality);
  }
  friend bool operator<(const Faulty& a, const Faulty& b) {
    return (a.value < b.value) != (fault == Fault::order);
  }
  Faulty& set(Rational result, Fault here) {
    value = std::move(result);
    if (here == fault) value += Rational(1, 1000000007);
    return *this;
  }
};

}  // namespace

template <Fault fault>
struct FieldTraits<Faulty<fault>> {
  static std::string_view name() { return "faulty"; }
  static std::string text(const Faulty<fault>& number) { return number.value.str(); }
};

namespace {

template <Fault fault>
using Pair = Checked<Rational, Faulty<fault>>;

TEST(Checked, NoticesAFaultInEveryOperation) {
  EXPECT_THROW((void)(Pair<Fault::addition>(2) + Pair<Fault::addition>(3)), Disagreement);
  EXPECT_THROW((void)(Pair<Fault::subtraction>(2) - Pair<Fault::subtraction>(3)), Disagreement);
  EXPECT_THROW((void)(Pair<Fault::product>(2) * Pair<Fault::product>(3)), Disagreement);
  EXPECT_THROW((void)(Pair<Fault::quotient>(2) / Pair<Fault::quotient>(3)), Disagreement);
  EXPECT_THROW((void)-Pair<Fault::negation>(2), Disagreement);
  EXPECT_THROW((void)(Pair<Fault::equality>(2) == Pair<Fault::equality>(3)), Disagreement);
  EXPECT_THROW((void)(Pair<Fault::order>(2) < Pair<Fault::order>(3)), Disagreement);
  using Refusing = Pair<Fault::zero_division>;
  EXPECT_THROW((void)(Refusing(2) / Refusing(0)), Disagreement);
}

TEST(Checked, NamesTheOperationAndBothResults) {
  try {
    (void)(Pair<Fault::product>(2) * Pair<Fault::product>(3));
    FAIL() << "no disagreement";
  } catch (const Disagreement& disagreement) {
    EXPECT_EQ(std::string(disagreement.what()), "2 * 3 is 6 or 6000000043/1000000007");
  }
}

TEST(Checked, PairsMustBeEqual) {
  using Number = Checked<Rational, FlintRational>;
  EXPECT_NO_THROW(Number(Rational(1, 2), fraction<FlintRational>(2, 4)));
  EXPECT_THROW(Number(Rational(1, 2), FlintRational(1)), Disagreement);
  EXPECT_THROW((void)(Number(1) / Number(0)), std::overflow_error);
}

}  // namespace
}  // namespace sidproof
