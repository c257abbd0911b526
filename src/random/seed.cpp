// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "random/seed.hpp"

#include <charconv>
#include <system_error>

namespace sidproof {
namespace {

std::optional<std::uint64_t> parse_hexadecimal(std::string_view digits) {
  std::uint64_t value = 0;
  const char* begin = digits.data();
  const char* end = begin + digits.size();
  const auto [stop, error] = std::from_chars(begin, end, value, 16);
  if (digits.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

std::optional<Seed> parse_decimal_seed(std::string_view digits) {
  __extension__ using Wide = unsigned __int128;
  constexpr Wide most = ~Wide{0};
  Wide value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<unsigned>(c - '0');
    if (value > (most - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  if (digits.empty()) return std::nullopt;
  return Seed{static_cast<std::uint64_t>(value >> 64U), static_cast<std::uint64_t>(value)};
}

}  // namespace

std::optional<Seed> parse_seed(std::string_view text) {
  if (!text.starts_with("0x")) return parse_decimal_seed(text);
  const std::string_view digits = text.substr(2);
  if (digits.size() > 32) return std::nullopt;
  const std::size_t split = digits.size() > 16 ? digits.size() - 16 : 0;
  const auto high =
      split == 0 ? std::optional<std::uint64_t>(0) : parse_hexadecimal(digits.substr(0, split));
  const auto low = parse_hexadecimal(digits.substr(split));
  if (!high || !low) return std::nullopt;
  return Seed{*high, *low};
}

std::string to_string(const Seed& seed) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "0x";
  for (const std::uint64_t half : {seed.high, seed.low})
    for (unsigned shift = 64; shift > 0; shift -= 4) text += digits[(half >> (shift - 4)) & 15U];
  return text;
}

}  // namespace sidproof
