// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "audit/token_pairs.hpp"
#include "exact/integer.hpp"

namespace sidproof {

/// How many sequences a position-only constraint admits: at each position any token
/// that some item has there, and a length that some item has. used[j]: tokens that
/// occur at position j; lengths[L]: some item has length L, L = 0 ... K.
[[nodiscard]] Integer position_only_admitted(std::span<const std::uint64_t> used,
                                             const std::vector<bool>& lengths);

/// How many sequences a bigram constraint admits: after a token at a position any
/// token that follows it there in some item, and an end where some item ends with
/// that token at that position; the empty sequence when an item has it. used as above.
[[nodiscard]] Integer bigram_admitted(const TokenPairs& pairs, std::span<const std::uint64_t> used);

}  // namespace sidproof
