// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sidproof {

/// Could showing this character move the cursor, change colours or reorder text? Control
/// characters (C0, DEL, C1), line and paragraph separators, marks and overrides of direction.
[[nodiscard]] bool disturbs_display(char32_t code_point);

/// Untrusted text (item ids, tokens, paths) made safe to show: valid UTF-8, and
/// what disturbs_display() is written as \u{HEX}. Ill-formed bytes become U+FFFD.
[[nodiscard]] std::string printable(std::string_view text);

/// Terminal columns that the code point takes: 0 for combining and format
/// characters, 2 for East Asian wide and fullwidth ones, 1 otherwise.
[[nodiscard]] std::size_t display_width(char32_t code_point);

/// Columns of a whole text; ANSI colour sequences (ESC [ ... m) take none.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The text itself if it fits `columns`, otherwise its longest prefix of whole
/// characters that leaves room for a closing ellipsis (U+2026). columns >= 1.
[[nodiscard]] std::string truncate_to_width(std::string_view text, std::size_t columns);

}  // namespace sidproof
