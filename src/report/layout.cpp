// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/display.hpp"
#include "report/numbers.hpp"
#include "report/utf8.hpp"

namespace sidproof {
namespace {

std::string padded(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  std::string out(text);
  if (width < columns) out.append(columns - width, ' ');
  return out;
}

// The longest front of the word that fits, at least one character; colours inside
// of it travel along.
std::size_t front_that_fits(std::string_view word, std::size_t columns) {
  std::size_t end = 0;
  std::size_t used = 0;
  while (end < word.size()) {
    std::size_t step = decode_utf8(word.substr(end)).bytes;
    if (word[end] == '\x1b') step = word.find('m', end) + 1 - end;
    const std::size_t width = display_width(word.substr(end, step));
    if (used + width > columns && used > 0) break;
    used += width;
    end += step;
  }
  return end;
}

}  // namespace

std::string Paint::wrap(std::string_view code, std::string_view text) const {
  if (!enabled || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

TextLayout::TextLayout(std::size_t width, bool colour)
    : width_(std::max<std::size_t>(width, 40)), paint_{colour} {}

void TextLayout::line(std::string_view text) {
  const std::size_t end = text.find_last_not_of(' ');
  out_ += text.substr(0, end == std::string_view::npos ? 0 : end + 1);
  out_ += '\n';
}

void TextLayout::wrapped(std::string first_prefix, std::size_t indent, std::string_view text) {
  std::string current = std::move(first_prefix);
  std::size_t used = indent;
  bool empty = true;
  const auto start_line = [&] {
    line(current);
    current.assign(indent, ' ');
    used = indent;
    empty = true;
  };
  while (!text.empty()) {
    const std::size_t blank = text.find(' ');
    std::string_view word = text.substr(0, blank);
    text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    if (word.empty()) continue;
    if (!empty && used + 1 + display_width(word) > width_) start_line();
    while (display_width(word) > width_ - used - (empty ? 0 : 1)) {
      const std::size_t front = front_that_fits(word, width_ - used);
      current += word.substr(0, front);
      word.remove_prefix(front);
      if (word.empty()) break;
      start_line();
    }
    if (word.empty()) continue;
    if (!empty) current += ' ';
    current += word;
    used += display_width(word) + (empty ? 0 : 1);
    empty = false;
  }
  line(current);
}

void TextLayout::row(std::string_view label, std::string_view text) {
  wrapped(padded(paint_.strong(label), label_width), label_width, text);
}

void TextLayout::command(std::string_view label, std::string_view text) {
  line(padded(paint_.strong(label), label_width).append(text));
}

void TextLayout::answer(std::string_view label, Truth truth, bool important,
                        std::string_view text) {
  std::string word = "?";
  if (truth == Truth::holds)
    word = paint_.good("yes");
  else if (truth == Truth::refuted)
    word = important ? paint_.bad("NO") : paint_.warn("no");
  else
    word = paint_.warn(word);
  wrapped(padded(paint_.strong(label), label_width) + padded(word, answer_width),
          label_width + answer_width, text);
}

void TextLayout::detail(std::string_view text) {
  line(std::string(label_width + answer_width, ' ') +
       truncate_to_width(text, width_ - label_width - answer_width));
}

void TextLayout::group(std::string_view sequence, std::string_view lead,
                       const std::vector<std::string>& names, std::uint64_t total) {
  const std::size_t columns = width_ - label_width - answer_width;
  std::string text = truncate_to_width(sequence, columns / 2);
  text += fmt::format("{}{} ", text.empty() ? "" : "  ", lead);
  std::size_t shown = 0;
  for (; shown < names.size(); ++shown) {
    const std::string next = (shown > 0 ? ", " : "") + truncate_to_width(names[shown], 24);
    const std::uint64_t left = total - shown - 1;
    const std::string rest = left > 0 ? fmt::format(" … {} more", grouped(left)) : "";
    if (shown > 0 && display_width(text + next + rest) > columns) break;
    text += next;
  }
  if (shown < total) text += fmt::format(" … {} more", grouped(total - shown));
  detail(text);
}

std::string TextLayout::take() {
  std::string text;
  text.reserve(out_.size());
  for (std::size_t begin = 0; begin < out_.size();) {
    const std::size_t mark = std::min(out_.find(group_mark, begin), out_.size());
    text.append(out_, begin, mark - begin);
    if (mark < out_.size()) text += ' ';
    begin = mark + group_mark.size();
  }
  return text;
}

}  // namespace sidproof
