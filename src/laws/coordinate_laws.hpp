// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "exact/dual.hpp"
#include "laws/witness.hpp"
#include "model/sequence_law.hpp"
#include "objective/gradient.hpp"
#include "objective/likelihood.hpp"

namespace sidproof {

// THEORY A5 and A6, what lies beyond one set of coordinates: item logits beside token
// logits, and one order of positions beside another.

/// d L_FV / d item logit = N p(v) - n(v) of a softmax over the catalogue whose law is p.
template <Field F>
[[nodiscard]] std::vector<F> item_gradient(const std::vector<F>& law, const ItemCounts& counts) {
  const F examples(static_cast<std::int64_t>(total(counts)));
  std::vector<F> gradient;
  for (std::size_t v = 0; v < law.size(); ++v)
    gradient.push_back(examples * law[v] - F(static_cast<std::int64_t>(counts[v])));
  return gradient;
}

/// d log Q(tok v) / d logit(w, t) = [tok v passes w t] - [tok v passes w] q(t|w), per cell.
template <Field F, Shape S>
[[nodiscard]] std::vector<F> log_mass_gradient(const Tabular<F, S>& model, SequenceView code) {
  std::vector<F> gradient(model.shape().cells(), F(0));
  for (std::size_t j = 0; j < code.size(); ++j) {
    const std::size_t row = model.shape().row_of(code.first(j));
    const std::size_t begin = model.shape().row_begin(row);
    for (std::size_t cell = begin; cell < model.shape().row_begin(row + 1); ++cell)
      gradient[cell] -= model.cells()[cell];
    gradient[begin + code[j]] += F(1);
  }
  return gradient;
}

/// A5 gradient, item logits: over item weights e^logit the gradient of L_FV is
/// N p - n (closed form against dual numbers), and pulled back along the token
/// logits, sum_v (N p(v) - n(v)) d log Q(tok v), it is the gradient of L_FV(Q/Z) in
/// token logits: other coordinates of one loss, also where Z varies.
template <Field F, Shape S>
[[nodiscard]] Verdict a5_item_logits(const Tabular<F, S>& model, const TokenMap& map,
                                     const ItemCounts& counts) {
  const std::vector<F> masses = item_masses(model, map);
  if (std::ranges::any_of(masses, [](const F& mass) { return is_zero(mass); }))
    return does_not_apply("an item of mass zero");
  F z(0);
  for (const F& mass : masses) z += mass;
  if (is_zero(z)) return does_not_apply("Z = 0");
  const std::string instance =
      text_of_map(map) + "; counts " + text_of_counts(counts) + "; model " + text_of_model(model);
  const std::vector<F> closed = item_gradient(normalised(masses), counts);
  std::vector<F> by_duals;
  for (std::size_t moved = 0; moved < masses.size(); ++moved) {
    std::vector<Dual<F>> moving;
    for (std::size_t v = 0; v < masses.size(); ++v)
      moving.push_back(Dual<F>(masses[v], v == moved ? masses[v] : F(0)));
    const auto likelihood = fv_likelihood<Dual<F>>(normalised(std::move(moving)), counts);
    by_duals.push_back(-(likelihood.derivative / likelihood.value));
  }
  std::vector<F> pulled_back(model.shape().cells(), F(0));
  for (std::size_t v = 0; v < map.items(); ++v) {
    const std::vector<F> of_item = log_mass_gradient(model, map[v]);
    for (std::size_t cell = 0; cell < of_item.size(); ++cell)
      pulled_back[cell] += closed[v] * of_item[cell];
  }
  const std::array<Verdict, 2> parts = {
      claim("d L_FV / d item logit = N p - n", closed == by_duals, instance),
      claim("item gradient pulled back = gradient in token logits",
            pulled_back == fv_gradient(model, map, counts), instance)};
  return merge(parts);
}

/// Do two directions of item logits move the law the same way, up to a factor? A
/// constant added to all logits does not move it.
template <Field F>
[[nodiscard]] bool same_direction(std::vector<F> a, std::vector<F> b) {
  for (std::vector<F>* direction : {&a, &b})
    for (std::size_t v = direction->size(); v-- > 0;) (*direction)[v] -= (*direction)[0];
  for (std::size_t u = 0; u < a.size(); ++u)
    for (std::size_t v = 0; v < u; ++v)
      if (!(a[u] * b[v] == a[v] * b[u])) return false;
  return true;
}

/// A5 gradient, paths: with one example of the first sequence, a step down the
/// gradient from the uniform model moves the item law in the same direction in token
/// logits as in item logits iff at most one position has a choice of tokens. tok is
/// the identity, a bijection.
template <Field F>
[[nodiscard]] Verdict a5_paths_differ(const CodeSpace& space) {
  std::vector<Sequence> sequences;
  space.for_each([&](SequenceView s) { sequences.emplace_back(s.begin(), s.end()); });
  const TokenMap map(space, sequences);
  ItemCounts counts(map.items(), 0);
  counts[0] = 1;
  const auto model = uniform_model<F>(CascadedShape(space));
  const std::vector<F> slope = ar_gradient(model, map, counts);
  std::vector<F> by_tokens;
  for (std::size_t v = 0; v < map.items(); ++v) {
    const std::vector<F> of_item = log_mass_gradient(model, map[v]);
    F moved(0);
    for (std::size_t cell = 0; cell < slope.size(); ++cell) moved -= slope[cell] * of_item[cell];
    by_tokens.push_back(moved);
  }
  std::vector<F> by_items;
  for (const F& entry : item_gradient(item_masses(model, map), counts)) by_items.push_back(-entry);
  const auto choices = std::ranges::count_if(space.alphabets(), [](auto size) { return size > 1; });
  return claim("paths agree iff at most one position has a choice",
               same_direction(by_tokens, by_items) == (choices <= 1), text_of_map(map));
}

/// Positions in another order: place i of the result is position order[i].
[[nodiscard]] inline Sequence permuted(SequenceView sequence,
                                       const std::vector<std::size_t>& order) {
  Sequence result;
  for (const std::size_t position : order) result.push_back(sequence[position]);
  return result;
}

/// A6 order, realisable laws: whatever law on the items a model gives, a cascaded
/// model over the permuted positions gives it, too. `order` is a permutation of the
/// positions.
template <Field F, Shape S>
[[nodiscard]] Verdict a6_realisable_in_any_order(const Tabular<F, S>& model, const TokenMap& map,
                                                 const std::vector<std::size_t>& order) {
  if (!map.is_fixed_length()) return does_not_apply("codes of several lengths");
  const CodeSpace space(permuted(map.space().alphabets(), order));
  SequenceLaw<F> law{space, std::vector<F>(static_cast<std::size_t>(*space.sequences()), F(0))};
  map.space().for_each([&](SequenceView s) {
    law.mass[static_cast<std::size_t>(space.index(permuted(s, order)))] = prefix_mass(model, s);
  });
  std::vector<Sequence> codes;
  for (std::size_t v = 0; v < map.items(); ++v) codes.push_back(permuted(map[v], order));
  const CascadedTable<F> other = conditionals_of(law);
  return claim("the same item masses in another order",
               item_masses(other, TokenMap(space, codes)) == item_masses(model, map),
               text_of_map(map) + "; model " + text_of_model(model) + "; in another order " +
                   text_of_model(other));
}

/// A6 order, one trained q: where two positions share an alphabet of at least two
/// tokens, some q read with these positions exchanged is another law: the one that
/// emits two different tokens there.
template <Field F>
[[nodiscard]] Verdict a6_one_model_in_another_order(const CodeSpace& space) {
  for (std::size_t j = 0; j < space.length(); ++j)
    for (std::size_t i = 0; i < j; ++i) {
      if (space.alphabet(i) != space.alphabet(j) || space.alphabet(j) < 2) continue;
      Sequence emitted(space.length(), 0);
      emitted[j] = 1;
      const auto model = as_cascaded(deterministic_model<F>(space, emitted));
      Sequence exchanged = emitted;
      std::swap(exchanged[i], exchanged[j]);
      return claim("read in another order it is another law",
                   !(prefix_mass(model, emitted) == prefix_mass(model, exchanged)),
                   "model " + text_of_model(model));
    }
  return does_not_apply("no two positions with one alphabet of two tokens or more");
}

}  // namespace sidproof
