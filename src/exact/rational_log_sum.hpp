// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "exact/enclosure.hpp"
#include "exact/integer.hpp"

namespace sidproof {

/// The exact number sum_i c_i ln r_i with rational c_i and rational r_i > 0:
/// losses, gaps and entropies of exact models, in nats. Nothing is rounded until
/// enclose(); zero and sign are decided, never guessed. (LogSum is the leaner
/// type for counts.)
class RationalLogSum {
 public:
  /// Adds coefficient * ln(argument). Throws std::domain_error unless argument > 0.
  void add(const Rational& argument, const Rational& coefficient = 1);

  RationalLogSum& operator+=(const RationalLogSum& other);
  RationalLogSum& operator-=(const RationalLogSum& other);
  RationalLogSum& operator*=(const Rational& factor);
  friend RationalLogSum operator+(RationalLogSum a, const RationalLogSum& b) { return a += b; }
  friend RationalLogSum operator-(RationalLogSum a, const RationalLogSum& b) { return a -= b; }
  friend RationalLogSum operator*(RationalLogSum a, const Rational& b) { return a *= b; }

  /// Exactly zero? The arguments are split over a coprime base; logarithms of
  /// pairwise coprime integers > 1 are linearly independent over the rationals.
  [[nodiscard]] bool is_zero() const;

  /// -1, 0 or +1: zero by is_zero(), otherwise balls are refined until they
  /// exclude zero.
  [[nodiscard]] int sign() const;

  /// A certified interval, at most a few ulp wide unless the number is zero
  /// ({0, 0}) or beyond the doubles.
  [[nodiscard]] Enclosure enclose() const;

  friend bool operator==(const RationalLogSum& a, const RationalLogSum& b) {
    return (a - b).is_zero();
  }
  friend bool operator<(const RationalLogSum& a, const RationalLogSum& b) {
    return (a - b).sign() < 0;
  }

  /// "2/3 ln 5 - ln 2"; "0" for no terms. The terms as they were added, integers
  /// merged: equal numbers may have different texts.
  [[nodiscard]] std::string text() const;

 private:
  void add_integer(const Integer& argument, const Rational& coefficient);
  std::map<Integer, Rational> terms_;  // argument >= 2 -> coefficient != 0
};

}  // namespace sidproof
