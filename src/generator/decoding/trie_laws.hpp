// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "exact/flint_rational.hpp"
#include "generator/decoding/codebook_law.hpp"
#include "generator/decoding/session.hpp"
#include "model/trie_model.hpp"

namespace sidproof::reference {

/// The token laws of a network on the edges of a trie, one value a node for the edge
/// into it (the root's are 0): the network's exactly rational law. A rule may have cut
/// tokens: their weights are 0, their logs cut_log.
struct TrieLaws {
  std::vector<std::uint64_t> weight;     ///< of 2^48
  std::vector<std::int64_t> log;         ///< over the codebook, in 2^-40 nats (RAW)
  std::vector<std::int64_t> masked_log;  ///< over the trie's children alone (LOCAL)
  /// Per inner node: the weights of the codes that are no children, added up; with the
  /// children's weights 2^48.
  std::vector<std::uint64_t> outside;

  friend bool operator==(const TrieLaws&, const TrieLaws&) = default;
};

/// Has every node of the catalogue's trie a place in them, and no other? What asks for "the
/// catalogue's laws" below and elsewhere relies on it.
[[nodiscard]] bool has_sizes(const TrieLaws& laws, const Catalogue& catalogue);

/// The same from the laws of the positions, which no prefix changes: parallel heads. Throws
/// std::invalid_argument unless there is one for each position, over its codebook.
[[nodiscard]] TrieLaws laws_of_positions(const Catalogue& catalogue,
                                         std::span<const CodebookLaw> positions, Threads threads);

/// How trie_laws() goes about it; the result does not depend on any of it.
struct TriePass {
  std::size_t batch = 1024;  ///< prefixes computed at once, >= 1
  CacheLayout layout = CacheLayout::in_order;
};

/// Multiplications that trie_laws() will make: the network at every inner node, or with
/// parallel heads after the prompt alone.
[[nodiscard]] double trie_cost(const Shape& shape, const Catalogue& catalogue, std::size_t prompt);

inline constexpr double most_trie_cost = 1e12;

/// Runs the network at every inner node of the trie; parallel heads run once. Errors: those of
/// Session and of validate(rule), usage (a batch of 0), too_large when trie_cost() exceeds
/// `limit`.
[[nodiscard]] Result<TrieLaws> trie_laws(const Network& network, const Catalogue& catalogue,
                                         std::span<const std::uint32_t> prompt,
                                         const Executor& executor, const TriePass& pass = {},
                                         double limit = most_trie_cost, const TokenRule& rule = {});

/// The laws into the children of one node, by running the network on prompt and
/// prefix in a session of its own: nothing is shared with other prefixes. Errors: those of
/// Session and of validate(rule), usage (no inner node of the trie).
[[nodiscard]] Result<NodeLaw> recomputed_law(const Network& network, const Catalogue& catalogue,
                                             std::span<const std::uint32_t> prompt,
                                             std::uint32_t node, const Executor& executor,
                                             const TokenRule& rule = {});

/// The same over the whole codebook of the node's next position.
[[nodiscard]] Result<CodebookLaw> recomputed_codebook_law(
    const Network& network, const Catalogue& catalogue, std::span<const std::uint32_t> prompt,
    std::uint32_t node, const Executor& executor, const TokenRule& rule = {});

/// The integer weights as a model of THEORY over the rationals: of the catalogue's laws. The
/// catalogue must outlive it.
[[nodiscard]] TrieModel<FlintRational> rational_model(const Catalogue& catalogue,
                                                      const TrieLaws& laws);

}  // namespace sidproof::reference
