// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/wrapped.hpp"

#include <algorithm>

namespace sidproof {
namespace {

// The end of the words that begin at `begin` and must stand together.
std::size_t end_of_word(std::string_view line, std::size_t begin) {
  std::size_t end = std::min(line.find(' ', begin), line.size());
  while (end + 1 < line.size() && line[end + 1] == '-')
    end = std::min(line.find(' ', end + 1), line.size());
  return end;
}

void append_wrapped(std::string& out, std::string_view line, std::size_t width) {
  std::size_t column = 0;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = end_of_word(line, begin);
    if (column > 0 && column + 1 + end - begin > width) {
      out += '\n';
      column = 0;
    } else if (column > 0) {
      out += ' ';
      ++column;
    }
    out.append(line.substr(begin, end - begin));
    column += end - begin;
    begin = end + 1;
  }
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t width) {
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    append_wrapped(out, text.substr(0, end), width);
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace sidproof
