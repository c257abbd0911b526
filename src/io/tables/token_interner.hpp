// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "exact/wide.hpp"
#include "tokenization/alphabet.hpp"

namespace sidproof {

/// Numbers the distinct texts of one position in order of first appearance, like
/// Alphabet::intern but many times faster for the short texts that tokens are:
/// up to 7 bytes are one machine word, up to 16 are two, compared and hashed as
/// such.
class TokenInterner {
 public:
  [[nodiscard]] std::uint32_t intern(std::string_view text) {
    if (text.size() <= kWordText) return intern_word(pack_word(text));
    if (text.size() <= kPairText)
      return pairs_.find_or_add(pack_pair(text), [&] { return add(text); });
    return intern_long(text);
  }

  /// Texts of at most this many bytes fit a word.
  static constexpr std::size_t kWordText = 7;

  /// The word of a text of `size` <= kWordText bytes, given the eight bytes of
  /// memory that start with it (little-endian machines).
  [[nodiscard]] static std::uint64_t word(std::uint64_t memory, std::size_t size) {
    return (memory & ((std::uint64_t{1} << (8 * size)) - 1)) | std::uint64_t{size} << 56U;
  }

  /// Interns the text that word() made.
  [[nodiscard]] std::uint32_t intern_word(std::uint64_t word) {
    return words_.find_or_add(WordKey{word}, [&] { return add(unpack_word(word)); });
  }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }

  /// The alphabet of all texts; the interner is spent afterwards.
  [[nodiscard]] Alphabet take() { return Alphabet::texts(std::move(texts_)); }

 private:
  static constexpr std::size_t kPairText = 16;

  // One 128-bit product, folded. The seed differs from run to run, so that nobody
  // can prepare a table whose tokens all collide; the numbering never depends on it.
  static std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
    const Wide product = Wide{a} * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  }

  struct WordKey {
    std::uint64_t word = 0;
    bool operator==(const WordKey&) const = default;
    [[nodiscard]] std::uint64_t hash(std::uint64_t seed) const {
      return fold(word ^ seed, 0x9e3779b97f4a7c15U);
    }
  };

  // Texts of one length have equal keys exactly when they are equal: the two
  // words together cover every byte.
  struct PairKey {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    std::uint64_t length = 0;
    bool operator==(const PairKey&) const = default;
    [[nodiscard]] std::uint64_t hash(std::uint64_t seed) const {
      return fold(low ^ seed, high ^ 0x9e3779b97f4a7c15U ^ length);
    }
  };

  // Open addressing with linear probing, at most half full.
  template <class Key>
  class Flat {
   public:
    template <class Add>
    std::uint32_t find_or_add(const Key& key, const Add& add) {
      for (std::size_t slot = key.hash(seed_) >> shift_;; slot = (slot + 1) & (slots_.size() - 1)) {
        const Slot& found = slots_[slot];
        if (found.token == kFree) break;
        if (found.key == key) return found.token - 1;
      }
      if ((filled_ + 1) * 2 > slots_.size()) grow();
      ++filled_;
      const std::uint32_t token = add();
      place({key, token + 1});
      return token;
    }

   private:
    static constexpr std::uint32_t kFree = 0;
    struct Slot {
      Key key;
      std::uint32_t token = kFree;  // the token + 1
    };

    void place(const Slot& filled) {
      std::size_t slot = filled.key.hash(seed_) >> shift_;
      while (slots_[slot].token != kFree) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = filled;
    }

    void grow() {
      const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 4));
      shift_ -= 2;
      for (const Slot& filled : old)
        if (filled.token != kFree) place(filled);
    }

    std::vector<Slot> slots_ = std::vector<Slot>(4);
    unsigned shift_ = 62;
    std::size_t filled_ = 0;
    std::uint64_t seed_ = reinterpret_cast<std::uintptr_t>(slots_.data()) * 0xd6e8feb86659fd93U;
  };

  template <class Word>
  static std::uint64_t load(const char* from) {
    Word word = 0;
    std::memcpy(&word, from, sizeof word);
    return word;
  }

  static std::uint64_t pack_word(std::string_view text) {
    std::uint64_t memory = 0;
    if constexpr (std::endian::native == std::endian::little) {
      const char* data = text.data();
      const std::size_t n = text.size();
      if (n >= 4) {
        memory = load<std::uint32_t>(data) | load<std::uint32_t>(data + n - 4) << (8 * (n - 4));
        return word(memory, n);
      }
    }
    for (std::size_t i = 0; i < text.size(); ++i)
      memory |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
    return word(memory, text.size());
  }

  static std::string unpack_word(std::uint64_t word) {
    std::string text(word >> 56U, '\0');
    for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>(word >> (8 * i));
    return text;
  }

  static PairKey pack_pair(std::string_view text) {
    return {load<std::uint64_t>(text.data()), load<std::uint64_t>(text.data() + text.size() - 8),
            text.size()};
  }

  std::uint32_t add(std::string_view text) {
    texts_.emplace_back(text);
    return size() - 1;
  }
  std::uint32_t intern_long(std::string_view text);

  Flat<WordKey> words_;
  Flat<PairKey> pairs_;
  std::vector<std::string> texts_;
  Alphabet long_texts_;                     // numbered on their own ...
  std::vector<std::uint32_t> long_tokens_;  // ... and their token here
};

}  // namespace sidproof
