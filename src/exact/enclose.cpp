// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/enclose.hpp"

#include <cmath>
#include <limits>

namespace sidproof {
namespace {

// floor(numerator / denominator * 2^shift), and whether that is exact.
Integer scaled_quotient(const Integer& numerator, const Integer& denominator, std::int64_t shift,
                        bool& exact) {
  Integer quotient;
  Integer remainder;
  if (shift >= 0) {
    divide_qr(Integer(numerator << static_cast<std::size_t>(shift)), denominator, quotient,
              remainder);
  } else {
    divide_qr(numerator, Integer(denominator << static_cast<std::size_t>(-shift)), quotient,
              remainder);
  }
  exact = remainder == 0;
  return quotient;
}

Enclosure enclose_positive(const Integer& numerator, const Integer& denominator) {
  constexpr std::int64_t digits = std::numeric_limits<double>::digits;
  constexpr std::int64_t deepest = digits - std::numeric_limits<double>::min_exponent;
  // The quotient shall have 53 or 54 bits, or fewer where doubles are subnormal.
  const auto exponent =
      static_cast<std::int64_t>(msb(numerator)) - static_cast<std::int64_t>(msb(denominator));
  std::int64_t shift = std::min(digits - exponent, deepest);
  bool exact = false;
  Integer quotient = scaled_quotient(numerator, denominator, shift, exact);
  if (quotient != 0 && static_cast<std::int64_t>(msb(quotient)) >= digits) {
    if (bit_test(quotient, 0)) exact = false;
    quotient >>= 1;
    --shift;
  }
  if (-shift > std::numeric_limits<double>::max_exponent)
    return {std::numeric_limits<double>::max(), std::numeric_limits<double>::infinity()};
  const double lo = std::ldexp(static_cast<double>(static_cast<std::uint64_t>(quotient)),
                               static_cast<int>(-shift));
  if (std::isinf(lo))
    return {std::numeric_limits<double>::max(), std::numeric_limits<double>::infinity()};
  return {lo, exact ? lo : std::nextafter(lo, std::numeric_limits<double>::infinity())};
}

}  // namespace

Enclosure enclose(const Rational& number) {
  const Integer top = boost::multiprecision::numerator(number);
  const Integer bottom = boost::multiprecision::denominator(number);
  if (top == 0) return {0, 0};
  if (top > 0) return enclose_positive(top, bottom);
  const Enclosure mirrored = enclose_positive(-top, bottom);
  return {-mirrored.hi, -mirrored.lo};
}

}  // namespace sidproof
