// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sidproof {

/// Walks over the lines of a text, leaving out a UTF-8 byte order mark, line ends
/// (LF or CRLF) and blank lines.
class LineReader {
 public:
  explicit LineReader(std::string_view bytes);

  /// Moves to the next line that is not blank; false at the end.
  [[nodiscard]] bool next();

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::uint64_t number() const { return number_; }  ///< from 1
  [[nodiscard]] std::uint64_t byte() const { return byte_; }      ///< from 0
  /// False when the text ended (or was cut off) inside this line.
  [[nodiscard]] bool complete() const { return complete_; }

 private:
  std::string_view bytes_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint64_t number_ = 0;
  std::uint64_t byte_ = 0;
  bool complete_ = false;
};

/// The first word of `rest` (up to a blank or tab), removed from it together
/// with the blanks around it; empty when there is none.
[[nodiscard]] std::string_view take_word(std::string_view& rest);

}  // namespace sidproof
