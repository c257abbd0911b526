// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/decimal.hpp"

#include <algorithm>
#include <string>

namespace sidproof {

std::optional<Rational> parse_decimal(std::string_view text) {
  if (text.size() > longest_decimal) return std::nullopt;
  const std::size_t point = text.find('.');
  const bool whole = point == std::string_view::npos;
  std::string digits(text);
  const std::size_t decimals = whole ? 0 : text.size() - point - 1;
  if (!whole) digits.erase(point, 1);
  if (digits.empty() || (!whole && (point == 0 || decimals == 0)) ||
      !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  // A leading zero would say that the digits are octal.
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return Rational(Integer(digits), pow(Integer(10), static_cast<unsigned>(decimals)));
}

}  // namespace sidproof
