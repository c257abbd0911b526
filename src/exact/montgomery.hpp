// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "exact/fermat.hpp"
#include "exact/field.hpp"
#include "exact/wide.hpp"

namespace sidproof {

/// The field of P elements for an odd prime P < 2^62, in Montgomery's form: x is
/// kept as x * 2^64 mod P. That P is prime is the caller's promise
/// (for 2^61 - 31 spec/Primality.v proves it).
template <std::uint64_t P>
class Montgomery {
  static_assert(P % 2 == 1 && P > 2 && P < (std::uint64_t{1} << 62U));

 public:
  static constexpr std::uint64_t modulus = P;

  constexpr Montgomery() = default;
  constexpr explicit Montgomery(std::int64_t integer)
      : form_(reduced(static_cast<Wide>(magnitude(integer) % P) * square_of_radix)) {
    if (integer < 0) *this = -*this;
  }
  [[nodiscard]] static constexpr Montgomery from_bits(std::uint64_t bits) {
    Montgomery result;
    result.form_ = reduced(static_cast<Wide>(bits % P) * square_of_radix);
    return result;
  }

  /// The representative in [0, P).
  [[nodiscard]] constexpr std::uint64_t value() const { return reduced(form_); }

  constexpr Montgomery& operator+=(Montgomery other) {
    form_ += other.form_;
    if (form_ >= P) form_ -= P;
    return *this;
  }
  constexpr Montgomery& operator-=(Montgomery other) { return *this += -other; }
  constexpr Montgomery& operator*=(Montgomery other) {
    form_ = reduced(static_cast<Wide>(form_) * other.form_);
    return *this;
  }
  constexpr Montgomery& operator/=(Montgomery other) { return *this *= other.inverse(); }
  constexpr Montgomery operator-() const {
    Montgomery result;
    result.form_ = form_ == 0 ? 0 : P - form_;
    return result;
  }
  friend constexpr Montgomery operator+(Montgomery a, Montgomery b) { return a += b; }
  friend constexpr Montgomery operator-(Montgomery a, Montgomery b) { return a -= b; }
  friend constexpr Montgomery operator*(Montgomery a, Montgomery b) { return a *= b; }
  friend constexpr Montgomery operator/(Montgomery a, Montgomery b) { return a /= b; }
  friend constexpr bool operator==(Montgomery a, Montgomery b) = default;

  /// Fermat: the power P - 2. Throws std::overflow_error for zero.
  [[nodiscard]] constexpr Montgomery inverse() const {
    if (form_ == 0) throw_division_by_zero();
    return fermat_inverse<P>(*this);
  }

 private:
  static constexpr std::uint64_t magnitude(std::int64_t integer) {
    const auto bits = static_cast<std::uint64_t>(integer);
    return integer < 0 ? std::uint64_t{0} - bits : bits;
  }
  // -1/P mod 2^64 by Newton's iteration, which doubles the correct bits.
  static constexpr std::uint64_t negative_inverse() {
    std::uint64_t x = 1;
    for (int i = 0; i < 6; ++i) x *= 2 - P * x;
    return std::uint64_t{0} - x;
  }
  static constexpr std::uint64_t radix_squared() {
    const Wide radix = (static_cast<Wide>(1) << 64U) % P;
    return static_cast<std::uint64_t>(radix * radix % P);
  }
  static constexpr std::uint64_t reduced(Wide product) {
    const std::uint64_t multiple = static_cast<std::uint64_t>(product) * minus_inverse;
    const auto result =
        static_cast<std::uint64_t>((product + static_cast<Wide>(multiple) * P) >> 64U);
    return result >= P ? result - P : result;
  }
  static constexpr std::uint64_t minus_inverse = negative_inverse();
  static constexpr std::uint64_t square_of_radix = radix_squared();

  std::uint64_t form_ = 0;
};

/// The second prime of two-prime checks: 2^61 - 31.
using Prime61m31 = Montgomery<(std::uint64_t{1} << 61U) - 31>;

template <std::uint64_t P>
struct FieldTraits<Montgomery<P>> {
  static std::string_view name() {
    static const std::string text =
        P == Prime61m31::modulus ? "integers mod 2^61-31" : "integers mod " + std::to_string(P);
    return text;
  }
  static std::string text(Montgomery<P> number) { return std::to_string(number.value()); }
};

}  // namespace sidproof
