// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/text/csv.hpp"

#include <algorithm>
#include <utility>

namespace sidproof {

CsvReader::CsvReader(std::string_view bytes, std::string path, char separator, bool quotes)
    : bytes_(bytes), path_(std::move(path)), separator_(separator), quotes_(quotes) {
  if (bytes_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool CsvReader::end_of_line() {
  if (at_ == bytes_.size()) return true;
  if (bytes_[at_] == '\r') {
    ++at_;
    if (at_ < bytes_.size() && bytes_[at_] == '\n') ++at_;
    ++next_line_;
    return true;
  }
  if (bytes_[at_] == '\n') {
    ++at_;
    ++next_line_;
    return true;
  }
  return false;
}

std::string_view CsvReader::plain_field() {
  const std::size_t begin = at_;
  while (at_ < bytes_.size() && bytes_[at_] != separator_ && bytes_[at_] != '\n' &&
         bytes_[at_] != '\r')
    ++at_;
  return bytes_.substr(begin, at_ - begin);
}

Result<std::string_view> CsvReader::quoted_field() {
  const std::uint64_t opened = next_line_;
  const std::size_t opened_at = at_++;
  const std::size_t begin = at_;
  std::string* unescaped = nullptr;
  std::size_t piece = begin;
  for (;;) {
    const std::size_t quote = bytes_.find('"', at_);
    if (quote == std::string_view::npos)
      return fail(ErrorCode::malformed, "a quoted field is never closed",
                  {path_, opened, opened_at}, "add the closing quote, or double quotes inside");
    const bool doubled = quote + 1 < bytes_.size() && bytes_[quote + 1] == '"';
    at_ = quote + (doubled ? 2 : 1);
    if (!doubled && unescaped == nullptr) {
      const std::string_view field = bytes_.substr(begin, quote - begin);
      next_line_ += static_cast<std::uint64_t>(std::count(field.begin(), field.end(), '\n'));
      return field;
    }
    if (unescaped == nullptr) unescaped = &unescaped_.emplace_back();
    unescaped->append(bytes_.substr(piece, quote - piece + (doubled ? 1 : 0)));
    piece = at_;
    if (doubled) continue;
    next_line_ +=
        static_cast<std::uint64_t>(std::count(unescaped->begin(), unescaped->end(), '\n'));
    return std::string_view(*unescaped);
  }
}

Result<bool> CsvReader::next() {
  fields_.clear();
  unescaped_.clear();
  do {
    if (at_ == bytes_.size()) return false;
    line_ = next_line_;
    byte_ = at_;
  } while (end_of_line());
  for (;;) {
    if (quotes_ && at_ < bytes_.size() && bytes_[at_] == '"') {
      const Result<std::string_view> field = quoted_field();
      if (!field) return tl::unexpected(field.error());
      fields_.push_back(*field);
    } else {
      fields_.push_back(plain_field());
    }
    if (at_ < bytes_.size() && bytes_[at_] == separator_) {
      ++at_;
      continue;
    }
    const std::size_t before = at_;
    if (end_of_line()) return true;
    return fail(ErrorCode::malformed, "text stands after the closing quote of a field",
                {path_, next_line_, before}, "double the quotes that belong to the text");
  }
}

std::string csv_field(std::string_view text, char separator) {
  const bool special = std::any_of(text.begin(), text.end(), [=](char c) {
    return c == separator || c == '"' || c == '\n' || c == '\r';
  });
  const bool edged = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!special && !edged) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  quoted += '"';
  return quoted;
}

}  // namespace sidproof
