// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "base/parallel.hpp"
#include "tokenization/codes.hpp"

namespace sidproof {

/// How often the tokens of one position occur.
struct TokenCounts {
  std::uint64_t rows = 0;     ///< rows that have this position
  std::uint64_t used = 0;     ///< tokens that occur
  std::uint32_t largest = 0;  ///< the largest token that occurs, 0 when there is none
  /// Occurrences -> how many tokens occur so often; no entry for 0.
  std::map<std::uint64_t, std::uint64_t> tokens_by_count;
};

/// The counts of all positions. Linear in the tokens; the memory does not grow with
/// the numerical size of the tokens.
[[nodiscard]] std::vector<TokenCounts> token_counts(const Codes& codes, Threads threads = {});

/// The largest token of each position alone.
[[nodiscard]] std::vector<std::uint32_t> largest_tokens(const Codes& codes);

}  // namespace sidproof
