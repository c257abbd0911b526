// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "exact/integer.hpp"
#include "tokenization/trie.hpp"

namespace sidproof::reference {

/// How many tokens the prefixes of two nodes of the trie, of one depth, have in common.
[[nodiscard]] std::size_t shared_prefix(const Trie& trie, std::uint32_t a, std::uint32_t b);

/// Re-ranking by maximal marginal relevance (Carbonell and Goldstein 1998): `count`
/// times the candidate is taken next for which
///   lambda relevance - (1 - lambda) (largest similarity to one taken already)
/// is largest, ties by the order of the candidates. The relevance of a candidate is its
/// probability as a share of the largest one among the candidates, its similarity to another
/// the share of the tokens that their common prefix has; nothing taken: similarity 0. With
/// lambda = 1 the order is that of the probabilities.
/// `leaves` are different leaves of one depth >= 1, `probability` theirs, the largest > 0;
/// 0 <= lambda <= 1. Fewer candidates than `count`: all of them. Throws std::invalid_argument
/// for another lambda, not one probability a leaf, or none above 0.
[[nodiscard]] std::vector<std::uint32_t> mmr(const Trie& trie,
                                             std::span<const std::uint32_t> leaves,
                                             std::span<const Rational> probability,
                                             const Rational& lambda, std::size_t count);

}  // namespace sidproof::reference
