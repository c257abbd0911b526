// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "exact/fermat.hpp"
#include "exact/field.hpp"
#include "exact/wide.hpp"

namespace sidproof {

/// The prime field of 2^61 - 1 elements, reduced by shifts. Values are kept in
/// [0, p).
class Mersenne61 {
 public:
  static constexpr std::uint64_t modulus = (std::uint64_t{1} << 61U) - 1;

  constexpr Mersenne61() = default;
  /// The class of an integer; negative ones are allowed.
  constexpr explicit Mersenne61(std::int64_t integer)
      : value_(integer >= 0
                   ? fold(static_cast<std::uint64_t>(integer))
                   : negated(fold(std::uint64_t{0} - static_cast<std::uint64_t>(integer)))) {}
  /// The class of any 64-bit value.
  [[nodiscard]] static constexpr Mersenne61 from_bits(std::uint64_t bits) {
    Mersenne61 result;
    result.value_ = fold(bits);
    return result;
  }

  /// The representative in [0, p).
  [[nodiscard]] constexpr std::uint64_t value() const { return value_; }

  constexpr Mersenne61& operator+=(Mersenne61 other) {
    value_ += other.value_;
    if (value_ >= modulus) value_ -= modulus;
    return *this;
  }
  constexpr Mersenne61& operator-=(Mersenne61 other) { return *this += -other; }
  constexpr Mersenne61& operator*=(Mersenne61 other) {
    const auto product = static_cast<Wide>(value_) * other.value_;
    value_ =
        static_cast<std::uint64_t>(product & modulus) + static_cast<std::uint64_t>(product >> 61U);
    if (value_ >= modulus) value_ -= modulus;
    return *this;
  }
  constexpr Mersenne61& operator/=(Mersenne61 other) { return *this *= other.inverse(); }
  constexpr Mersenne61 operator-() const {
    Mersenne61 result;
    result.value_ = negated(value_);
    return result;
  }
  friend constexpr Mersenne61 operator+(Mersenne61 a, Mersenne61 b) { return a += b; }
  friend constexpr Mersenne61 operator-(Mersenne61 a, Mersenne61 b) { return a -= b; }
  friend constexpr Mersenne61 operator*(Mersenne61 a, Mersenne61 b) { return a *= b; }
  friend constexpr Mersenne61 operator/(Mersenne61 a, Mersenne61 b) { return a /= b; }
  friend constexpr bool operator==(Mersenne61 a, Mersenne61 b) = default;

  /// Fermat: the power p - 2. Throws std::overflow_error for zero.
  [[nodiscard]] constexpr Mersenne61 inverse() const {
    if (value_ == 0) throw_division_by_zero();
    return fermat_inverse<modulus>(*this);
  }

 private:
  static constexpr std::uint64_t fold(std::uint64_t bits) {
    const std::uint64_t folded = (bits & modulus) + (bits >> 61U);
    return folded >= modulus ? folded - modulus : folded;
  }
  static constexpr std::uint64_t negated(std::uint64_t value) {
    return value == 0 ? 0 : modulus - value;
  }

  std::uint64_t value_ = 0;
};

template <>
struct FieldTraits<Mersenne61> {
  static std::string_view name() { return "integers mod 2^61-1"; }
  static std::string text(Mersenne61 number) { return std::to_string(number.value()); }
};

}  // namespace sidproof
