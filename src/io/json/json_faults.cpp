// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/json/json_faults.hpp"

#include <cstdint>

namespace sidproof {

std::size_t find_broken_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    std::size_t follow = 0;
    std::uint32_t point = lead;
    std::uint32_t smallest = 0;
    if (lead >= 0xf0 && lead <= 0xf4) {
      follow = 3;
      point = lead & 7U;
      smallest = 0x10000;
    } else if (lead >= 0xe0 && lead < 0xf0) {
      follow = 2;
      point = lead & 15U;
      smallest = 0x800;
    } else if (lead >= 0xc2 && lead < 0xe0) {
      follow = 1;
      point = lead & 31U;
      smallest = 0x80;
    } else if (lead >= 0x80) {
      return i;
    }
    if (text.size() - i <= follow) return i;
    for (std::size_t k = 1; k <= follow; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xc0U) != 0x80) return i;
      point = point << 6U | (next & 63U);
    }
    if (point < smallest || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return i;
    i += follow + 1;
  }
  return text.size();
}

StringFault find_string_fault(std::string_view text) {
  bool inside = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      if (!inside) begin = i;
      inside = !inside;
    } else if (inside && c == '\\') {
      ++i;
    } else if (inside && static_cast<unsigned char>(c) < 0x20) {
      return {i, false};
    }
  }
  return inside ? StringFault{begin, true} : StringFault{text.size(), false};
}

std::size_t string_length(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2U : 1U;
  return i < text.size() ? i : text.size();
}

bool is_json_number(std::string_view text) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t begin = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    return i - begin;
  };
  if (text.starts_with('-')) ++i;
  const std::size_t begin = i;
  const std::size_t whole = digits();
  if (whole == 0 || (whole > 1 && text[begin] == '0')) return false;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (digits() == 0) return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == text.size();
}

}  // namespace sidproof
