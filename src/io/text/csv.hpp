// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace sidproof {

/// Reads delimited records one after the other: RFC 4180 (fields may be quoted,
/// a quote inside is doubled, quoted fields may hold separators and line breaks),
/// lines end with LF, CRLF or CR, a UTF-8 byte order mark is skipped, and so are
/// blank lines. A quote inside an unquoted field is an ordinary character.
class CsvReader {
 public:
  /// `bytes` must outlive the reader; `path` is named in errors. With
  /// `quotes` false, no character but the separator and line ends is special.
  CsvReader(std::string_view bytes, std::string path, char separator = ',', bool quotes = true);

  /// Moves to the next record; false at the end. Errors: malformed (a quote that
  /// is never closed, text after a closing quote), with the line.
  [[nodiscard]] Result<bool> next();

  /// The fields of the current record, unquoted; valid until next().
  [[nodiscard]] const std::vector<std::string_view>& fields() const { return fields_; }

  /// Where the current record begins: line from 1, byte from 0.
  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] std::uint64_t byte() const { return byte_; }
  [[nodiscard]] Location where() const { return {path_, line_, byte_}; }

 private:
  [[nodiscard]] bool end_of_line();
  [[nodiscard]] Result<std::string_view> quoted_field();
  [[nodiscard]] std::string_view plain_field();

  std::string_view bytes_;
  std::string path_;
  char separator_;
  bool quotes_;
  std::size_t at_ = 0;
  std::uint64_t next_line_ = 1;
  std::uint64_t line_ = 1;
  std::uint64_t byte_ = 0;
  std::vector<std::string_view> fields_;
  std::deque<std::string> unescaped_;  // fields that contained doubled quotes
};

/// `text` as a CSV field: quoted when it contains a separator, quote, CR, LF,
/// or begins or ends with a blank.
[[nodiscard]] std::string csv_field(std::string_view text, char separator = ',');

}  // namespace sidproof
