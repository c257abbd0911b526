// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/text/code_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "io/tables/table_builder.hpp"

namespace sidproof {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace

bool is_decimal(std::string_view text) {
  return all_digits(text) && (text.size() == 1 || text.front() != '0');
}

bool is_odd_number(std::string_view text) {
  if (is_decimal(text)) return false;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !(is_digit(text.front()) || text.front() == '.')) return false;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error != std::errc::invalid_argument && end == text.data() + text.size();
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

Result<std::uint32_t> parse_code(std::string_view text, std::string_view what,
                                 const Location& where) {
  const std::string_view digits = trimmed(text);
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code);
  const bool whole = end == digits.data() + digits.size();
  if (error == std::errc{} && whole && is_decimal(digits)) return code;
  if (is_decimal(digits))
    return fail(ErrorCode::out_of_range,
                fmt::format("{} in {} is above 4294967295, the largest code", quoted(digits), what),
                where, "hashes are no codes; number the codewords of each level");
  if (digits.starts_with('-') && all_digits(digits.substr(1)))
    return fail(ErrorCode::out_of_range, fmt::format("{} in {} is negative", quoted(digits), what),
                where, "codes count from 0; remove padding before saving");
  if (digits.empty())
    return fail(ErrorCode::malformed, fmt::format("{} is empty", what), where,
                "every item needs all its codes");
  return fail(ErrorCode::malformed,
              fmt::format("{} in {} is not an integer code", quoted(digits), what), where,
              is_odd_number(digits) ? "cast the codes to integers before saving" : "");
}

}  // namespace sidproof
