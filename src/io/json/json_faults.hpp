// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace sidproof {

/// Where exactly JSON is broken: slow and simple functions for error messages,
/// called after simdjson has said that something is wrong.

/// Offset of the first byte that is not part of valid UTF-8; the size if none.
[[nodiscard]] std::size_t find_broken_utf8(std::string_view text);

struct StringFault {
  std::size_t offset = 0;  ///< of the control character, or of the open string's quote
  bool unclosed = false;
};

/// The first control character inside a string, or the string that never ends;
/// {text.size(), false} when there is neither.
[[nodiscard]] StringFault find_string_fault(std::string_view text);

/// The length of the JSON string whose first character is text[0] (behind the
/// quote), up to its closing quote or the end of the text.
[[nodiscard]] std::size_t string_length(std::string_view text);

/// A number by JSON's grammar, of any size.
[[nodiscard]] bool is_json_number(std::string_view text);

}  // namespace sidproof
