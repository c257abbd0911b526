// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "exact/integer.hpp"
#include "generator/decoding/trie_laws.hpp"

namespace sidproof::reference {

/// The three laws that decoding over a trie may mean (THEORY F). RAW is Q itself and
/// may leave the trie; GLOBAL is Q given that it stays inside; LOCAL masks and
/// renormalises at every step. RAW and GLOBAL rank alike, LOCAL need not.
enum class Decoding { raw, global, local };

/// Exact probabilities of a network's sequences as integers: with k tokens a
/// sequence, all RAW masses are multiples of 2^-48k.
struct ItemLaw {
  /// Per node: the product of the weights on its path; over 2^(48 depth) it is RAW.
  std::vector<Integer> mass;
  /// Per node: the sum over its leaves of the products of the weights below it; over
  /// 2^(48 (k - depth)) it is h, the probability to end in the trie.
  std::vector<Integer> completion;

  /// Q(C) times 2^48k.
  [[nodiscard]] const Integer& inside() const { return completion.front(); }
};

/// Here and below: the catalogue's laws (has_sizes()), the item law that they give, and nodes
/// of its trie. Callers look.
[[nodiscard]] ItemLaw item_law(const Catalogue& catalogue, const TrieLaws& laws);

/// Errors: usage (a rule cut every sequence: there is no law on them).
[[nodiscard]] Result<void> some_sequence_left(const ItemLaw& law);

/// The exact probability of a leaf's sequence. With RAW a law on all sequences,
/// otherwise on the trie's leaves; a sequence that several items share counts once. Zero
/// where a token was cut.
[[nodiscard]] Rational probability(const Catalogue& catalogue, const TrieLaws& laws,
                                   const ItemLaw& law, std::uint32_t leaf, Decoding decoding);

/// LOCAL's probability to end where every token of the trie was cut: 0 unless a rule
/// truncates. LOCAL is a law on the sequences only where it is 0; GLOBAL is one wherever
/// law.inside() is not 0.
[[nodiscard]] Rational local_dead_mass(const Catalogue& catalogue, const TrieLaws& laws);

/// The prefix with the greatest score (RAW) among those that were not cut and after which
/// every token of the trie was; nothing where there is none.
[[nodiscard]] std::optional<std::uint32_t> heaviest_dead_end(const Catalogue& catalogue,
                                                             const TrieLaws& laws);

/// Z times 2^48k: the sum over all *items* of their sequences' RAW masses.
[[nodiscard]] Integer item_mass_sum(const Catalogue& catalogue, const ItemLaw& law);

}  // namespace sidproof::reference
