// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/json_writer.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "report/display.hpp"
#include "report/numbers.hpp"
#include "report/utf8.hpp"

namespace sidproof {

void JsonWriter::new_line() {
  out_ += '\n';
  out_.append(2 * has_members_.size(), ' ');
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_members_.empty()) return;
  const bool first = !has_members_.back();
  has_members_.back() = true;
  if (!first) out_ += compact_ > 0 ? ", " : ",";
  if (compact_ == 0) new_line();
}

void JsonWriter::open(char bracket) {
  before_value();
  out_ += bracket;
  has_members_.push_back(false);
}

void JsonWriter::close(char bracket) {
  const bool filled = has_members_.back();
  has_members_.pop_back();
  if (filled && compact_ == 0) new_line();
  out_ += bracket;
}

JsonWriter& JsonWriter::begin_object() { return open('{'), *this; }
JsonWriter& JsonWriter::end_object() { return close('}'), *this; }
JsonWriter& JsonWriter::begin_array() { return open('['), *this; }
JsonWriter& JsonWriter::end_array() { return close(']'), *this; }
JsonWriter& JsonWriter::begin_compact() {
  // The line break belongs before the value, not inside of it.
  if (compact_ == 0 && !after_key_ && !has_members_.empty()) {
    if (has_members_.back()) out_ += ',';
    has_members_.back() = true;
    new_line();
    after_key_ = true;
  }
  ++compact_;
  return *this;
}
JsonWriter& JsonWriter::end_compact() { return --compact_, *this; }

JsonWriter& JsonWriter::raw(std::string_view text) {
  before_value();
  out_ += text;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  quote(name);
  out_ += ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  before_value();
  quote(text);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) { return raw(value ? "true" : "false"); }
JsonWriter& JsonWriter::null() { return raw("null"); }
JsonWriter& JsonWriter::number(double value) {
  return std::isfinite(value) ? raw(shortest(value)) : null();
}
JsonWriter& JsonWriter::integer(const Integer& value) { return string(value.str()); }

JsonWriter& JsonWriter::fraction(const Rational& value) {
  begin_compact().begin_object();
  key("exact").string(exact_text(value));
  key("value").number(nearest_double(value));
  return end_object().end_compact();
}

JsonWriter& JsonWriter::enclosure(const Enclosure& value) {
  begin_compact().begin_object();
  key("lo").number(value.lo);
  key("hi").number(value.hi);
  return end_object().end_compact();
}

JsonWriter& JsonWriter::verdict(const Verdict& value) {
  begin_compact().begin_object();
  key("verdict").string(name(value.truth));
  key("reason").string(value.reason);
  return end_object().end_compact();
}

JsonWriter& JsonWriter::strings(const std::vector<std::string>& texts) {
  begin_compact().begin_array();
  for (const std::string& text : texts) string(text);
  return end_array().end_compact();
}

void JsonWriter::quote(std::string_view text) {
  bool replaced = false;
  out_ += '"';
  while (!text.empty()) {
    const auto c = static_cast<unsigned char>(text.front());
    std::size_t bytes = 1;
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += static_cast<char>(c);
    } else if (c == '\n') {
      out_ += "\\n";
    } else if (c == '\t') {
      out_ += "\\t";
    } else if (c >= 0x20 && c < 0x7f) {
      out_ += static_cast<char>(c);
    } else {
      const DecodedCodePoint next = decode_utf8(text);
      if (disturbs_display(next.value))  // all of them below U+10000
        out_ += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(next.value));
      else
        append_utf8(out_, next.value);
      replaced = replaced || !next.valid;
      bytes = next.bytes;
    }
    text.remove_prefix(bytes);
  }
  out_ += '"';
  if (replaced) ++replaced_;
}

std::string JsonWriter::take() {
  out_ += '\n';
  return std::move(out_);
}

}  // namespace sidproof
