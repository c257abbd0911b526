// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "exact/rational.hpp"
#include "laws/witness.hpp"
#include "model/tabular.hpp"
#include "objective/loss.hpp"
#include "objective/partition.hpp"

namespace sidproof {

// THEORY G: what losses of published code are to the item NLL, exactly. Where the item
// NLL is infinite nothing is said.

/// G1: for codes of k tokens the mean over tokens is NLL / (N k); with an end term of
/// probability end[v] it is (NLL + end terms) / (N (k + 1)).
[[nodiscard]] Verdict g1_mean_over_tokens(const CascadedTable<Rational>& model, const TokenMap& map,
                                          const ItemCounts& counts,
                                          const std::vector<Rational>& end);

/// G2: the mean of the examples' own token means is the NLL of the counts n(v)/len(v),
/// over N; for a prefix code its optimum over all cascaded tables is the item optimum
/// iff all observed items have one length. No observed code may be empty.
[[nodiscard]] Verdict g2_mean_over_examples(const CascadedTable<Rational>& model,
                                            const TokenMap& map, const ItemCounts& counts);

/// G3, weights and rows: with position weights the loss is sum_j weight_j (NLL of the
/// prefixes of j+1 tokens - NLL of those of j); with label smoothing e it is the cross
/// entropy of the counts (1-e) N(wt) + e N(w)/|T|; at inverse temperature b it is
/// b NLL + sum_w N(w) log sum_t q(t|w)^b. `position_weights` has one entry a position,
/// 0 <= smoothing <= 1, b >= 1.
[[nodiscard]] Verdict g3_weights_and_rows(const CascadedTable<Rational>& model, const TokenMap& map,
                                          const ItemCounts& counts,
                                          const std::vector<Rational>& position_weights,
                                          const Rational& smoothing, std::uint32_t b);

/// G3, a stripped last token (de-duplication): the loss is that of the prefix, whose
/// mass is at least that of the items that share it, and equal iff nothing leaks below
/// the prefix. One-to-one codes of one length >= 1.
[[nodiscard]] Verdict g3_stripped_token(const CascadedTable<Rational>& model, const TokenMap& map,
                                        const ItemCounts& counts);

/// Every code filled up to full length with PAD, a token that each position has
/// besides its own, numbered last.
[[nodiscard]] TokenMap padded(const TokenMap& map);

/// G3, counted pads: the padded loss is the unpadded one plus the terms of the pads;
/// its mean divides by N K and not by the tokens. `model` is over padded(map).space().
[[nodiscard]] Verdict g3_counted_pads(const CascadedTable<Rational>& model, const TokenMap& map,
                                      const ItemCounts& counts);

/// G4: a softmax over a vocabulary larger than the codebook. Even for tok bijective
/// onto the codebooks' S, Q(C) is 1 less what falls outside the codebooks, below 1 for
/// positive models, and 1 again once every row is renormalised over its codebook.
/// `wide` is over alphabets at least as large as the map's.
template <Field F, Shape S>
[[nodiscard]] Verdict g4_larger_vocabulary(const Tabular<F, S>& wide, const TokenMap& map) {
  if (!is_bijective(map)) return does_not_apply("tok is not bijective onto the codebooks");
  const CodeSpace& narrow = map.space();
  const std::string instance = text_of_map(map) + "; model " + text_of_model(wide);
  bool wider = false;
  for (std::size_t j = 0; j < narrow.length(); ++j)
    wider = wider || narrow.alphabet(j) < wide.space().alphabet(j);
  F outside(0);
  wide.space().for_each([&](SequenceView s) {
    if (!narrow.contains_prefix(s)) outside += prefix_mass(wide, s);
  });
  std::vector<F> codebook;
  const CascadedShape shape(narrow);
  for (std::size_t j = 0; j < narrow.length(); ++j) {
    std::vector<std::uint32_t> alphabets = narrow.alphabets();
    alphabets.resize(j);
    CodeSpace(alphabets).for_each([&](SequenceView prefix) {
      for (std::uint32_t t = 0; t < narrow.alphabet(j); ++t)
        codebook.push_back(wide.conditional(prefix, t));
    });
  }
  for (std::size_t row = 0; row < shape.rows(); ++row) {
    F sum(0);
    for (std::size_t cell = shape.row_begin(row); cell < shape.row_begin(row + 1); ++cell)
      sum += codebook[cell];
    if (is_zero(sum)) return does_not_apply("a row without mass on its codebook");
  }
  const F z = z_direct(wide, map);
  std::vector<Verdict> parts = {
      equal("Q(C) against 1 less what falls outside the codebooks", z, F(F(1) - outside), instance),
      equal("Z of the rows renormalised over their codebooks",
            z_direct(softmax<F, CascadedShape>(shape, std::move(codebook)), map), F(1), instance)};
  if constexpr (OrderedField<F>)
    if (has_no_zero(wide))
      parts.push_back(claim("positive: Q(C) < 1 iff a vocabulary is larger than its codebook",
                            (z < F(1)) == wider, instance));
  return merge(parts);
}

/// Can two pasts of at most two items, each followed by a proper prefix of a code, be
/// spelled by the same tokens?
[[nodiscard]] bool has_ambiguous_border(const TokenMap& map);

/// G5, borders: in a packed stream every prefix tells what items are complete and where
/// the next one stands iff the codes are a prefix code and none is empty.
[[nodiscard]] Verdict g5_decodable_borders(const TokenMap& map);

/// G5, the loss: for a prefix code, a model that reads the stream token by token, finds
/// the borders on its own and uses models[last complete item] (models[0] at first) has
/// as likelihood of the user's sequence the product of the item masses.
template <Field F, Shape S>
[[nodiscard]] Verdict g5_packed_stream(const std::vector<Tabular<F, S>>& models,
                                       const TokenMap& map, const std::vector<std::size_t>& user) {
  if (!is_prefix_code(map)) return does_not_apply("no prefix code");
  for (std::size_t v = 0; v < map.items(); ++v)
    if (map[v].empty()) return does_not_apply("an empty code");
  Sequence stream;
  for (const std::size_t item : user)
    stream.insert(stream.end(), map[item].begin(), map[item].end());
  F of_stream(1);
  Sequence open;
  std::size_t last = 0;
  for (const std::uint32_t token : stream) {
    of_stream *= models[last].conditional(open, token);
    open.push_back(token);
    for (std::size_t v = 0; v < map.items(); ++v)
      if (std::ranges::equal(map[v], open)) {
        last = v;
        open.clear();
      }
  }
  F of_items(1);
  for (std::size_t i = 0; i < user.size(); ++i)
    of_items *= prefix_mass(models[i == 0 ? 0 : user[i - 1]], map[user[i]]);
  return equal("likelihood of the stream against the product over items", of_stream, of_items,
               text_of_map(map) + "; stream " + text_of_sequence(stream));
}

}  // namespace sidproof
