// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/utf8.hpp"

namespace sidproof {
namespace {

struct Lead {
  std::size_t continuations;
  unsigned char second_lo;
  unsigned char second_hi;
};

// Table 3-7 of the Unicode standard: the lead byte fixes the length and narrows
// the second byte; that is what excludes overlong forms and surrogates.
Lead classify(unsigned char lead) {
  if (lead >= 0xc2 && lead <= 0xdf) return {1, 0x80, 0xbf};
  if (lead == 0xe0) return {2, 0xa0, 0xbf};
  if (lead == 0xed) return {2, 0x80, 0x9f};
  if (lead >= 0xe1 && lead <= 0xef) return {2, 0x80, 0xbf};
  if (lead == 0xf0) return {3, 0x90, 0xbf};
  if (lead >= 0xf1 && lead <= 0xf3) return {3, 0x80, 0xbf};
  if (lead == 0xf4) return {3, 0x80, 0x8f};
  return {0, 0, 0};
}

}  // namespace

DecodedCodePoint decode_utf8(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  if (lead < 0x80) return {lead, 1, true};
  const Lead shape = classify(lead);
  if (shape.continuations == 0) return {};
  char32_t value = lead & (0x3fU >> shape.continuations);
  for (std::size_t i = 1; i <= shape.continuations; ++i) {
    if (i == text.size()) return {0xfffd, i, false};
    const auto byte = static_cast<unsigned char>(text[i]);
    const unsigned char lo = i == 1 ? shape.second_lo : 0x80;
    const unsigned char hi = i == 1 ? shape.second_hi : 0xbf;
    if (byte < lo || byte > hi) return {0xfffd, i, false};
    value = (value << 6U) | (byte & 0x3fU);
  }
  return {value, shape.continuations + 1, true};
}

void append_utf8(std::string& out, char32_t value) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(byte); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xc0U | (value >> 6U));
    put(0x80U | (value & 0x3fU));
  } else if (value < 0x10000) {
    put(0xe0U | (value >> 12U));
    put(0x80U | ((value >> 6U) & 0x3fU));
    put(0x80U | (value & 0x3fU));
  } else {
    put(0xf0U | (value >> 18U));
    put(0x80U | ((value >> 12U) & 0x3fU));
    put(0x80U | ((value >> 6U) & 0x3fU));
    put(0x80U | (value & 0x3fU));
  }
}

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const DecodedCodePoint next = decode_utf8(text);
    if (!next.valid) return false;
    text.remove_prefix(next.bytes);
  }
  return true;
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const DecodedCodePoint next = decode_utf8(text);
    append_utf8(out, next.value);
    text.remove_prefix(next.bytes);
  }
  return out;
}

}  // namespace sidproof
