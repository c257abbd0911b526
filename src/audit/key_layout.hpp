// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sidproof {

/// How token sequences are packed into words of 64 bits whose numerical order,
/// word by word, is the lexicographic order of the sequences: each position has a
/// field that is wide enough for its largest token, the first position highest.
/// In tables of variable length a field holds token + 1, and 0 after the end.
class KeyLayout {
 public:
  /// Consecutive positions [begin, end) of one word.
  struct Word {
    std::size_t begin = 0;
    std::size_t end = 0;
    unsigned bits = 0;
    /// By the highest bit in which two words differ: how many leading tokens of the
    /// sequences are equal then.
    std::array<std::uint32_t, 64> common{};
  };

  /// largest[j]: the largest token of position j.
  KeyLayout(std::span<const std::uint32_t> largest, bool variable_length);

  [[nodiscard]] const std::vector<Word>& words() const { return words_; }
  [[nodiscard]] unsigned width(std::size_t position) const { return widths_[position]; }
  [[nodiscard]] bool variable_length() const { return variable_length_; }

  template <class Token>
  [[nodiscard]] std::uint64_t pack(std::span<const Token> row, const Word& word) const {
    std::uint64_t key = 0;
    for (std::size_t j = word.begin; j < word.end; ++j) {
      std::uint64_t field = 0;
      if (j < row.size()) field = std::uint64_t{row[j]} + (variable_length_ ? 1 : 0);
      key = (widths_[j] < 64 ? key << widths_[j] : 0) | field;
    }
    return key;
  }

 private:
  std::vector<std::uint8_t> widths_;
  std::vector<Word> words_;
  bool variable_length_;
};

}  // namespace sidproof
