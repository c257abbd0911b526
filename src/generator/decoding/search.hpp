// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "generator/decoding/item_law.hpp"
#include "generator/decoding/session.hpp"

namespace sidproof::reference {

/// A sequence of a search and its score: the sum of the fixed-point
/// log-probabilities on its path, in 2^-40 nats.
struct Scored {
  std::uint32_t node = 0;
  std::int64_t score = 0;

  friend bool operator==(const Scored&, const Scored&) = default;
};

/// The order of results (H5): higher score first, then tokens in lexicographic
/// order, which among nodes of one depth is the order of their numbers.
[[nodiscard]] inline bool before(const Scored& a, const Scored& b) {
  return a.score != b.score ? a.score > b.score : a.node < b.node;
}

/// What a beam search found. Beams that could not be filled are absent: results
/// never hold anything but sequences of items.
struct Found {
  std::vector<Scored> results;
  /// The best node that was cut off anywhere; absent when nothing was.
  std::optional<Scored> best_pruned;
  /// Of the last level where a rule cut every child of a beam, the best such beam.
  std::optional<Scored> dead_end;

  /// H2: are the first `k` results the exact top k of all sequences? Proved when
  /// nothing was pruned or the k-th score is strictly above the best pruned one
  /// (scores never grow along a path). False means "not proved". k >= 1.
  [[nodiscard]] bool certifies(std::size_t k) const {
    if (!best_pruned) return true;
    return k <= results.size() && best_pruned->score < results[k - 1].score;
  }
};

/// Beam search: on each level the best `width` prefixes survive, exactly. RAW and
/// GLOBAL rank alike and are one search; LOCAL uses the masked logs. width >= 1; wider
/// than the trie is allowed and costs no more than the trie. With parallel heads RAW and
/// GLOBAL score all sequences and return the exact top `width`. Sequences with a token
/// that the rule cut are absent, and so are beams in dead ends. Errors: those of Session and
/// of validate(rule), usage (a width of 0).
[[nodiscard]] Result<Found> beam_search(const Network& network, const Catalogue& catalogue,
                                        std::span<const std::uint32_t> prompt, std::size_t width,
                                        Decoding decoding, const Executor& executor,
                                        CacheLayout layout = CacheLayout::in_order,
                                        const TokenRule& rule = {});

/// All sequences in the order H5, from the catalogue's laws (has_sizes()); none that was cut.
[[nodiscard]] std::vector<Scored> exhaustive_ranking(const Catalogue& catalogue,
                                                     const TrieLaws& laws, Decoding decoding);

/// A ranking of the catalogue's leaves as one of items: all items of a sequence, ascending.
[[nodiscard]] std::vector<std::uint32_t> items_in_order(const Catalogue& catalogue,
                                                        std::span<const Scored> ranking);

}  // namespace sidproof::reference
