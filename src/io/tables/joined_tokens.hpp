// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace sidproof {

/// Calls use(token) for each token of a string in which they stand side by side:
/// "<a_3><b_1>", "<a_3> <b_1>", "3 1 2". A token in angle brackets ends at its
/// bracket, any other one at a blank or at an opening bracket.
template <class F>
void for_each_joined_token(std::string_view text, const F& use) {
  constexpr std::string_view kBlanks = " \t\r\n";
  for (;;) {
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return;
    text.remove_prefix(begin);
    std::size_t end = text.find_first_of(" \t\r\n<", 1);
    if (text.front() == '<') {
      const std::size_t bracket = text.find('>');
      if (bracket != std::string_view::npos && (end == std::string_view::npos || bracket < end))
        end = bracket + 1;
    }
    end = end == std::string_view::npos ? text.size() : end;
    use(text.substr(0, end));
    text.remove_prefix(end);
  }
}

/// True when all of `text` is tokens in angle brackets, one at least.
[[nodiscard]] inline bool is_bracketed(std::string_view text) {
  bool any = false;
  bool all = true;
  for_each_joined_token(text, [&](std::string_view token) {
    any = true;
    all = all && token.size() > 2 && token.front() == '<' && token.back() == '>';
  });
  return any && all;
}

}  // namespace sidproof
