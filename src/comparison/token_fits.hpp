// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <tl/expected.hpp>
#include <vector>

#include "exact/integer.hpp"
#include "tokenization/trie.hpp"

namespace sidproof {

/// Conditionals q(t | w) fitted to data over the trie of a table, one number an edge.
struct TokenFit {
  std::vector<Rational> into;  ///< per node: q of its last token; 1 at the root
  std::vector<Rational> mass;  ///< per node: Q of its prefix
};

/// The AR-NTP optimum among closed cascaded tables: q(t|w) = n(wt) / c(w), c(w) the
/// events that go on after w. `events[row]` is n(v), 0 for rows that repeat an item;
/// `codebooks` and `items` as for fv_fit(). Where nothing goes on q is free; it is a point
/// mass here, on the way that gives the least Z (least_way.hpp). That matters only after
/// codes that begin others: elsewhere Q(w) = 0.
[[nodiscard]] TokenFit ar_fit(const Trie& trie, const std::vector<std::uint64_t>& codebooks,
                              const std::vector<std::uint64_t>& events,
                              const std::vector<std::uint8_t>& items);

/// The prefixes with mass and codes below, but no event that goes on: q is free there, and
/// with it Q of the codes below. None for prefix-free tables.
[[nodiscard]] std::uint64_t free_prefixes(const Trie& trie, const TokenFit& ar,
                                          const std::vector<std::uint64_t>& events);

/// A code at which no model gives all sequences their share n(s)/m(s).
struct UnattainedShare {
  std::uint32_t node = 0;
  Rational share;         ///< n/(N m) of the sequence that ends here
  Rational needed_below;  ///< the least that the sequences which go on from it take together
};

/// The FV-MLE optimum of the same token model, that is of P(v) = Q(tok v)/Z over all
/// items of the catalogue, or why no model has the law that nothing beats.
///
/// P is constant on the items that share a sequence, so nothing beats P(v) = n(s)/(N m(s))
/// (Gibbs), and the q with Q(s) in the proportions c(s) = n(s)/m(s) are the optima whenever
/// there is one. Whether there is one: let F(w) be the set of values that a Q(w) may have
/// while all sequences from w on keep their c. A leaf has F = {c}. Where no sequence ends,
/// Q(w) is the sum over the next tokens, each of which takes any value of its own F, and
/// any value >= 0 if it begins no sequence; hence F(w) = [l, l] or [l, infinity), l being
/// the sum of the children's least values: infinity if a token is spare (begins no
/// sequence) or a child's F is unbounded. Where a sequence ends, F(w) is {c(w)} if that
/// interval holds it, else empty: then no model exists, and the first such w from below is
/// returned. So mass that w must pass on may end anywhere below a child at which no
/// sequence ends, not only after w itself. At the root Q = 1 sets the common factor.
///
/// Prefix-free tables always have one. Of several optima this is one with the largest Z
/// (it leaks least); what a code must pass on goes to the tokens that begin no code, or,
/// where each begins one, to the first that can take it. Then compare_fits() differs
/// nowhere exactly when the AR-NTP optimum is FV-optimal too. `codebooks`: |T_j| of every
/// position, at least the tokens in use. `items[row]`: 1, or 0 for rows that repeat an
/// item. At least one event.
[[nodiscard]] tl::expected<TokenFit, UnattainedShare> fv_fit(
    const Trie& trie, const std::vector<std::uint64_t>& codebooks,
    const std::vector<std::uint64_t>& events, const std::vector<std::uint8_t>& items);

/// One prefix with data: the fitted laws of its next token side by side.
struct FittedRow {
  std::uint32_t node = 0;
  std::uint64_t events = 0;  ///< events that go on after it
  bool differs = false;
};

/// The rows with data, in the order of the nodes.
[[nodiscard]] std::vector<FittedRow> compare_fits(const Trie& trie,
                                                  const std::vector<std::uint64_t>& events,
                                                  const TokenFit& ar, const TokenFit& fv);

}  // namespace sidproof
