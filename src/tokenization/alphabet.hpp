// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sidproof {

/// The tokens of one position (the level's codebook, T_j in THEORY), numbered
/// 0 ... size()-1. Two tokens are the same exactly when their texts are equal,
/// byte by byte (case matters).
class Alphabet {
 public:
  Alphabet() = default;

  /// Token t is written as the decimal number t, for t < size.
  [[nodiscard]] static Alphabet numbers(std::uint32_t size);

  /// Token t is written texts[t]. Throws std::invalid_argument unless the texts are distinct,
  /// std::length_error for 2^32 or more.
  [[nodiscard]] static Alphabet texts(std::vector<std::string> texts);

  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] bool is_numeric() const { return texts_.empty(); }
  /// Throws std::out_of_range for a token that is not below size().
  [[nodiscard]] std::string text(std::uint32_t token) const;
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;

  /// The token with this text, added at the end when it is new. Throws std::logic_error for
  /// alphabets made by numbers() with size > 0, std::length_error for 2^32 texts.
  std::uint32_t intern(std::string_view text);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const;
  };
  std::uint32_t size_ = 0;
  std::vector<std::string> texts_;
  boost::unordered_flat_map<std::string, std::uint32_t, Hash, std::equal_to<>> index_;
};

}  // namespace sidproof
