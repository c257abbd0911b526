// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "tokenization/alphabet.hpp"

namespace sidproof {

/// Numbers the distinct texts of one position in order of first appearance, like
/// Alphabet::intern but several times faster for texts of up to 16 bytes: these
/// are two machine words, compared and hashed as such.
class TokenInterner {
 public:
  [[nodiscard]] std::uint32_t intern(std::string_view text) {
    if (text.size() > 16) return intern_long(text);
    const Key key = pack(text);
    if (slots_.empty()) grow();
    for (std::size_t slot = hash(key) >> shift_;; slot = (slot + 1) & (slots_.size() - 1)) {
      const Slot& found = slots_[slot];
      if (found.key == key) return found.token;
      if (found.key.length == kFree) return insert(key, text);
    }
  }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

  /// The alphabet of all texts; the interner is spent afterwards.
  [[nodiscard]] Alphabet take() { return Alphabet::texts(std::move(texts_)); }

 private:
  static constexpr std::uint32_t kFree = 0xffffffffU;

  // Texts of one length have equal keys exactly when they are equal: the two
  // words together cover every byte.
  struct Key {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    std::uint32_t length = kFree;
    bool operator==(const Key&) const = default;
  };
  struct Slot {
    Key key;
    std::uint32_t token = 0;
  };

  template <class Word>
  static Word load(const char* from) {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
  }

  static Key pack(std::string_view text) {
    const char* data = text.data();
    const std::size_t n = text.size();
    const auto length = static_cast<std::uint32_t>(n);
    if (n >= 8) return {load<std::uint64_t>(data), load<std::uint64_t>(data + n - 8), length};
    if (n >= 4) return {load<std::uint32_t>(data), load<std::uint32_t>(data + n - 4), length};
    Key key{0, 0, length};
    for (std::size_t i = 0; i < n; ++i)
      key.low = key.low << 8 | static_cast<unsigned char>(data[i]);
    return key;
  }

  // One 128-bit product, folded. The seed differs from run to run, so that nobody
  // can prepare a table whose tokens all collide; the numbering never depends on it.
  [[nodiscard]] std::uint64_t hash(const Key& key) const {
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{key.low ^ seed_} * (key.high ^ 0x9e3779b97f4a7c15U ^ key.length);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  }

  std::uint32_t intern_long(std::string_view text);
  std::uint32_t insert(const Key& key, std::string_view text);
  void grow();

  std::vector<Slot> slots_;
  unsigned shift_ = 64;
  std::uint64_t seed_ = reinterpret_cast<std::uintptr_t>(this) * 0xd6e8feb86659fd93U;
  std::vector<std::string> texts_;
  std::size_t short_texts_ = 0;
  Alphabet long_texts_;                     // numbered on their own ...
  std::vector<std::uint32_t> long_tokens_;  // ... and their token here
};

}  // namespace sidproof
