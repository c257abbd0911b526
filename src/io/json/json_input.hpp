// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <simdjson.h>

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "io/files/mapped_file.hpp"

namespace sidproof {

/// A JSON file that is walked through once, front to back (simdjson on-demand):
/// every member is seen, also one whose key stood there before. Nothing is copied
/// but strings with escapes.
///
/// Every function that returns bool returns false after a failure; take_error()
/// then says what, in which item, and at which line and byte. Views of strings
/// hold until the next string is read.
class JsonInput {
 public:
  using Object = simdjson::ondemand::object;
  using Value = simdjson::ondemand::value;

  JsonInput(const MappedFile& file, Progress& progress) : file_(&file), progress_(&progress) {}

  /// Opens the whole file, whose root must be an object.
  [[nodiscard]] bool open(Object& root);
  /// Opens a part of the file (a line of JSON lines), whose root must be an object.
  [[nodiscard]] bool open_part(std::string_view part, Object& root);
  /// Once the root has been walked through: nothing may follow it.
  [[nodiscard]] bool close();

  /// each(key, where, value) -> bool for every member, in order; `where` points
  /// at the key in the file.
  template <class F>
  [[nodiscard]] bool members(Object& object, const F& each) {
    for (auto next : object) {
      simdjson::ondemand::field field;
      if (const auto error = std::move(next).get(field)) return fail_json(error);
      const char* where = field.key().raw();
      std::string_view key;
      if (!unescaped(where, key) || !each(key, where - 1, field.value())) return false;
    }
    return true;
  }

  /// Like members(), for the object whose members are the items: errors name the
  /// item, and the progress is told.
  template <class F>
  [[nodiscard]] bool items(Object& object, const F& each) {
    return members(object, [&](std::string_view key, const char* where, Value& value) {
      item_ = where;
      if ((++seen_ & 0x1fffU) == 0) tell_progress(where);
      return each(key, where, value);
    });
  }

  /// each(value) -> bool for every element of a list; `what` names what was
  /// expected when the value is no list.
  template <class F>
  [[nodiscard]] bool elements(Value& value, std::string_view what, const F& each) {
    simdjson::ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return fail_type(value, what);
    for (auto next : array) {
      Value element;
      if (const auto error = std::move(next).get(element)) return fail_json(error);
      if (!each(element)) return false;
    }
    return true;
  }

  [[nodiscard]] bool object(Value& value, std::string_view what, Object& object) {
    return value.get_object().get(object) == simdjson::SUCCESS || fail_type(value, what);
  }

  [[nodiscard]] bool string(Value& value, std::string_view what, std::string_view& text) {
    simdjson::ondemand::raw_json_string raw;
    if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS) return fail_type(value, what);
    return unescaped(raw.raw(), text);
  }

  /// An integer from 0 to 2^32 - 1.
  [[nodiscard]] bool code(Value& value, std::uint32_t& code) {
    std::uint64_t number = 0;
    if (value.get_uint64().get(number) != simdjson::SUCCESS || number > 0xffffffffU)
      return fail_code(value);
    code = static_cast<std::uint32_t>(number);
    return true;
  }

  /// An id: a string, or an integer in decimal, as text.
  [[nodiscard]] bool id(Value& value, std::string_view what, std::string_view& text);

  /// The value as it stands in the file, not consumed: of a scalar its raw text,
  /// of a list or object its first character.
  [[nodiscard]] static std::string_view raw(Value& value);

  /// Walks over a value that nobody needs, checking that it is JSON.
  [[nodiscard]] bool skip(Value& value);

  /// Records a failure at a place in the file and returns false.
  bool fail(ErrorCode code, const char* where, std::string what, std::string hint = {});
  /// "expected `what`, found null" at the value.
  bool fail_type(Value& value, std::string_view what);

  [[nodiscard]] std::uint64_t byte(const char* where) const {
    return static_cast<std::uint64_t>(where - file_->bytes().data());
  }
  [[nodiscard]] Error take_error() { return std::move(error_); }

 private:
  [[nodiscard]] bool skip(Value& value, unsigned depth);
  bool fail_json(simdjson::error_code error);
  bool fail_document(simdjson::error_code error, std::string_view part);
  bool fail_code(Value& value);
  void tell_progress(const char* where);
  [[nodiscard]] bool unescaped_slow(const char* raw, std::size_t plain, std::string_view& text);

  // How many bytes from `text` on are neither a quote nor a backslash. Reads whole
  // words: there is padding behind the document.
  static std::size_t plain_length(const char* text) {
    std::size_t length = 0;
    if constexpr (std::endian::native == std::endian::little) {
      const auto marks = [](std::uint64_t word, std::uint64_t repeated) {
        const std::uint64_t difference = word ^ repeated;
        return (difference - 0x0101010101010101U) & ~difference & 0x8080808080808080U;
      };
      for (;; length += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text + length, sizeof word);
        const std::uint64_t found =
            marks(word, 0x2222222222222222U) | marks(word, 0x5c5c5c5c5c5c5c5cU);
        if (found != 0) return length + static_cast<std::size_t>(std::countr_zero(found)) / 8;
      }
    }
    while (text[length] != '"' && text[length] != '\\') ++length;
    return length;
  }

  [[nodiscard]] bool unescaped(const char* raw, std::string_view& text) {
    const std::size_t plain = plain_length(raw);
    if (raw[plain] != '"') return unescaped_slow(raw, plain, text);
    text = {raw, plain};
    return true;
  }

  const MappedFile* file_;
  Progress* progress_;
  simdjson::ondemand::parser parser_;
  simdjson::ondemand::document document_;
  const char* item_ = nullptr;  // the key of the current item, at its quote
  std::uint64_t seen_ = 0;
  std::string scratch_;
  Error error_;
};

}  // namespace sidproof
