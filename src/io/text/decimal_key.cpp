// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/text/decimal_key.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>

namespace sidproof {
namespace {

constexpr std::int64_t kFarthest = 1'000'000'000;

bool all_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<std::int64_t> exponent(std::string_view text) {
  if (text.starts_with('+') && text.find_first_of("+-", 1) == std::string_view::npos)
    text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  // Far enough that no length of digits brings it back, near enough to add to.
  return std::clamp(value, -(std::int64_t{1} << 60), std::int64_t{1} << 60);
}

// 0.DIGITS * 10^place, where the first digit and the last one are not 0.
std::string magnitude(std::string_view digits, std::int64_t place) {
  std::string key;
  const auto biased = static_cast<std::uint32_t>(place + kFarthest);
  for (int shift = 24; shift >= 0; shift -= 8) key += static_cast<char>(biased >> shift & 0xff);
  for (std::size_t at = 0; at < digits.size(); at += 2) {
    const int high = digits[at] - '0';
    const int low = at + 1 < digits.size() ? digits[at + 1] - '0' : 0;
    key += static_cast<char>(10 * high + low + 1);  // 1 to 100: below what ends a negative key
  }
  return key;
}

}  // namespace

std::optional<std::string> decimal_key(std::string_view number) {
  const bool negative = number.starts_with('-');
  if (negative || number.starts_with('+')) number.remove_prefix(1);
  std::int64_t place = 0;
  if (const std::size_t e = number.find_first_of("eE"); e != std::string_view::npos) {
    const auto read = exponent(number.substr(e + 1));
    if (!read) return std::nullopt;
    place = *read;
    number = number.substr(0, e);
  }
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string digits(number.substr(0, point));
  if (point < number.size()) digits += number.substr(point + 1);
  if (digits.empty() || !all_digits(digits)) return std::nullopt;

  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos) return std::string("\1");  // 0, however it is written
  place += static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first);
  if (place <= -kFarthest || place >= kFarthest) return std::nullopt;
  const std::size_t last = digits.find_last_not_of('0');
  const std::string size =
      magnitude(std::string_view(digits).substr(first, last + 1 - first), place);
  if (!negative) return "\2" + size;
  std::string key("\0", 1);
  for (const char c : size) key += static_cast<char>(~c);
  return key + '\xff';  // the longer of two negative numbers is the smaller one
}

}  // namespace sidproof
