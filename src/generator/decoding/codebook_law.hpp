// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "generator/arithmetic/token_rule.hpp"
#include "tokenization/trie.hpp"

namespace sidproof::reference {

/// The law of one position over its whole codebook, from its logits and a rule.
struct CodebookLaw {
  std::vector<float> logits;
  double temperature = 1;
  std::vector<std::uint64_t> weight;  ///< of 2^48; 0: cut
  std::vector<std::int64_t> log;      ///< in 2^-40 nats; cut_log: cut
};

/// 1 <= codebook <= most_tokens finite logits and a rule that validate() accepts; callers look.
[[nodiscard]] CodebookLaw codebook_law(std::span<const float> logits, const TokenRule& rule = {});

/// A law on the edges into the children of one node of the trie. Where the rule cut all
/// of the children, the node is a dead end: masking leaves no law, all of `masked_log` is
/// cut_log.
struct NodeLaw {
  std::vector<std::uint64_t> weight;
  std::vector<std::int64_t> log;
  std::vector<std::int64_t> masked_log;
  std::uint64_t outside = 0;
};

/// What a codebook's law says of the children of an inner node, in their order. The codebook
/// is that of the node's next position.
[[nodiscard]] NodeLaw law_of_children(const Trie& trie, std::uint32_t node, const CodebookLaw& law);
/// From the logits of the node's codebook, which are finite.
[[nodiscard]] NodeLaw law_of_children(const Trie& trie, std::uint32_t node,
                                      std::span<const float> logits);

}  // namespace sidproof::reference
