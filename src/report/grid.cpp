// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/grid.hpp"

#include <algorithm>

#include "report/display.hpp"
#include "report/numbers.hpp"
#include "report/text_parts.hpp"

namespace sidproof::text_parts {

void grid(TextLayout& layout, std::string_view label,
          const std::vector<std::vector<std::string>>& cells) {
  std::vector<std::size_t> widths;
  for (const auto& row : cells)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i == widths.size()) widths.push_back(0);
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  for (std::size_t r = 0; r < cells.size(); ++r) {
    std::string line;
    for (std::size_t i = 0; i < cells[r].size(); ++i)
      line += i + 1 == cells[r].size() ? cells[r][i] : column(cells[r][i], widths[i] + 1);
    layout.row(r == 0 ? label : "", line);
  }
}

std::string unbroken(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c == ' ')
      out += group_mark;
    else
      out += c;
  return out;
}

}  // namespace sidproof::text_parts
