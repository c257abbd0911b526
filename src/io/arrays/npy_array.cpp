// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/arrays/npy_array.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <utility>

namespace sidproof {
namespace {

std::size_t little_endian(std::string_view bytes) {
  std::size_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;)
    value = (value << 8) | static_cast<unsigned char>(bytes[i]);
  return value;
}

/// The Python dictionary literal {'descr': ..., 'fortran_order': ..., 'shape': ...}.
struct Dictionary {
  std::optional<std::string_view> descr;  // empty text: a list (structured type)
  std::optional<bool> fortran_order;
  std::optional<std::vector<std::uint64_t>> shape;
};

class DictionaryParser {
 public:
  explicit DictionaryParser(std::string_view text) : text_(text) {}

  std::optional<Dictionary> parse() {
    Dictionary dictionary;
    if (!take('{')) return std::nullopt;
    while (!take('}')) {
      const std::optional<std::string_view> key = string();
      if (!key || !take(':') || !value(*key, dictionary)) return std::nullopt;
      if (dictionary.descr && dictionary.descr->empty()) return dictionary;
      if (!take(',') && !ahead('}')) return std::nullopt;
    }
    skip_blanks();
    return at_ == text_.size() ? std::optional(dictionary) : std::nullopt;
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t'))
      ++at_;
  }
  bool ahead(char c) {
    skip_blanks();
    return at_ < text_.size() && text_[at_] == c;
  }
  bool take(char c) {
    if (!ahead(c)) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    skip_blanks();
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  std::optional<std::string_view> string() {
    skip_blanks();
    const char quote = at_ < text_.size() ? text_[at_] : '\0';
    if (quote != '\'' && quote != '"') return std::nullopt;
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return inside;
  }

  bool value(std::string_view key, Dictionary& dictionary) {
    if (key == "descr") {
      if (ahead('[')) {  // a structured type: what follows does not matter
        dictionary.descr = std::string_view();
        return true;
      }
      dictionary.descr = string();
      return dictionary.descr.has_value();
    }
    if (key == "fortran_order") {
      if (take("True")) {
        dictionary.fortran_order = true;
      } else if (take("False")) {
        dictionary.fortran_order = false;
      }
      return dictionary.fortran_order.has_value();
    }
    return key == "shape" && shape(dictionary.shape.emplace());
  }

  bool shape(std::vector<std::uint64_t>& sizes) {
    if (!take('(')) return false;
    while (!take(')')) {
      skip_blanks();
      std::uint64_t size = 0;
      const char* const begin = text_.data() + at_;
      const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), size);
      if (error != std::errc{}) return false;
      at_ += static_cast<std::size_t>(end - begin);
      (void)take("L");  // Python 2 wrote long integers as 6L
      sizes.push_back(size);
      if (!take(',') && !ahead(')')) return false;
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

bool looks_like_npy(std::string_view bytes) { return bytes.starts_with(npy_magic); }

tl::unexpected<Error> broken_npy(std::string what, std::uint64_t byte, const std::string& path) {
  return fail(ErrorCode::malformed, std::move(what), {path, {}, byte},
              "the file is damaged or was cut off; write it again with np.save");
}

Result<NpyArray> parse_npy_array(std::string_view bytes, const std::string& path) {
  const auto broken = [&](std::string what, std::uint64_t byte) {
    return broken_npy(std::move(what), byte, path);
  };
  if (!looks_like_npy(bytes)) return broken("not a .npy file: the magic bytes are missing", 0);
  if (bytes.size() < 10) return broken("the .npy header is cut off", bytes.size());
  const auto version = static_cast<unsigned char>(bytes[6]);
  if (version < 1 || version > 3)
    return fail(ErrorCode::unsupported, fmt::format(".npy format version {} is unknown", version),
                {path, {}, 6}, "save it with format version 1, 2 or 3");
  const std::size_t length_bytes = version == 1 ? 2 : 4;
  const std::size_t begin = 8 + length_bytes;
  if (bytes.size() < begin) return broken("the .npy header is cut off", bytes.size());
  const std::size_t length = little_endian(bytes.substr(8, length_bytes));
  if (length > bytes.size() - begin)
    return broken(
        fmt::format("the .npy header claims {} bytes, {} are there", length, bytes.size() - begin),
        8);

  const std::optional<Dictionary> dictionary =
      DictionaryParser(bytes.substr(begin, length)).parse();
  const bool structured = dictionary && dictionary->descr && dictionary->descr->empty();
  if (!dictionary || !dictionary->descr ||
      (!structured && (!dictionary->fortran_order || !dictionary->shape)))
    return broken("the .npy header is not the dictionary that the format wants", begin);
  NpyArray array;
  array.dictionary = begin;
  array.data = begin + length;
  if (structured) return array;
  array.descr = *dictionary->descr;
  array.fortran_order = *dictionary->fortran_order;
  array.shape = *dictionary->shape;
  return array;
}

}  // namespace sidproof
