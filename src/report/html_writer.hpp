// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "report/escape.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// Builds an HTML page from literals of the program, which are markup, and from
/// everything else, which is text and passes html_escape(). The types keep the two
/// apart: raw() takes string literals only.
class HtmlWriter {
 public:
  template <std::size_t N>
  HtmlWriter& raw(const char (&literal)[N]) {
    out_.append(literal, N - 1);
    return *this;
  }
  HtmlWriter& text(std::string_view text) {
    out_ += html_escape(text);
    return *this;
  }
  /// A coordinate or length of an SVG with at most two decimals.
  HtmlWriter& coordinate(double value);
  /// A number that is unique on this page, for ids; counts up from 1.
  [[nodiscard]] unsigned next_id() { return ++ids_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
  unsigned ids_ = 0;
};

}  // namespace sidproof
