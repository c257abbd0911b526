// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/text/list_text.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <utility>

namespace sidproof {
namespace {

void append_utf8(std::string& out, std::uint32_t point) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | (point >> 6));
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | (point >> 12));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | (point >> 18));
    put(0x80 | ((point >> 12) & 0x3F));
    put(0x80 | ((point >> 6) & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

class ListParser {
 public:
  explicit ListParser(std::string_view cell) : cell_(cell) {}

  Result<std::vector<ListElement>> parse() {
    skip_blanks();
    char close = '\0';
    if (peek() == '[') close = ']';
    if (peek() == '(') close = ')';
    if (close != '\0') ++at_;
    std::vector<ListElement> elements;
    for (;;) {
      skip_blanks();
      if (at_ == cell_.size()) {
        if (close != '\0') return broken("the list is never closed");
        if (elements.empty()) return broken("the list is empty (write [] for no tokens)");
        return elements;
      }
      if (close != '\0' && peek() == close) {
        ++at_;
        skip_blanks();
        if (at_ != cell_.size()) return broken("text stands after the list");
        return elements;
      }
      ListElement element;
      const bool quoted = peek() == '"' || peek() == '\'';
      const std::size_t before = at_;
      if (quoted ? !string(element) : !word(element, close)) {
        if (!quoted) at_ = before;
        return broken(what_);
      }
      elements.push_back(std::move(element));
      const std::size_t gap = at_;
      skip_blanks();
      if (at_ == cell_.size() || peek() == close) continue;
      if (!is_separator(peek()) && at_ == gap) return broken("a comma is missing");
      const char separator = is_separator(peek()) ? peek() : ' ';
      if (separator_ == '\0') separator_ = separator;
      if (separator != separator_) return broken("two kinds of separators stand in it");
      if (separator == ' ') continue;
      ++at_;
      skip_blanks();
      if (close == '\0' && at_ == cell_.size()) return broken("the list ends with a separator");
    }
  }

 private:
  [[nodiscard]] static bool is_separator(char c) { return c == ',' || c == ';' || c == '|'; }

  [[nodiscard]] char peek() const { return at_ < cell_.size() ? cell_[at_] : '\0'; }

  void skip_blanks() {
    while (at_ < cell_.size() &&
           (cell_[at_] == ' ' || cell_[at_] == '\t' || cell_[at_] == '\n' || cell_[at_] == '\r'))
      ++at_;
  }

  [[nodiscard]] tl::unexpected<Error> broken(const char* what) const {
    return fail(ErrorCode::malformed, fmt::format("not a list: {} (column {})", what, at_ + 1));
  }

  bool word(ListElement& element, char close) {
    const std::size_t begin = at_;
    while (at_ < cell_.size()) {
      const char c = cell_[at_];
      if (is_separator(c) || c == ' ' || c == '\t' || c == '\n' || c == '\r' ||
          (close != '\0' && c == close))
        break;
      if (c == '[' || c == ']' || c == '"' || c == '\'' || c == '(' || c == ')' || c == '{' ||
          c == '}') {
        what_ = "a bracket, brace or quote stands where a token should";
        return false;
      }
      ++at_;
    }
    element.text = std::string(cell_.substr(begin, at_ - begin));
    what_ = "a token is missing";
    return !element.text.empty();
  }

  [[nodiscard]] std::optional<std::uint32_t> hex(std::size_t digits) {
    if (cell_.size() - at_ < digits) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const char c = cell_[at_ + i];
      std::uint32_t digit = 0;
      if (c >= '0' && c <= '9') {
        digit = static_cast<std::uint32_t>(c - '0');
      } else if (c >= 'a' && c <= 'f') {
        digit = static_cast<std::uint32_t>(c - 'a') + 10;
      } else if (c >= 'A' && c <= 'F') {
        digit = static_cast<std::uint32_t>(c - 'A') + 10;
      } else {
        return std::nullopt;
      }
      value = value * 16 + digit;
    }
    at_ += digits;
    return value;
  }

  bool code_point(std::string& out, std::size_t digits) {
    what_ = "a \\x, \\u or \\U escape is broken";
    std::optional<std::uint32_t> point = hex(digits);
    if (!point) return false;
    if (*point >= 0xD800 && *point < 0xDC00) {  // the first half of a pair
      if (!cell_.substr(at_).starts_with("\\u")) return false;
      at_ += 2;
      const std::optional<std::uint32_t> low = hex(4);
      if (!low || *low < 0xDC00 || *low > 0xDFFF) return false;
      point = 0x10000 + ((*point - 0xD800) << 10) + (*low - 0xDC00);
    }
    if (*point > 0x10FFFF || (*point >= 0xDC00 && *point < 0xE000)) return false;
    append_utf8(out, *point);
    return true;
  }

  bool escape(std::string& out) {
    if (at_ == cell_.size()) {
      what_ = "a string ends inside an escape";
      return false;
    }
    const char c = cell_[at_++];
    switch (c) {
      case '\\':
      case '\'':
      case '"':
      case '/': out += c; return true;
      case 'a': out += '\a'; return true;
      case 'b': out += '\b'; return true;
      case 'f': out += '\f'; return true;
      case 'n': out += '\n'; return true;
      case 'r': out += '\r'; return true;
      case 't': out += '\t'; return true;
      case 'v': out += '\v'; return true;
      case '0': out += '\0'; return true;
      case 'x': return code_point(out, 2);
      case 'u': return code_point(out, 4);
      case 'U': return code_point(out, 8);
      default: what_ = "an escape is unknown"; return false;
    }
  }

  bool string(ListElement& element) {
    const char quote = cell_[at_++];
    element.quoted = true;
    while (at_ < cell_.size()) {
      const char c = cell_[at_++];
      if (c == quote) return true;
      if (c != '\\') {
        element.text += c;
      } else if (!escape(element.text)) {
        return false;
      }
    }
    what_ = "a string is never closed";
    return false;
  }

  std::string_view cell_;
  std::size_t at_ = 0;
  char separator_ = '\0';
  const char* what_ = "";
};

}  // namespace

Result<std::vector<ListElement>> parse_list_text(std::string_view cell) {
  return ListParser(cell).parse();
}

std::string to_list_text(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    if (out.size() > 1) out += ", ";
    out += '"';
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
      } else if (byte < 0x20) {
        out += fmt::format("\\u{:04x}", byte);
      } else {
        out += c;
      }
    }
    out += '"';
  }
  out += ']';
  return out;
}

}  // namespace sidproof
