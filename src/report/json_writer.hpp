// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "exact/enclosure.hpp"
#include "exact/integer.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// Writes one JSON document, indented by two blanks, into a string. Values follow
/// keys in objects; nesting is the caller's duty. Ill-formed UTF-8 is replaced by
/// U+FFFD and counted, so the output is always valid JSON in UTF-8; what could disturb a terminal
/// (disturbs_display()) is escaped.
class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  /// Objects and arrays that begin inside are written on one line.
  JsonWriter& begin_compact();
  JsonWriter& end_compact();

  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view text);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  JsonWriter& number(T value) {
    return raw(std::to_string(value));
  }
  /// Shortest form that reads back as the same double; null for nan and infinities.
  JsonWriter& number(double value);
  /// Exact decimal digits in a string: JSON readers round big numbers.
  JsonWriter& integer(const Integer& value);
  /// {"exact": "142/16859", "value": 0.0084}: the value is the nearest double.
  JsonWriter& fraction(const Rational& value);
  /// {"lo": ..., "hi": ...}: the doubles themselves, so nothing is lost outwards;
  /// an infinite end is null.
  JsonWriter& enclosure(const Enclosure& value);
  /// {"verdict": "holds" | "refuted" | "unknown", "reason": "..."}.
  JsonWriter& verdict(const Verdict& value);
  JsonWriter& strings(const std::vector<std::string>& texts);

  /// How many strings so far held ill-formed UTF-8.
  [[nodiscard]] std::uint64_t replaced_strings() const { return replaced_; }
  /// The document, which must be complete, with a final newline.
  [[nodiscard]] std::string take();

 private:
  JsonWriter& raw(std::string_view text);
  void open(char bracket);
  void close(char bracket);
  void before_value();
  void new_line();
  void quote(std::string_view text);

  std::string out_;
  std::vector<bool> has_members_;
  std::size_t compact_ = 0;
  bool after_key_ = false;
  std::uint64_t replaced_ = 0;
};

}  // namespace sidproof
