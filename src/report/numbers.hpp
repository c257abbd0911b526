// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "exact/enclosure.hpp"
#include "exact/integer.hpp"

namespace sidproof {

/// Stands between the digit groups of numbers in report texts: a no-break space,
/// which text layouts write as a blank at which lines never break.
inline constexpr std::string_view group_mark = "\u00a0";

/// "16 859" (groups of three from five digits on; 4-digit numbers stay whole).
[[nodiscard]] std::string grouped(std::uint64_t value);

/// grouped() below 10^7, otherwise three significant digits, correctly rounded:
/// "3.49e9". For people; JSON carries the exact integer.
[[nodiscard]] std::string human(const Integer& value);

/// "1 item", "16 859 items".
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view singular,
                                  std::string_view plural);

/// The decimal number with the most significant digits (at most max_digits) to
/// which both ends round: each printed digit is certified. Trailing zeros of an
/// exact value (lo == hi) are dropped. Ends that agree in no digit are shown as
/// "[lo, hi]", rounded outwards.
[[nodiscard]] std::string enclosure_text(const Enclosure& value, int max_digits = 8);

/// Shortest decimal form of a percentage with at most `max_digits` significant
/// digits, correctly rounded from the exact fraction: "6.993161 %", "0 %".
[[nodiscard]] std::string percent(const Rational& fraction, int max_digits = 4);

/// The exact fraction rounded to max_digits significant digits.
[[nodiscard]] std::string decimal(const Rational& value, int max_digits = 6);

/// The double next to the exact fraction (round to nearest, ties to even).
[[nodiscard]] double nearest_double(const Rational& value);

/// "142/16859"; integers without a denominator.
[[nodiscard]] std::string exact_text(const Rational& value);

/// Shortest decimal that reads back as the same double; `value` must be finite.
[[nodiscard]] std::string shortest(double value);

}  // namespace sidproof
