// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/json/json_plain_lists.hpp"

#include <simdjson.h>

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace sidproof {
namespace {

// The zero bytes behind the document are neither blanks nor marks nor allowed in
// strings: every loop stops at them, so there is no other check for the end.
class PlainLists {
 public:
  PlainLists(const MappedFile& file, TableBuilder& builder, Progress& progress)
      : file_(&file),
        builder_(&builder),
        progress_(&progress),
        begin_(file.bytes().data()),
        at_(begin_) {}

  bool read(ListOf what) {
    if (file_->bytes().starts_with("\xef\xbb\xbf")) at_ += 3;
    const bool whole = what == ListOf::texts ? object([this] { return texts(); })
                                             : object([this] { return codes(); });
    if (!whole) return false;
    blanks();
    if (at_ != begin_ + file_->bytes().size()) return false;
    return (high_bits_ & kHighBits) == 0 ||
           simdjson::validate_utf8(file_->bytes().data(), file_->bytes().size());
  }

 private:
  static constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  static constexpr std::uint64_t kOnes = 0x0101010101010101U;

  struct Text {
    std::string_view view;
    std::uint64_t memory = 0;  // the eight bytes from its first one on
  };

  void blanks() {
    while (*at_ == ' ' || *at_ == '\n' || *at_ == '\t' || *at_ == '\r') ++at_;
  }

  bool mark(char expected) {
    blanks();
    if (*at_ != expected) return false;
    ++at_;
    return true;
  }

  template <class List>
  bool object(const List& list) {
    if (!mark('{')) return false;
    blanks();
    if (*at_ == '}') return false;
    for (std::uint64_t seen = 1;; ++seen) {
      blanks();
      const char* key = at_;
      Text item;
      if (*at_ != '"' || !text(item)) return false;
      builder_->row(item.view, static_cast<std::uint64_t>(key - begin_));
      if (!mark(':') || !mark('[') || !list()) return false;
      if ((seen & 0x3fffU) == 0)
        progress_->update("reading", static_cast<double>(at_ - begin_) /
                                         static_cast<double>(file_->bytes().size()));
      blanks();
      const char next = *at_++;
      if (next == '}') return true;
      if (next != ',') return false;
    }
  }

  // Behind the bracket.
  template <class Element>
  bool list(const Element& element) {
    blanks();
    if (*at_ == ']') {
      ++at_;
      return true;
    }
    for (;;) {
      blanks();
      if (!element()) return false;
      blanks();
      const char next = *at_++;
      if (next == ']') return true;
      if (next != ',') return false;
    }
  }

  bool texts() {
    return list([this] {
      Text token;
      if (*at_ != '"' || !text(token)) return false;
      if constexpr (std::endian::native == std::endian::little) {
        if (token.view.size() <= TokenInterner::kWordText) {
          builder_->text_word(TokenInterner::word(token.memory, token.view.size()));
          return true;
        }
      }
      builder_->text(token.view);
      return true;
    });
  }

  bool codes() {
    return list([this] {
      const char* first = at_;
      std::uint64_t value = 0;
      for (; *at_ >= '0' && *at_ <= '9'; ++at_) {
        value = value * 10 + static_cast<std::uint64_t>(*at_ - '0');
        if (value > 0xffffffffU) return false;
      }
      if (at_ == first || (*first == '0' && at_ - first > 1)) return false;
      builder_->code(static_cast<std::uint32_t>(value));
      return true;
    });
  }

  // From the opening quote to behind the closing one.
  bool text(Text& text) {
    const char* first = ++at_;
    if constexpr (std::endian::native == std::endian::little) {
      std::uint64_t word = 0;
      std::memcpy(&word, at_, sizeof word);
      text.memory = word;
      std::uint64_t found = 0;
      while ((found = stops(word)) == 0) {
        high_bits_ |= word;
        at_ += 8;
        std::memcpy(&word, at_, sizeof word);
      }
      high_bits_ |= word;
      at_ += std::countr_zero(found) / 8;
    } else {
      high_bits_ = kHighBits;
      while (*at_ != '"' && *at_ != '\\' && static_cast<unsigned char>(*at_) >= 0x20) ++at_;
    }
    if (*at_ != '"') return *at_ == '\\' && text_with_escapes(first, text);
    text.view = {first, static_cast<std::size_t>(at_ - first)};
    ++at_;
    return true;
  }

  // A mark in every byte that is a quote, a backslash or a control character; the
  // lowest mark is exact, those above it may be wrong.
  static std::uint64_t stops(std::uint64_t word) {
    const auto equal = [](std::uint64_t difference) {
      return (difference - kOnes) & ~difference & kHighBits;
    };
    return equal(word ^ (kOnes * '"')) | equal(word ^ (kOnes * '\\')) |
           ((word - kOnes * 0x20) & ~word & kHighBits);
  }

  bool text_with_escapes(const char* first, Text& text) {
    high_bits_ = kHighBits;
    for (; *at_ != '"'; ++at_) {
      if (static_cast<unsigned char>(*at_) < 0x20) return false;
      if (*at_ != '\\') continue;
      ++at_;
      if (static_cast<unsigned char>(*at_) < 0x20) return false;
    }
    // A parser unescapes only once it has room for a document.
    if (parser_.capacity() == 0 && parser_.allocate(1) != simdjson::SUCCESS) return false;
    scratch_.resize(static_cast<std::size_t>(at_ - first) + simdjson::SIMDJSON_PADDING);
    auto* target = reinterpret_cast<std::uint8_t*>(scratch_.data());
    const simdjson::ondemand::raw_json_string raw(reinterpret_cast<const std::uint8_t*>(first));
    if (parser_.unescape(raw, target).get(text.view) != simdjson::SUCCESS) return false;
    std::memcpy(&text.memory, scratch_.data(), sizeof text.memory);
    ++at_;
    return true;
  }

  const MappedFile* file_;
  TableBuilder* builder_;
  Progress* progress_;
  const char* begin_;
  const char* at_;
  std::uint64_t high_bits_ = 0;  // set where a byte above 0x7f was seen
  simdjson::ondemand::parser parser_;
  std::string scratch_;
};

}  // namespace

bool read_plain_lists(const MappedFile& file, ListOf what, TableBuilder& builder,
                      Progress& progress) {
  return PlainLists(file, builder, progress).read(what);
}

}  // namespace sidproof
