// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "verdict/verdict.hpp"

namespace sidproof {

/// Semantic colours of terminal reports; the plain text unless enabled.
struct Paint {
  bool enabled = false;
  [[nodiscard]] std::string good(std::string_view text) const { return wrap("32", text); }
  [[nodiscard]] std::string bad(std::string_view text) const { return wrap("1;31", text); }
  [[nodiscard]] std::string warn(std::string_view text) const { return wrap("33", text); }
  [[nodiscard]] std::string strong(std::string_view text) const { return wrap("1", text); }
  [[nodiscard]] std::string faint(std::string_view text) const { return wrap("2", text); }

 private:
  [[nodiscard]] std::string wrap(std::string_view code, std::string_view text) const;
};

/// Lays out a report as labelled rows: a label column, then text wrapped at blanks
/// with a hanging indent. No line but a command's is wider than `width` columns; single
/// words that are too wide are broken. Text must be printable() apart from Paint's colours and
/// group_mark, which becomes a blank that never breaks.
class TextLayout {
 public:
  TextLayout(std::size_t width, bool colour);

  [[nodiscard]] const Paint& paint() const { return paint_; }
  /// Columns right of the label.
  [[nodiscard]] std::size_t text_width() const { return width_ - label_width; }

  /// A row of the report: label (once, then empty for continuation) and text.
  void row(std::string_view label, std::string_view text);
  /// A row to be pasted into a shell: on one line, however wide, which a terminal
  /// folds and copies whole.
  void command(std::string_view label, std::string_view text);
  /// A row that answers a question: "yes" / "NO" / "no" / "?" in a column of its own.
  /// `important`: a refutation is written "NO" and painted bad, otherwise "no".
  void answer(std::string_view label, Truth truth, bool important, std::string_view text);
  /// A line below the last row, in its text column, cut to one line.
  void detail(std::string_view text);
  /// "SEQUENCE  LEAD a, b, c … 3 more" below the last row, as many names as fit.
  /// `total` counts those that `names` leaves out as well.
  void group(std::string_view sequence, std::string_view lead,
             const std::vector<std::string>& names, std::uint64_t total);
  void blank() { out_ += '\n'; }
  [[nodiscard]] std::string take();

  static constexpr std::size_t label_width = 13;
  static constexpr std::size_t answer_width = 5;

 private:
  void wrapped(std::string first_prefix, std::size_t indent, std::string_view text);
  void line(std::string_view text);

  std::size_t width_;
  Paint paint_;
  std::string out_;
};

}  // namespace sidproof
