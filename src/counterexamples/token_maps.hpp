// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "tokenization/token_map.hpp"

namespace sidproof {

/// Which tables count as different.
enum class Naming {
  items,  ///< all but the order of items
  trie    ///< nor the names that the tokens have after a prefix: tries of one form are one
};

/// Every table of `items` items over k = `length` positions of `tokens` tokens each, up
/// to the naming, codes in order: of full length, or (`variable`) of 1 to k tokens. For
/// sizes that can be enumerated.
[[nodiscard]] std::vector<TokenMap> token_maps(std::uint32_t items, std::uint32_t length,
                                               std::uint32_t tokens, bool variable, Naming naming);

/// The prefixes after which some code goes on, shorter ones first, then in
/// lexicographic order: the rows of a model that the table's masses depend on.
[[nodiscard]] std::vector<Sequence> rows_in_use(const TokenMap& map);

}  // namespace sidproof
