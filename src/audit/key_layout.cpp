// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/key_layout.hpp"

#include <bit>

namespace sidproof {

KeyLayout::KeyLayout(std::span<const std::uint32_t> largest, bool variable_length)
    : variable_length_(variable_length) {
  widths_.reserve(largest.size());
  for (std::size_t j = 0; j < largest.size(); ++j) {
    const std::uint64_t top = std::uint64_t{largest[j]} + (variable_length ? 1 : 0);
    const auto width = static_cast<unsigned>(std::bit_width(top));
    widths_.push_back(static_cast<std::uint8_t>(width));
    if (words_.empty() || words_.back().bits + width > 64) words_.push_back({j, j, 0, {}});
    words_.back().end = j + 1;
    words_.back().bits += width;
  }
  for (Word& word : words_) {
    unsigned bit = word.bits;
    for (std::size_t j = word.begin; j < word.end; ++j)
      for (unsigned b = 0; b < widths_[j]; ++b) word.common[--bit] = static_cast<std::uint32_t>(j);
  }
}

}  // namespace sidproof
