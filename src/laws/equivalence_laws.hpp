// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "laws/witness.hpp"
#include "model/sequence_law.hpp"
#include "objective/gradient.hpp"
#include "objective/likelihood.hpp"

namespace sidproof {

// THEORY A: the theorem, for any field and any shape of conditionals.

/// A1 normalisation: Q sums to 1 over S.
template <Field F, Shape S>
[[nodiscard]] Verdict a1_normalisation(const Tabular<F, S>& model) {
  F sum(0);
  model.space().for_each([&](SequenceView s) { sum += prefix_mass(model, s); });
  return equal("sum of Q over S", sum, F(1), "model " + text_of_model(model));
}

/// A2/A3 (a) chain: for every tok, the product of the token conditionals is
/// prod Q(tok v)^n(v). Says nothing about bijectivity.
template <Field F, Shape S>
[[nodiscard]] Verdict a2_chain(const Tabular<F, S>& model, const TokenMap& map,
                               const ItemCounts& counts) {
  const std::vector<F> masses = item_masses(model, map);
  return equal(
      "token likelihood against sequence likelihood", ar_likelihood(model, map, counts),
      fv_likelihood<F>(masses, counts),
      text_of_map(map) + "; counts " + text_of_counts(counts) + "; model " + text_of_model(model));
}

/// A2/A3 (b) law: tok bijective => p(v) = Q(tok v) sums to 1 for this model.
template <Field F, Shape S>
[[nodiscard]] Verdict a2_law(const Tabular<F, S>& model, const TokenMap& map) {
  if (!is_bijective(map)) return does_not_apply("tok is not bijective onto S");
  F sum(0);
  for (const F& mass : item_masses(model, map)) sum += mass;
  return equal("sum of p over the items", sum, F(1),
               text_of_map(map) + "; model " + text_of_model(model));
}

/// A4 realisation: every law on S is the measure of the conditionals that
/// conditionals_of() builds, and these are the only ones where P(w) != 0:
/// building them again from the measure gives the same table.
template <Field F>
[[nodiscard]] Verdict a4_realisation(const SequenceLaw<F>& law) {
  const CascadedTable<F> model = conditionals_of(law);
  const SequenceLaw<F> realised = sequence_law(model);
  for (std::size_t i = 0; i < law.mass.size(); ++i) {
    Verdict same = equal("mass of " + text_of_sequence(law.space.sequence(i)), realised.mass[i],
                         law.mass[i], "model " + text_of_model(model));
    if (same.truth != Truth::holds) return same;
  }
  const CascadedTable<F> again = conditionals_of(realised);
  return claim("the conditionals are determined by the measure",
               std::ranges::equal(again.cells(), model.cells()), "model " + text_of_model(model));
}

/// A4, unseen items: for bijective tok, the greatest likelihood is attained by a
/// positive (softmax) model iff every item was observed; else every positive model,
/// such as the given one, stays below it, and mixing a share e of its measure into the
/// optimum comes within the factor (1 - e)^N.
template <OrderedField F, Shape S>
[[nodiscard]] Verdict a4_unseen_item(const Tabular<F, S>& positive, const TokenMap& map,
                                     const ItemCounts& counts) {
  if (!is_bijective(map) || total(counts) == 0) return does_not_apply("bijective tok, data");
  if (!has_no_zero(positive)) return does_not_apply("the model is not positive");
  const F examples(static_cast<std::int64_t>(total(counts)));
  SequenceLaw<F> best{map.space(), std::vector<F>(map.items(), F(0))};
  bool unseen = false;
  for (std::size_t v = 0; v < map.items(); ++v) {
    best.mass[static_cast<std::size_t>(map.space().index(map[v]))] =
        F(static_cast<std::int64_t>(counts[v])) / examples;
    unseen = unseen || counts[v] == 0;
  }
  const auto optimum = conditionals_of(best);
  const F greatest = ar_likelihood(optimum, map, counts);
  const std::string instance = text_of_map(map) + "; counts " + text_of_counts(counts) +
                               "; model " + text_of_model(positive);
  std::vector<Verdict> parts = {
      claim("the optimum is positive iff every item was observed",
            std::ranges::none_of(best.mass, [](const F& m) { return is_zero(m); }) == !unseen,
            instance),
      claim("no model is above the optimum", !(greatest < ar_likelihood(positive, map, counts)),
            instance)};
  if (unseen) {
    parts.push_back(claim("a positive model is below the optimum",
                          ar_likelihood(positive, map, counts) < greatest, instance));
    F share = fraction<F>(1, 2);
    for (int halved = 0; halved < 3; ++halved, share *= fraction<F>(1, 4)) {
      const auto mixed =
          conditionals_of(mixture<F>({{F(1) - share, best}, {share, sequence_law(positive)}}));
      const F likelihood = ar_likelihood(mixed, map, counts);
      parts.push_back(claim("a positive mixture comes within (1 - e)^N",
                            has_no_zero(mixed) && likelihood < greatest &&
                                !(likelihood < power(F(F(1) - share), total(counts)) * greatest),
                            instance));
    }
  }
  return merge(parts);
}

/// A5 gradient: in the token logits, closed forms equal dual numbers for both
/// objectives, and for bijective tok the two gradients are the same. `weights`
/// are e^logit; all rows positive.
template <Field F, Shape S>
[[nodiscard]] Verdict a5_gradient(const S& shape, const std::vector<F>& weights,
                                  const TokenMap& map, const ItemCounts& counts) {
  const Tabular<F, S> model = softmax<F, S>(shape, weights);
  const std::string instance =
      text_of_map(map) + "; counts " + text_of_counts(counts) + "; model " + text_of_model(model);
  if (is_zero(ar_likelihood(model, map, counts))) return does_not_apply("the likelihood is zero");
  F z(0);
  for (const F& mass : item_masses(model, map)) z += mass;
  if (is_zero(z)) return does_not_apply("Z = 0");
  const auto ar = ar_gradient(model, map, counts);
  const auto fv = fv_gradient(model, map, counts);
  const bool bijective = is_bijective(map);
  const std::array<Verdict, 3> parts = {
      claim("d L_AR / d logit = N(w) q(t|w) - N(wt)",
            ar == gradient_by_duals<F, S>(Objective::ar, shape, weights, map, counts), instance),
      claim("d L_FV = d L_AR + N d log Z",
            fv == gradient_by_duals<F, S>(Objective::fv, shape, weights, map, counts), instance),
      claim("bijective: one gradient", !bijective || ar == fv, instance)};
  return merge(parts);
}

/// A6 order: parallel models are invariant under permuting (position, head) pairs
/// together: reversing positions, heads and codes leaves every item's mass.
template <Field F>
[[nodiscard]] Verdict a6_order_parallel(const ParallelHeads<F>& model, const TokenMap& map) {
  if (!map.is_fixed_length()) return does_not_apply("codes of several lengths");
  std::vector<std::uint32_t> alphabets = map.space().alphabets();
  std::reverse(alphabets.begin(), alphabets.end());
  const CodeSpace reversed(alphabets);
  std::vector<Sequence> codes;
  for (std::size_t v = 0; v < map.items(); ++v) codes.emplace_back(map[v].rbegin(), map[v].rend());
  std::vector<F> cells;
  for (std::size_t row = model.shape().rows(); row-- > 0;)
    cells.insert(cells.end(), model.row(row).begin(), model.row(row).end());
  const ParallelHeads<F> heads(ParallelShape(reversed), std::move(cells));
  return claim("masses do not depend on the order of (position, head) pairs",
               item_masses(heads, TokenMap(reversed, codes)) == item_masses(model, map),
               text_of_map(map) + "; model " + text_of_model(model));
}

}  // namespace sidproof
