// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/escape.hpp"

#include <fmt/format.h>

#include "report/display.hpp"
#include "report/utf8.hpp"

namespace sidproof {
namespace {

// Null when the character stands for itself.
const char* entity(char32_t value) {
  switch (value) {
    case U'&': return "&amp;";
    case U'<': return "&lt;";
    case U'>': return "&gt;";
    case U'"': return "&quot;";
    case U'\'': return "&#39;";
    default: return nullptr;
  }
}

bool is_xml_char(char32_t value) {
  return value == '\t' || value == '\n' || value == '\r' || (value >= 0x20 && value <= 0xd7ff) ||
         (value >= 0xe000 && value <= 0xfffd) || value >= 0x10000;
}

}  // namespace

std::string xml_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const DecodedCodePoint next = decode_utf8(text);
    if (const char* name = entity(next.value))
      out += name;
    else if (!is_xml_char(next.value))
      append_utf8(out, 0xfffd);
    else if (disturbs_display(next.value))
      out += fmt::format("&#{};", static_cast<unsigned>(next.value));
    else
      append_utf8(out, next.value);
    text.remove_prefix(next.bytes);
  }
  return out;
}

std::string html_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : printable(text)) {
    if (const char* name = entity(static_cast<unsigned char>(c)))
      out += name;
    else
      out += c;
  }
  return out;
}

}  // namespace sidproof
