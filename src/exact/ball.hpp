// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "exact/enclosure.hpp"
#include "exact/field.hpp"
#include "exact/ternary.hpp"

namespace sidproof {

/// A real number known up to a certified radius (an Arb ball): every operation
/// returns a ball that contains the exact result of every choice of members of
/// its operands. An operation computes with the larger precision of its operands.
/// No Arb header is needed to use it.
class Ball {
 public:
  /// An integer, exactly.
  explicit Ball(std::int64_t integer = 0, int bits = 64);
  Ball(const Ball& other);
  Ball(Ball&& other) noexcept;
  Ball& operator=(const Ball& other);
  Ball& operator=(Ball&& other) noexcept;
  ~Ball();

  /// The fraction of two decimal integers, rounded to `bits`; denominator > 0.
  /// Throws std::invalid_argument for texts that are no integers.
  [[nodiscard]] static Ball fraction(std::string_view numerator, std::string_view denominator,
                                     int bits);

  /// mantissa * 2^exponent, exactly.
  [[nodiscard]] static Ball dyadic(std::int64_t mantissa, int exponent, int bits);

  /// A copy of an arb_struct, for code that calls Arb itself.
  [[nodiscard]] static Ball copy_of(const void* arb, int bits);

  [[nodiscard]] int bits() const { return bits_; }

  Ball& operator+=(const Ball& other);
  Ball& operator-=(const Ball& other);
  Ball& operator*=(const Ball& other);
  /// The whole line when `other` contains zero; throws std::overflow_error when
  /// it is exactly zero.
  Ball& operator/=(const Ball& other);
  Ball operator-() const;
  friend Ball operator+(Ball a, const Ball& b) { return a += b; }
  friend Ball operator-(Ball a, const Ball& b) { return a -= b; }
  friend Ball operator*(Ball a, const Ball& b) { return a *= b; }
  friend Ball operator/(Ball a, const Ball& b) { return a /= b; }

  /// Natural logarithm; the whole line unless all members are positive.
  friend Ball log(const Ball& x);
  friend Ball exp(const Ball& x);

  /// Is every member of a below every member of b (yes), none (no), or some?
  friend Ternary less(const Ball& a, const Ball& b);

  /// Is zero a member?
  [[nodiscard]] bool contains_zero() const;

  /// An upper bound of the distance between the middle and any member.
  [[nodiscard]] double radius() const;

  /// Doubles that enclose all members, rounded outwards; infinite when unbounded.
  [[nodiscard]] Enclosure enclose() const;

 private:
  // Room for one arb_struct; ball.cpp asserts that it fits.
  alignas(std::int64_t) std::byte storage_[6 * sizeof(std::int64_t)];
  int bits_;
};

Ball log(const Ball& x);
Ball exp(const Ball& x);
Ternary less(const Ball& a, const Ball& b);

}  // namespace sidproof
