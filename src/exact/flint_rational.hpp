// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "exact/field.hpp"

namespace sidproof {

/// An exact fraction in lowest terms, kept by FLINT (fmpq): the library to
/// compare Rational with, and the faster one. No FLINT header is needed to use it.
class FlintRational {
 public:
  FlintRational() : FlintRational(0) {}
  explicit FlintRational(std::int64_t integer);
  FlintRational(const FlintRational& other);
  FlintRational(FlintRational&& other) noexcept;
  FlintRational& operator=(const FlintRational& other);
  FlintRational& operator=(FlintRational&& other) noexcept;
  ~FlintRational();

  /// "-3/4" or "5", not necessarily in lowest terms. Throws
  /// std::invalid_argument for any other text, std::overflow_error for a zero
  /// denominator.
  [[nodiscard]] static FlintRational parse(std::string_view text);

  /// Lowest terms, denominator > 0 and left out when it is 1.
  [[nodiscard]] std::string text() const;

  /// -1, 0 or +1.
  [[nodiscard]] int sign() const;

  /// Is the representation canonical? Always, unless FLINT or this class is broken.
  [[nodiscard]] bool is_canonical() const;

  FlintRational& operator+=(const FlintRational& other);
  FlintRational& operator-=(const FlintRational& other);
  FlintRational& operator*=(const FlintRational& other);
  /// Throws std::overflow_error when other is zero.
  FlintRational& operator/=(const FlintRational& other);
  FlintRational operator-() const;

  friend FlintRational operator+(FlintRational a, const FlintRational& b) {
    a += b;
    return a;
  }
  friend FlintRational operator-(FlintRational a, const FlintRational& b) {
    a -= b;
    return a;
  }
  friend FlintRational operator*(FlintRational a, const FlintRational& b) {
    a *= b;
    return a;
  }
  friend FlintRational operator/(FlintRational a, const FlintRational& b) {
    a /= b;
    return a;
  }
  friend bool operator==(const FlintRational& a, const FlintRational& b) { return a.equals(b); }
  friend bool operator<(const FlintRational& a, const FlintRational& b) { return a.compare(b) < 0; }
  friend bool operator>(const FlintRational& a, const FlintRational& b) { return b < a; }
  friend bool operator<=(const FlintRational& a, const FlintRational& b) { return !(b < a); }
  friend bool operator>=(const FlintRational& a, const FlintRational& b) { return !(a < b); }

 private:
  [[nodiscard]] bool equals(const FlintRational& other) const;
  [[nodiscard]] int compare(const FlintRational& other) const;

  // Room for one fmpq; flint_rational.cpp asserts that it fits.
  alignas(std::int64_t) std::byte storage_[2 * sizeof(std::int64_t)];
};

template <>
struct FieldTraits<FlintRational> {
  static std::string_view name() { return "rational (FLINT)"; }
  static std::string text(const FlintRational& number) { return number.text(); }
};

}  // namespace sidproof
