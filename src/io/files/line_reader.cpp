// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/files/line_reader.hpp"

#include <algorithm>

namespace sidproof {

LineReader::LineReader(std::string_view bytes) : bytes_(bytes) {
  if (bytes_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool LineReader::next() {
  while (at_ < bytes_.size()) {
    const std::size_t found = bytes_.find('\n', at_);
    complete_ = found != std::string_view::npos;
    const std::size_t end = std::min(found, bytes_.size());
    byte_ = at_;
    text_ = bytes_.substr(at_, end - at_);
    at_ = end + 1;
    ++number_;
    if (text_.ends_with('\r')) text_.remove_suffix(1);
    if (text_.find_first_not_of(" \t\r") != std::string_view::npos) return true;
  }
  return false;
}

std::string_view take_word(std::string_view& rest) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t begin = std::min(rest.find_first_not_of(kBlanks), rest.size());
  const std::size_t end = std::min(rest.find_first_of(kBlanks, begin), rest.size());
  const std::string_view word = rest.substr(begin, end - begin);
  rest.remove_prefix(std::min(rest.find_first_not_of(kBlanks, end), rest.size()));
  return word;
}

}  // namespace sidproof
