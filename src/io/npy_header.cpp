// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/npy_header.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <optional>
#include <vector>

namespace sidproof {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kMostColumns = 65536;

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

Result<void> set_type(std::string_view descr, NpyHeader& header, const std::string& path) {
  const auto refuse = [&](std::string what, std::string hint) {
    return fail(ErrorCode::unsupported, std::move(what), {path, {}, 10}, std::move(hint));
  };
  if (descr.empty())
    return refuse("the array has a structured type",
                  "save one plain integer array: np.save(path, codes)");
  const bool ordered =
      descr.front() == '<' || descr.front() == '>' || descr.front() == '|' || descr.front() == '=';
  const char order = ordered ? descr.front() : '=';
  if (ordered) descr.remove_prefix(1);
  const char kind = descr.empty() ? '\0' : descr.front();
  std::size_t width = 0;
  if (descr.size() > 1) (void)std::from_chars(descr.data() + 1, descr.data() + descr.size(), width);
  if (kind == 'O')
    return refuse("the array holds pickled Python objects, which may run code when loaded",
                  "convert it where you trust it: np.save(path, "
                  "np.array(np.load(old, allow_pickle=True).tolist()))");
  if (kind == 'f' || kind == 'c')
    return refuse(fmt::format("the array holds reals ({}), not codes", descr),
                  "if they are codes: np.save(path, array.astype(np.int64))");
  if (kind == 'U' || kind == 'S')
    return refuse("the array holds texts", "write the tokens as index.json or CSV");
  const bool known = (kind == 'u' || kind == 'i' || kind == 'b') && descr.size() == 2 &&
                     (width == 1 || width == 2 || width == 4 || width == 8) &&
                     (kind != 'b' || width == 1);
  if (!known)
    return refuse(fmt::format("the array's type '{}' is not an integer type", descr),
                  "save codes as an integer array");
  header.is_signed = kind == 'i';
  header.width = width;
  header.big_endian = order == '>';
  return {};
}

}  // namespace

bool looks_like_npy(std::string_view bytes) { return bytes.starts_with(kMagic); }

Result<NpyHeader> parse_npy_header(std::string_view bytes, const std::string& path) {
  const auto broken = [&](std::string what, std::uint64_t byte) {
    return fail(ErrorCode::malformed, std::move(what), {path, {}, byte},
                "the file is damaged or was cut off; write it again with np.save");
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
  if (!dictionary || !dictionary->descr)
    return broken("the .npy header is not the dictionary that the format wants", begin);
  NpyHeader header;
  if (Result<void> typed = set_type(*dictionary->descr, header, path); !typed)
    return tl::unexpected(std::move(typed.error()));
  if (!dictionary->fortran_order || !dictionary->shape)
    return broken("the .npy header is not the dictionary that the format wants", begin);

  const std::vector<std::uint64_t>& shape = *dictionary->shape;
  if (shape.size() != 2)
    return fail(ErrorCode::unsupported,
                fmt::format("the array has {} dimension{}, a table has two (row = item)",
                            shape.size(), shape.size() == 1 ? "" : "s"),
                {path, {}, begin}, "reshape it to (items, tokens) before saving");
  if (shape[1] == 0) return broken("the array has no columns", begin);
  if (shape[1] > kMostColumns)
    return fail(ErrorCode::too_large,
                fmt::format("the array has {} columns, at most {} tokens an item are read",
                            shape[1], kMostColumns),
                {path, {}, begin}, "is it transposed? A table has one row an item");
  header.data = begin + length;
  const std::uint64_t row_bytes = shape[1] * header.width;
  const std::size_t there = bytes.size() - header.data;
  if (shape[0] > std::numeric_limits<std::size_t>::max() / row_bytes ||
      shape[0] * row_bytes > there)
    return broken(fmt::format("the array ends early: shape ({}, {}) of {} byte values does not "
                              "fit into {} bytes",
                              shape[0], shape[1], header.width, there),
                  bytes.size());
  if (shape[0] * row_bytes < there)
    return broken(fmt::format("{} bytes follow the array", there - shape[0] * row_bytes),
                  header.data + shape[0] * row_bytes);
  header.rows = static_cast<std::size_t>(shape[0]);
  header.columns = static_cast<std::size_t>(shape[1]);
  header.fortran_order = *dictionary->fortran_order;
  return header;
}

std::string make_npy_header(std::size_t width, std::size_t rows, std::size_t columns) {
  std::string text =
      fmt::format("{{'descr': '{}u{}', 'fortran_order': False, 'shape': ({}, {}), }}",
                  width == 1 ? '|' : '<', width, rows, columns);
  const std::size_t unpadded = 10 + text.size() + 1;
  text.append((64 - unpadded % 64) % 64, ' ');
  text += '\n';
  std::string header(kMagic);
  header += '\x01';
  header += '\0';
  header += static_cast<char>(text.size() & 0xFF);
  header += static_cast<char>(text.size() >> 8);
  return header + text;
}

}  // namespace sidproof
