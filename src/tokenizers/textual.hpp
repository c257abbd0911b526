// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tokenization/alphabet.hpp"
#include "tokenizers/code_rows.hpp"

namespace sidproof {

/// The words of a title: maximal runs of ASCII letters and digits and of bytes
/// above 127 (UTF-8 letters stay whole), ASCII letters in lower case.
[[nodiscard]] std::vector<std::string> words(std::string_view title);

struct TextualCodes {
  CodeRows codes;
  std::vector<Alphabet> alphabets;  ///< words of each position, by first appearance
};

/// The words of each title as tokens. A title without words gives the empty code.
/// Guarantees: order independent (as texts). Not one-to-one (equal titles, titles
/// that differ in case or punctuation), not prefix-free ("red", "red shoe"), not
/// onto, not of fixed length.
[[nodiscard]] TextualCodes textual_codes(const std::vector<std::string>& titles);

}  // namespace sidproof
