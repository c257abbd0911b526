// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "generator/decoding/search.hpp"
#include "tokenization/trie.hpp"

namespace sidproof::reference {

/// A child of a beam in the race for the next level.
struct Candidate {
  Scored child;
  std::size_t beam = 0;  ///< the parent's number among the beams
};

/// One step of a constrained search. Appends the children of a beam's node, which are
/// all that is allowed after it, with their scores from the logits of its codebook:
/// log-probabilities over the codebook with RAW and GLOBAL, over the children alone
/// with LOCAL. Children that the rule cut are no candidates: after a dead end there are
/// none. An inner node, the finite logits of its whole codebook, and a rule that validate()
/// accepts: callers look.
void expand(const Trie& trie, const Scored& beam, std::size_t number, std::span<const float> logits,
            Decoding decoding, std::vector<Candidate>& candidates, const TokenRule& rule = {});

/// Keeps the best `width` candidates, in order; `best_pruned` becomes the best of the
/// others when its score is above the one that stands there.
void prune(std::vector<Candidate>& candidates, std::size_t width,
           std::optional<Scored>& best_pruned);

}  // namespace sidproof::reference
