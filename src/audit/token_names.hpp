// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "tokenization/alphabet.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// How the tokens of one position are written: `prefix`, a decimal number,
/// `suffix`, e.g. "<a_", 12, ">".
struct TokenPattern {
  std::string prefix;
  std::string suffix;
  std::size_t width = 0;  ///< numbers are padded with zeros to this many digits

  [[nodiscard]] std::string text(std::uint64_t number) const;

  friend bool operator==(const TokenPattern&, const TokenPattern&) = default;
};

/// The pattern that all tokens of the alphabet follow, if there is one. Numeric
/// alphabets follow ("", "", 0); empty ones none.
[[nodiscard]] std::optional<TokenPattern> token_pattern(const Alphabet& alphabet);

/// The pattern of the position after these: "<a_", "<b_" lead to "<c_", "<L0_",
/// "<L1_" to "<L2_", equal ones (at least two, or bare numbers) to themselves.
/// None when no rule is seen.
[[nodiscard]] std::optional<TokenPattern> next_pattern(std::span<const TokenPattern> patterns);

/// Whether a reader found that the table's positions use disjoint ascending
/// numbers (finding offset_codes): position j's tokens then may not be reused at
/// another position.
[[nodiscard]] bool has_offset_codes(const Table& table);

/// Least and greatest number that tokens of a position have; greatest < least
/// where no token has one.
struct NumberRange {
  std::uint64_t least = 1;
  std::uint64_t greatest = 0;
};
[[nodiscard]] std::vector<NumberRange> number_ranges(const Table& table);

/// Tokens first ... first + count - 1 of `alphabet` are new.
struct AddedTokens {
  Alphabet alphabet;
  std::uint32_t first = 0;
};

/// Adds `count` tokens that do not exist at `position` (an existing position or
/// the one after the last), named as the table names its tokens: the pattern goes
/// on where there is one (after the largest number when the table has offset
/// codes), everything else gets "<dedup_0>", ...
/// Error out_of_range when the numbers do not fit 32 bits.
[[nodiscard]] Result<AddedTokens> add_tokens(const Table& table, std::size_t position,
                                             std::uint32_t count);

/// Texts for tokens that a codebook holds but the table does not use: the
/// pattern's smallest free numbers, in order.
class UnusedTokens {
 public:
  /// Numbers below `first` are never given.
  UnusedTokens(const Alphabet& alphabet, std::uint64_t first);

  /// False when nothing tells how to write such tokens.
  [[nodiscard]] bool known() const { return pattern_.has_value(); }

  /// The text of the n-th unused token, n = 0, 1, ...; only when known().
  [[nodiscard]] const std::string& text(std::size_t n);

 private:
  const Alphabet& alphabet_;
  std::optional<TokenPattern> pattern_;
  std::uint64_t next_;
  std::vector<std::string> texts_;
};

}  // namespace sidproof
