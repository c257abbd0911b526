// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>

#include "exact/enclosure.hpp"
#include "exact/integer.hpp"

namespace sidproof {

/// The exact number (1/d) * sum_i c_i ln a_i with integers c_i, a_i >= 1, d >= 1:
/// entropies, total correlations and loss gaps of counts are of this form.
/// Nothing is rounded until enclose().
class LogSum {
 public:
  /// Adds coefficient * ln(argument) to the sum, before the division by the
  /// divisor. argument >= 1.
  void add(std::uint64_t argument, const Integer& coefficient);
  /// Adds or subtracts the exact number `other`, its divisor included.
  void add(const LogSum& other);
  void subtract(const LogSum& other);

  /// Divides the number by `divisor`; terms added later are divided, too. The
  /// number starts undivided. divisor >= 1.
  void divide_by(const Integer& divisor);

  /// Exactly zero? Decided by unique factorisation, never by rounding: the
  /// logarithms of distinct primes are linearly independent over the integers.
  [[nodiscard]] bool is_zero() const;

  /// -1, 0 or +1, exactly: balls are refined until they exclude zero; a ball that
  /// still contains zero sends the question to the factorisation once.
  [[nodiscard]] int sign() const;

  /// A certified interval whose width is at most 2 ulp of the result; [0, 0]
  /// exactly when is_zero().
  [[nodiscard]] Enclosure enclose() const;

  /// A certified interval for exp of the number, at most 2 ulp wide; [1, 1]
  /// exactly when is_zero(). The perplexity of an entropy.
  [[nodiscard]] Enclosure enclose_exp() const;

 private:
  void add_scaled(const LogSum& other, int sign);
  [[nodiscard]] bool cancels() const;  // zero, by factorisation

  std::map<std::uint64_t, Integer> terms_;  // argument >= 2, coefficient != 0
  Integer divisor_ = 1;
};

}  // namespace sidproof
