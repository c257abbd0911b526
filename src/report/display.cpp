// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/display.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "report/utf8.hpp"

namespace sidproof {
namespace {

struct CodePointRange {
  char32_t first;
  char32_t last;
};
#include "report/display_width_table.inc"

template <std::size_t N>
bool contains(const CodePointRange (&ranges)[N], char32_t value) {
  const auto* after =
      std::upper_bound(std::begin(ranges), std::end(ranges), value,
                       [](char32_t v, const CodePointRange& range) { return v < range.first; });
  return after != std::begin(ranges) && value <= std::prev(after)->last;
}

// The length of an ANSI colour sequence at the front of the text, or 0.
std::size_t ansi_length(std::string_view text) {
  if (text.size() < 3 || text[0] != '\x1b' || text[1] != '[') return 0;
  const std::size_t end = text.find_first_not_of("0123456789;", 2);
  return end != std::string_view::npos && text[end] == 'm' ? end + 1 : 0;
}

}  // namespace

bool disturbs_display(char32_t value) {
  return value < 0x20 || (value >= 0x7f && value < 0xa0) || value == 0x2028 || value == 0x2029 ||
         value == 0x200e || value == 0x200f || value == 0x61c ||
         (value >= 0x202a && value <= 0x202e) || (value >= 0x2066 && value <= 0x2069);
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const DecodedCodePoint next = decode_utf8(text);
    if (disturbs_display(next.value))
      out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(next.value));
    else
      append_utf8(out, next.value);
    text.remove_prefix(next.bytes);
  }
  return out;
}

std::size_t display_width(char32_t code_point) {
  if (code_point < 0x300) return 1;
  if (contains(zero_width, code_point)) return 0;
  return contains(double_width, code_point) ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    if (const std::size_t skip = ansi_length(text); skip > 0) {
      text.remove_prefix(skip);
      continue;
    }
    const DecodedCodePoint next = decode_utf8(text);
    width += display_width(next.value);
    text.remove_prefix(next.bytes);
  }
  return width;
}

std::string truncate_to_width(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  std::size_t used = 0;
  std::size_t end = 0;
  while (end < text.size()) {
    const DecodedCodePoint next = decode_utf8(text.substr(end));
    const std::size_t width = display_width(next.value);
    if (used + width + 1 > columns) break;
    used += width;
    end += next.bytes;
  }
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace sidproof
