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
  /// Adds coefficient * ln(argument). argument >= 1.
  void add(std::uint64_t argument, const Integer& coefficient);
  void add(const LogSum& other);
  void subtract(const LogSum& other);

  /// All further results are divided by this; starts at 1. divisor >= 1.
  void divide_by(const Integer& divisor);

  /// Exactly zero? Decided by unique factorisation over a coprime base, never
  /// by rounding.
  [[nodiscard]] bool is_zero() const;

  /// -1, 0 or +1, exactly: zero is decided by is_zero(), otherwise balls are
  /// refined until they exclude zero.
  [[nodiscard]] int sign() const;

  /// A certified interval whose width is at most a few ulp of the result.
  [[nodiscard]] Enclosure enclose() const;

 private:
  std::map<std::uint64_t, Integer> terms_;
  Integer divisor_ = 1;
};

}  // namespace sidproof
