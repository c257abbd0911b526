// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/numbers.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace sidproof {
namespace {

using boost::multiprecision::denominator;
using boost::multiprecision::numerator;

std::string group_digits(std::string digits) {
  if (digits.size() < 5) return digits;
  for (std::size_t i = digits.size() - 3;; i -= 3) {
    digits.insert(i, group_mark);
    if (i <= 3) break;
  }
  return digits;
}

Integer power_of_ten(std::size_t exponent) {
  return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

// digits * 10^exponent with `count` digits, the nearest to value > 0; ties to even.
struct Scientific {
  std::string digits;
  long exponent = 0;
};
Scientific round_to_digits(const Rational& value, int count) {
  Integer top = numerator(value);
  Integer bottom = denominator(value);
  const long estimate =
      static_cast<long>(top.str().size()) - static_cast<long>(bottom.str().size());
  long exponent = estimate - count;
  for (;; ++exponent) {
    Integer scaled_top = top;
    Integer scaled_bottom = bottom;
    if (exponent >= 0)
      scaled_bottom *= power_of_ten(static_cast<std::size_t>(exponent));
    else
      scaled_top *= power_of_ten(static_cast<std::size_t>(-exponent));
    Integer quotient;
    Integer rest;
    divide_qr(scaled_top, scaled_bottom, quotient, rest);
    rest *= 2;
    if (rest > scaled_bottom || (rest == scaled_bottom && quotient % 2 == 1)) quotient += 1;
    std::string digits = quotient.str();
    if (digits.size() <= static_cast<std::size_t>(count)) return {digits, exponent};
  }
}

// Plain notation for the sizes that people read, scientific beyond.
std::string place_point(Scientific number, bool trim) {
  const long leading = static_cast<long>(number.digits.size()) + number.exponent - 1;
  if (trim) {
    while (number.digits.size() > 1 && number.digits.back() == '0') {
      number.digits.pop_back();
      ++number.exponent;
    }
  }
  std::string& digits = number.digits;
  if (leading < -6 || leading > 15) {
    std::string text = digits.substr(0, 1);
    if (digits.size() > 1) text += fmt::format(".{}", digits.substr(1));
    return text + fmt::format("e{}", leading);
  }
  if (leading < 0)
    return fmt::format("0.{}{}", std::string(static_cast<std::size_t>(-leading - 1), '0'), digits);
  const auto whole = static_cast<std::size_t>(leading + 1);
  if (digits.size() <= whole) return group_digits(digits + std::string(whole - digits.size(), '0'));
  return group_digits(digits.substr(0, whole)) + "." + digits.substr(whole);
}

Rational exact_value(double value) {
  int exponent = 0;
  const double mantissa = std::frexp(value, &exponent);
  const Integer digits = static_cast<std::int64_t>(std::ldexp(mantissa, 53));
  exponent -= 53;
  if (exponent >= 0) return Rational(digits << static_cast<unsigned>(exponent));
  return Rational(digits, Integer(1) << static_cast<unsigned>(-exponent));
}

std::string signed_decimal(const Rational& value, int digits, bool trim) {
  if (value == 0) return "0";
  const Rational size = value < 0 ? Rational(-value) : value;
  return fmt::format("{}{}", value < 0 ? "-" : "",
                     place_point(round_to_digits(size, digits), trim));
}

std::string outward(double value, bool up) {
  if (std::isinf(value)) return value > 0 ? "infinity" : "-infinity";
  for (int digits = 3; digits < 17; ++digits) {
    const std::string text = fmt::format("{:.{}e}", value, digits - 1);
    const double read = std::stod(text);
    if (up ? read >= value : read <= value) return fmt::format("{:.{}g}", read, digits);
  }
  return shortest(value);
}

}  // namespace

std::string grouped(std::uint64_t value) { return group_digits(fmt::format("{}", value)); }

std::string human(const Integer& value) {
  if (value < 10'000'000 && value > -10'000'000) {
    const std::string digits = Integer(abs(value)).str();
    return fmt::format("{}{}", value < 0 ? "-" : "", group_digits(digits));
  }
  const Scientific rounded = round_to_digits(Rational(abs(value)), 3);
  std::string digits = rounded.digits;
  const long exponent = rounded.exponent + static_cast<long>(digits.size()) - 1;
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  std::string text = fmt::format("{}{}", value < 0 ? "-" : "", digits.front());
  if (digits.size() > 1) text += fmt::format(".{}", digits.substr(1));
  return text + fmt::format("e{}", exponent);
}

std::string counted(std::uint64_t count, std::string_view singular, std::string_view plural) {
  return fmt::format("{}{}{}", grouped(count), group_mark, count == 1 ? singular : plural);
}

std::string enclosure_text(const Enclosure& value, int max_digits) {
  if (std::isnan(value.lo) || std::isnan(value.hi)) return "undefined";
  if (std::isfinite(value.lo) && std::isfinite(value.hi)) {
    if (value.lo == value.hi) return signed_decimal(exact_value(value.lo), max_digits, true);
    if ((value.lo < 0) == (value.hi < 0)) {
      const Rational lo = exact_value(value.lo);
      const Rational hi = exact_value(value.hi);
      for (int digits = max_digits; digits >= 1; --digits) {
        std::string text = signed_decimal(lo, digits, false);
        if (text == signed_decimal(hi, digits, false)) return text;
      }
    }
  }
  return fmt::format("[{}, {}]", outward(value.lo, false), outward(value.hi, true));
}

std::string percent(const Rational& fraction, int max_digits) {
  return fmt::format("{}{}%", signed_decimal(Rational(fraction * 100), max_digits, true),
                     group_mark);
}

std::string decimal(const Rational& value, int max_digits) {
  return signed_decimal(value, max_digits, true);
}

double nearest_double(const Rational& value) {
  if (value == 0) return 0;
  const bool negative = value < 0;
  const Integer top = abs(numerator(value));
  const Integer bottom = denominator(value);
  // Scale so that the quotient has 54 or 55 bits: 53 to keep, the rest to round.
  const auto bits = [](const Integer& n) { return static_cast<long>(msb(n)); };
  long shift = 54 - (bits(top) - bits(bottom));
  // Subnormal results keep fewer bits: the unit is never below 2^-1074.
  constexpr long lowest = 1074 + 1;
  if (shift > lowest) shift = lowest;
  Integer scaled_top = top;
  Integer scaled_bottom = bottom;
  if (shift >= 0)
    scaled_top <<= static_cast<unsigned long>(shift);
  else
    scaled_bottom <<= static_cast<unsigned long>(-shift);
  Integer quotient;
  Integer rest;
  divide_qr(scaled_top, scaled_bottom, quotient, rest);
  if (quotient == 0) return negative ? -0.0 : 0.0;
  const long extra = std::max(1L, bits(quotient) + 1 - 53);
  Integer kept = quotient >> static_cast<unsigned long>(extra);
  const Integer low = quotient - (kept << static_cast<unsigned long>(extra));
  const Integer half = Integer(1) << static_cast<unsigned long>(extra - 1);
  const bool odd = kept % 2 == 1;
  if (low > half || (low == half && (rest != 0 || odd))) kept += 1;
  const long exponent = extra - shift;
  if (exponent > 2000)
    return negative ? -std::numeric_limits<double>::infinity()
                    : std::numeric_limits<double>::infinity();
  const double size = std::ldexp(static_cast<double>(kept), static_cast<int>(exponent));
  return negative ? -size : size;
}

std::string exact_text(const Rational& value) {
  std::string text = Integer(numerator(value)).str();
  if (denominator(value) != 1) text += fmt::format("/{}", Integer(denominator(value)).str());
  return text;
}

std::string shortest(double value) { return fmt::format("{}", value); }

}  // namespace sidproof
