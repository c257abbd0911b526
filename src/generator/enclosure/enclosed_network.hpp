// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/parallel.hpp"
#include "base/progress.hpp"
#include "exact/ball.hpp"
#include "generator/decoding/catalogue.hpp"
#include "generator/network/network.hpp"

namespace sidproof::reference {

// The network over the real numbers: GPT-2's formulas on the weights as they stand,
// in ball arithmetic (Arb) and by code that shares nothing with the kernels. Every
// ball contains the exact value, whatever the radius.

/// ln q(token | prefix) on the edges of a trie, one a node for the edge into it (the
/// root's are 0), at a token temperature: the logits are divided by it.
struct EnclosedLaws {
  std::vector<Ball> log;         ///< over the codebook (RAW)
  std::vector<Ball> masked_log;  ///< over the trie's children alone (LOCAL)
  // Per inner node, what they are computed from.
  std::vector<Ball> hidden;      ///< width numbers each, after the final norm; none if parallel
  std::vector<Ball> normaliser;  ///< ln of the sum of exp(logit) over the codebook
  std::vector<Ball> masked_normaliser;  ///< over the children
  // Of a sequence only: the logs at all children of each step's node.
  std::vector<std::vector<Ball>> siblings;
  std::vector<std::vector<Ball>> masked_siblings;
};

/// All inner nodes of the trie in one pass: a node attends to the prompt and to its
/// ancestors; parallel heads see the prompt alone. Balls lose about 20 bits a layer. Throws
/// std::invalid_argument where validate_network() and validate_prompt() refuse the arguments,
/// for less than 2 bits, and for a temperature that is not positive and finite.
[[nodiscard]] EnclosedLaws enclosed_trie_laws(const Network& network, const Catalogue& catalogue,
                                              std::span<const std::uint32_t> prompt, int bits,
                                              Threads threads,
                                              Progress& progress = Progress::none(),
                                              double temperature = 1);

/// The same for the tokens of one leaf's sequence, by teacher forcing: one causal pass
/// over prompt and sequence, without a trie. k balls each; the state of step j stands
/// where trie laws have that of a node. Throws likewise, and for what is no leaf.
[[nodiscard]] EnclosedLaws enclosed_sequence(const Network& network, const Catalogue& catalogue,
                                             std::span<const std::uint32_t> prompt,
                                             std::uint32_t leaf, int bits, double temperature = 1);

}  // namespace sidproof::reference
