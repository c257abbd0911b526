// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace sidproof {

/// One element of a list that stands in a text cell.
struct ListElement {
  std::string text;     ///< a string without its quotes and escapes, or the bare word
  bool quoted = false;  ///< it was written as a string
};

/// Parses the lists that table cells hold: "1,2,3", "1 2 3", "[1, 2, 3]",
/// "['a', 'b']" (Python), "[\"a\", \"b\"]" (JSON), "(1, 2)" and numpy's
/// "[1 2 3]"; "[]" is the empty list; semicolons or bars may stand for the commas. Strings know the
/// escapes of Python and JSON: a backslash and one of \ ' " / a b f n r t v 0, or x, u, U and 2, 4,
/// 8 hexadecimal digits of a code point; surrogate pairs are joined. Errors: malformed, with the
/// column (from 1) inside the cell in the message; the caller adds the place.
[[nodiscard]] Result<std::vector<ListElement>> parse_list_text(std::string_view cell);

/// Whether an element only says that there is more: "..." or the one character for it.
[[nodiscard]] inline bool is_ellipsis(std::string_view element) {
  return element.ends_with("...") || element.ends_with("\u2026");
}

/// The list as JSON: ["a", "b"]; bytes that JSON forbids are escaped.
[[nodiscard]] std::string to_list_text(const std::vector<std::string>& texts);

}  // namespace sidproof
