// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "verdict/verdict.hpp"

// How certificates are written and read: one text for each document (docs/certificate.md,
// "The text"). Not a promise to callers.
namespace sidproof::canonical_json {

namespace dom = simdjson::dom;

// ---- writing

inline std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

/// "key": value, ... on one line.
class Record {
 public:
  Record& raw(std::string_view key, const std::string& value) {
    text_ += text_.size() > 1 ? ", " : "";
    text_ += in_quotes(key) + ": " + value;
    return *this;
  }
  Record& text(std::string_view key, std::string_view value) { return raw(key, in_quotes(value)); }
  Record& number(std::string_view key, std::uint64_t value) {
    return raw(key, std::to_string(value));
  }
  Record& digits(std::string_view key, std::uint64_t value) {
    return raw(key, in_quotes(std::to_string(value)));
  }
  [[nodiscard]] std::string take() { return std::move(text_ += '}'); }

 private:
  std::string text_ = "{";
};

template <class Items, class Text>
[[nodiscard]] std::string on_one_line(const Items& items, Text&& text) {
  std::string line = "[";
  for (const auto& item : items) line += (line.size() > 1 ? ", " : "") + text(item);
  return line + ']';
}

template <class Items, class Text>
[[nodiscard]] std::string on_lines(const Items& items, Text&& text) {
  if (items.empty()) return "[]";
  std::string lines = "[";
  for (const auto& item : items) lines += (lines.size() > 1 ? ",\n    " : "\n    ") + text(item);
  return lines + "\n  ]";
}

[[nodiscard]] inline std::string numbers(const std::vector<std::uint64_t>& values) {
  return on_one_line(values, [](std::uint64_t value) { return std::to_string(value); });
}

/// The members of a document, one a line.
class Document {
 public:
  void line(std::string_view key, const std::string& value) {
    text_ += (text_.size() > 2 ? ",\n  " : "  ") + in_quotes(key) + ": " + value;
  }
  [[nodiscard]] std::string take() { return std::move(text_ += "\n}\n"); }

 private:
  std::string text_ = "{\n";
};

// ---- reading

/// Why a text is no certificate: thrown by Members, caught by parse().
struct Refusal {
  std::string what;
};

/// The members of one object, taken in the stated order; all of them must be taken.
class Members {
 public:
  Members(dom::element element, std::string where) : where_(std::move(where)) {
    if (element.get(object_) != simdjson::SUCCESS) refuse(where_ + " is no object");
    next_ = object_.begin();
  }

  dom::element take(std::string_view key) {
    if (!(next_ != object_.end())) refuse(where_ + " lacks \"" + std::string(key) + '"');
    if (next_.key() != key)
      refuse(where_ + " has another field where \"" + std::string(key) + "\" is expected");
    const dom::element value = next_.value();
    ++next_;
    return value;
  }
  std::string text(std::string_view key) {
    std::string_view value;
    if (take(key).get(value) != simdjson::SUCCESS) refuse(at(key) + " is no text");
    const bool plain = std::ranges::all_of(
        value, [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
    if (!plain) refuse(at(key) + " holds characters that no certificate has");
    return std::string(value);
  }
  std::uint64_t number(std::string_view key) {
    std::uint64_t value = 0;
    if (take(key).get(value) != simdjson::SUCCESS) refuse(at(key) + " is no whole number");
    return value;
  }
  bool boolean(std::string_view key) {
    bool value = false;
    if (take(key).get(value) != simdjson::SUCCESS) refuse(at(key) + " is neither true nor false");
    return value;
  }
  std::uint64_t digits(std::string_view key) {
    const std::string value = text(key);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc{} || end != value.data() + value.size())
      refuse(at(key) + " is no decimal number");
    return number;
  }
  Truth truth(std::string_view key) {
    const std::string value = text(key);
    for (const Truth truth : {Truth::holds, Truth::unknown, Truth::refuted})
      if (value == name(truth)) return truth;
    refuse(at(key) + " is neither holds nor refuted nor unknown");
  }
  template <class Read>
  auto list(std::string_view key, Read&& read) {
    dom::array array;
    if (take(key).get(array) != simdjson::SUCCESS) refuse(at(key) + " is no list");
    std::vector<decltype(read(dom::element{}, std::string()))> values;
    for (const dom::element value : array)
      values.push_back(read(value, at(key) + '[' + std::to_string(values.size()) + ']'));
    return values;
  }
  std::vector<std::uint64_t> numbers(std::string_view key) {
    return list(key, [](dom::element element, const std::string& where) {
      std::uint64_t value = 0;
      if (element.get(value) != simdjson::SUCCESS) refuse(where + " is no whole number");
      return value;
    });
  }
  /// Takes the member when it is null.
  bool null(std::string_view key) {
    const bool is_null = next_ != object_.end() && next_.key() == key && next_.value().is_null();
    if (is_null) ++next_;
    return is_null;
  }
  void finish() {
    if (next_ != object_.end()) refuse(where_ + " has a field too many");
  }

  [[nodiscard]] std::string at(std::string_view key) const {
    return where_ + ": \"" + std::string(key) + '"';
  }
  [[noreturn]] static void refuse(std::string what) { throw Refusal{std::move(what)}; }

 private:
  dom::object object_;
  dom::object::iterator next_ = dom::object::iterator();
  std::string where_;
};

/// What a reader of one kind of document knows.
struct Kind {
  std::string_view schema;  ///< e.g. "sidproof.certificate/1"
  std::size_t longest;      ///< bytes
  std::string hint;         ///< how such a document is made
};

/// Parses a text, reads it by read(element) and refuses it unless write() gives it back
/// byte by byte. Errors: too_large, unsupported (another version), malformed.
template <class Read, class Write>
[[nodiscard]] auto parse(std::string_view json, const std::string& path, const Kind& kind,
                         Read&& read, Write&& write) -> Result<decltype(read(dom::element{}))> {
  const auto malformed = [&](std::string what) {
    return fail(ErrorCode::malformed, std::move(what), {path, {}, {}}, kind.hint);
  };
  if (json.size() > kind.longest)
    return fail(ErrorCode::too_large,
                "a certificate has at most " + std::to_string(kind.longest) + " bytes",
                {path, {}, {}}, "is this a certificate?");
  dom::parser parser;
  dom::element root;
  const simdjson::padded_string padded(json);
  if (const auto error = parser.parse(padded).get(root); error != simdjson::SUCCESS)
    return malformed(std::string("the certificate is no JSON document: ") +
                     simdjson::error_message(error));
  std::string_view schema;
  if (root["schema"].get(schema) != simdjson::SUCCESS)
    return malformed("the certificate has no \"schema\"");
  if (schema != kind.schema) {
    if (schema.starts_with(kind.schema.substr(0, kind.schema.find('/') + 1)))
      return fail(ErrorCode::unsupported,
                  "the certificate has another version than \"" + std::string(kind.schema) +
                      "\", which this program reads",
                  {path, {}, {}}, "make the certificate again with this program");
    return malformed("the \"schema\" is not \"" + std::string(kind.schema) + '"');
  }
  decltype(read(root)) document;
  try {
    document = read(root);
  } catch (const Refusal& refusal) {
    return malformed(refusal.what);
  }
  const std::string canonical = write(document);
  if (canonical != json) {
    const auto [one, other] = std::ranges::mismatch(canonical, json);
    const auto byte = static_cast<std::uint64_t>(other - json.begin());
    return fail(ErrorCode::malformed, "the certificate is not canonical", {path, {}, byte},
                "keep the file byte by byte as it was written");
  }
  return document;
}

}  // namespace sidproof::canonical_json
