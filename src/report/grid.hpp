// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/layout.hpp"

namespace sidproof::text_parts {

/// Rows of cells in columns, each as wide as its widest cell; lines never break between
/// the cells unless the whole is wider than the screen.
void grid(TextLayout& layout, std::string_view label,
          const std::vector<std::vector<std::string>>& cells);

/// The text with blanks at which lines never break.
[[nodiscard]] std::string unbroken(std::string_view text);

}  // namespace sidproof::text_parts
