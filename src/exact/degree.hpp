// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "exact/field.hpp"

namespace sidproof {

/// A number type that computes no number but bounds, for the rational function
/// that a formula computes, the total degrees of a numerator and a denominator.
/// Run the very template that runs on a prime field once on this type; the bound
/// then speaks of the code as it runs (Schwartz-Zippel). It has no comparison, so
/// a formula that branches on values does not compile with it. Degrees saturate
/// at the largest 64-bit value.
class DegreeTracker {
 public:
  constexpr DegreeTracker() = default;
  /// A constant.
  constexpr explicit DegreeTracker(std::int64_t /*integer*/) {}
  /// One indeterminate, a coordinate of the random point.
  [[nodiscard]] static constexpr DegreeTracker variable() { return {1, 0}; }

  [[nodiscard]] constexpr std::uint64_t numerator() const { return numerator_; }
  [[nodiscard]] constexpr std::uint64_t denominator() const { return denominator_; }

  constexpr DegreeTracker& operator+=(const DegreeTracker& other) {
    const std::uint64_t numerator =
        std::max(sum(numerator_, other.denominator_), sum(other.numerator_, denominator_));
    *this = {numerator, sum(denominator_, other.denominator_)};
    return *this;
  }
  constexpr DegreeTracker& operator-=(const DegreeTracker& other) { return *this += other; }
  constexpr DegreeTracker& operator*=(const DegreeTracker& other) {
    *this = {sum(numerator_, other.numerator_), sum(denominator_, other.denominator_)};
    return *this;
  }
  constexpr DegreeTracker& operator/=(const DegreeTracker& other) {
    *this = {sum(numerator_, other.denominator_), sum(denominator_, other.numerator_)};
    return *this;
  }
  constexpr DegreeTracker operator-() const { return *this; }
  friend constexpr DegreeTracker operator+(DegreeTracker a, const DegreeTracker& b) {
    return a += b;
  }
  friend constexpr DegreeTracker operator-(DegreeTracker a, const DegreeTracker& b) {
    return a -= b;
  }
  friend constexpr DegreeTracker operator*(DegreeTracker a, const DegreeTracker& b) {
    return a *= b;
  }
  friend constexpr DegreeTracker operator/(DegreeTracker a, const DegreeTracker& b) {
    return a /= b;
  }

 private:
  constexpr DegreeTracker(std::uint64_t numerator, std::uint64_t denominator)
      : numerator_(numerator), denominator_(denominator) {}
  static constexpr std::uint64_t sum(std::uint64_t a, std::uint64_t b) {
    return a > std::numeric_limits<std::uint64_t>::max() - b
               ? std::numeric_limits<std::uint64_t>::max()
               : a + b;
  }
  std::uint64_t numerator_ = 0;
  std::uint64_t denominator_ = 0;
};

}  // namespace sidproof
