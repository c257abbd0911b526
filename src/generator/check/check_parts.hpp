// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exact/ball.hpp"
#include "generator/check/check.hpp"
#include "generator/enclosure/enclosed_network.hpp"

namespace sidproof::reference {

// The checks one by one; check_generator() runs them in this order. Each returns
// `refuted` with a witness as soon as something is wrong.

/// What the subject computed for one history.
struct Computed {
  std::vector<std::uint32_t> prompt;
  TrieLaws laws;
  ItemLaw law;
};

/// K1: every row of the table is an item of exactly the leaf that its codes lead to;
/// nodes are numbered breadth first, siblings ascend.
[[nodiscard]] Verdict check_trie(const Catalogue& catalogue, const Codes& codes);

/// K2: the weights of every token law add up to 2^48; none is zero unless the rule cuts.
[[nodiscard]] Verdict check_token_sums(const Catalogue& catalogue, const TrieLaws& laws,
                                       const TokenRule& rule);

/// K2: what the rule's top-k and top-p keep of the laws before is what the templates of
/// THEORY H7 keep, and every weight is within a unit of 2^-48 of its share.
[[nodiscard]] Result<Verdict> check_truncation(const Subject& subject, const Catalogue& catalogue,
                                               const Computed& computed, const TokenRule& rule);

/// K2: the integer item law is the rational one of THEORY F leaf by leaf, and h node by
/// node; GLOBAL and LOCAL add up to exactly 1, RAW to Q(C). Where tokens were cut LOCAL
/// adds up to 1 less the mass of its dead ends.
[[nodiscard]] Verdict check_item_sums(const Catalogue& catalogue, const Computed& computed);

/// K2: beams of every width hold distinct sequences of items only, in order, and are
/// as many as there are, never more.
[[nodiscard]] Result<Verdict> check_no_invalid_item(const Subject& subject,
                                                    const Catalogue& catalogue,
                                                    const Computed& computed);

/// K3: the laws and beams are the same bits for other threads, batches, orders and
/// cache layouts, and without a cache.
[[nodiscard]] Result<Verdict> check_bits(const Subject& subject, const Catalogue& catalogue,
                                         const Computed& computed);

/// K4: every output of every operator is within its a-priori bound (operator_bounds.hpp).
[[nodiscard]] Verdict check_operators(const Subject& subject, const Shape& shape,
                                      const Computed& computed);

/// K5: token by token the subject is the real network's law up to a budget of 16 units of
/// binary32 (2^-24) of the largest log-probability, and ranks items otherwise only within
/// it. Refuted where the enclosure proves it, unknown where it is too wide to tell. The
/// budget is an observation about rounding, no theorem.
[[nodiscard]] Verdict check_enclosures(const Network& network, const Catalogue& catalogue,
                                       const Computed& computed, const EnclosedLaws& enclosed,
                                       double temperature);

/// K5: the sum over all items of the enclosed masked law contains 1 where items do not
/// share sequences, and of the unmasked law contains Z as the backward pass has it; the
/// radii are below 1e-30.
[[nodiscard]] Verdict check_enclosed_sums(const Catalogue& catalogue, const EnclosedLaws& enclosed);

/// K6: a beam as wide as the trie is the exhaustive ranking, and what H2 certifies of
/// narrow beams is true.
[[nodiscard]] Result<Verdict> check_search(const Subject& subject, const Catalogue& catalogue,
                                           const Computed& computed);

/// K7: AR-NTP loss = FV-MLE loss - ln Z, exactly in integers: the token weights of the
/// teacher-forced target against the softmax over the whole catalogue, unmasked and
/// masked.
[[nodiscard]] Result<Verdict> check_integer_losses(const Subject& subject,
                                                   const Catalogue& catalogue,
                                                   const Computed& computed, std::uint32_t target);

/// K7: the same over the reals: teacher forcing of one sequence against the softmax over
/// the catalogue from the pass over the trie; enclosures that overlap, radii below
/// 1e-30.
[[nodiscard]] Verdict check_enclosed_losses(const Catalogue& catalogue,
                                            const EnclosedLaws& enclosed,
                                            const EnclosedLaws& forced, std::uint32_t target);

/// K7: one step of gradient descent by L_AR (teacher forcing of one sequence) and by L_FV
/// (the softmax over the items) from the same parameters: the logits of the trie's law, and
/// of a linear head's matrix the rows of the target's tokens and their successors (not at a
/// temperature other than 1, where the logits are those after it). Enclosures
/// overlap where Z = 1 for every model; otherwise the steps end apart by the gradient of
/// ln Z, which a pass backwards over the trie gives. Radii below 1e-30.
[[nodiscard]] Verdict check_steps(const Network& network, const Catalogue& catalogue,
                                  const EnclosedLaws& enclosed, const EnclosedLaws& forced,
                                  std::uint32_t target, double temperature);

/// K7: the same exactly in integers, unmasked, at the logits of the trie's law.
[[nodiscard]] Result<Verdict> check_integer_steps(const Subject& subject,
                                                  const Catalogue& catalogue,
                                                  const Computed& computed, std::uint32_t target);

/// K7: every draw is re-derived from its Philox words by a flat search in the sums of
/// the masses (GLOBAL) or weights (LOCAL). Where LOCAL is no law the sampler must refuse.
[[nodiscard]] Result<Verdict> check_draws(const Subject& subject, const Catalogue& catalogue,
                                          const Computed& computed, Decoding decoding,
                                          const CheckOptions& options);

/// K8: B1 modulo 2^61 - 1 on random models of this table; Z = 1 for all of them exactly
/// when it is one-to-one and onto.
[[nodiscard]] Verdict check_identities(const Catalogue& catalogue, const CheckOptions& options);

/// K7: the e-value of the draws' frequencies is below 1e12.
[[nodiscard]] Result<Verdict> check_frequencies(const Subject& subject, const Catalogue& catalogue,
                                                const Computed& computed, Decoding decoding,
                                                const CheckOptions& options);

}  // namespace sidproof::reference
