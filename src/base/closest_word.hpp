// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sidproof {

/// The known word that `word` was probably meant to be: the one that is reached by the
/// fewest letters left out, added, replaced or swapped with their neighbour (at most a third
/// of the word's letters, rounded up), or else the only one that begins with the word, or else
/// the only one that contains it (three letters at least). Capital and
/// small letters are alike. Empty when there is none, or when several are equally near.
[[nodiscard]] std::string_view closest_word(std::string_view word,
                                            std::span<const std::string_view> known);

/// "did you mean WORD?", or nothing where closest_word() finds none.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string_view> known);

/// did_you_mean() before another hint: "did you mean WORD? HINT", or the hint alone.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string_view> known,
                                       std::string_view hint);

}  // namespace sidproof
