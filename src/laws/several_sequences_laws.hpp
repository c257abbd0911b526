// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "exact/rational.hpp"
#include "laws/partition_laws.hpp"
#include "laws/witness.hpp"
#include "model/trie_model.hpp"
#include "objective/likelihood.hpp"
#include "objective/partition.hpp"

namespace sidproof {

// THEORY E: several sequences per item, maps that depend on the past, and
// tokenizers that draw.

/// Sequences with their owners: item owner[i] may be spelled as sequences[i].
struct Spellings {
  TokenMap sequences;
  std::vector<std::uint32_t> owner;  ///< below items
  std::size_t items = 0;
};

/// E1 item masses: for disjoint sets (no sequence twice) of full length,
/// p(v) = sum of Q over v's sequences is what the sets' sequences have: the p(v) sum
/// to 1 - Q(outside all sets) <= 1.
template <Field F, Shape S>
[[nodiscard]] Verdict e1_item_masses(const Tabular<F, S>& model, const Spellings& spellings) {
  const TokenMap& map = spellings.sequences;
  if (!map.is_fixed_length() || !is_injective(map)) return does_not_apply("the sets overlap");
  const std::string instance = text_of_map(map) + "; model " + text_of_model(model);
  std::vector<F> item(spellings.items, F(0));
  for (std::size_t i = 0; i < map.items(); ++i)
    item[spellings.owner[i]] += prefix_mass(model, map[i]);
  F sum(0);
  for (const F& mass : item) sum += mass;
  F outside(0);
  bool covered = true;
  map.space().for_each([&](SequenceView s) {
    for (std::size_t i = 0; i < map.items(); ++i)
      if (std::ranges::equal(map[i], s)) return;
    const F mass = prefix_mass(model, s);
    outside += mass;
    covered = covered && is_zero(mass);
  });
  std::vector<Verdict> parts = {
      equal("sum of p(v) against 1 - Q(outside)", sum, F(F(1) - outside), instance)};
  if constexpr (OrderedField<F>) {
    parts.push_back(claim("sum of p(v) <= 1", !(F(1) < sum), instance));
    parts.push_back(
        claim("sum of p(v) = 1 iff nothing lies outside", (sum == F(1)) == covered, instance));
  }
  return merge(parts);
}

/// E1, training on a drawn sequence: with the item's sequence drawn from pi,
/// E[-log Q(s)] = -log p(v) + H(pi) + KL(pi || Q(.|v)) >= -log p(v), exactly, with
/// equality iff pi is certain of one sequence that has all of p(v). `weights` are of
/// pi on v's sequences, in order.
[[nodiscard]] Verdict e1_random_sequence(const CascadedTable<Rational>& model,
                                         const TokenMap& sequences,
                                         const std::vector<std::uint32_t>& weights);

/// E2, maps that depend on the past only: each history has its own one-to-one
/// question. B2 holds for each map on its own, the likelihood of all data is the
/// product over histories of Z_x^N_x lik_FV, and Z_x = 1 at every history for all
/// models iff every map is bijective. One map, model and counts a history.
template <Field F, Shape S>
[[nodiscard]] Verdict e2_past_dependent(const std::vector<Tabular<F, S>>& models,
                                        const std::vector<TokenMap>& maps,
                                        const std::vector<ItemCounts>& counts) {
  std::vector<Verdict> parts;
  F tokens(1);
  F items(1);
  bool all_bijective = true;
  bool all_one = true;
  std::string instance;
  for (std::size_t x = 0; x < maps.size(); ++x) {
    if (!maps[x].is_fixed_length()) return does_not_apply("codes of several lengths");
    instance +=
        (x == 0 ? "" : " | ") + text_of_map(maps[x]) + "; model " + text_of_model(models[x]);
    parts.push_back(b2_bijective_iff<F>(maps[x]));
    all_bijective = all_bijective && is_bijective(maps[x]);
    all_one = all_one && !b2_witness<F>(maps[x]).has_value();
    const F z = z_by_multiplicity(models[x], maps[x]);
    if (is_zero(z)) return does_not_apply("Z = 0 after a history");
    tokens *= ar_likelihood(models[x], maps[x], counts[x]);
    items *= power(z, total(counts[x])) *
             fv_likelihood<F>(normalised(item_masses(models[x], maps[x])), counts[x]);
  }
  parts.push_back(
      equal("lik_AR of all histories against their Z^N lik_FV", tokens, items, instance));
  parts.push_back(claim("Z = 1 after every history for all models iff every map is bijective",
                        all_one == all_bijective, instance));
  return merge(parts);
}

/// The map of whole histories of two items when the last token of the first and the
/// first token of the second are merged into one: pair (u, v) is item u * items + v.
/// Fixed length, at least one position.
[[nodiscard]] TokenMap merged_pairs(const TokenMap& map);

/// E2, tokens merged across item borders: the map of pairs is one-to-one (bijective)
/// iff tok is, and for bijective tok Z = 1 over pairs under this and every model of
/// merged sequences: equality holds for histories. Not for items: the mass of the
/// first item is the sum over the merged tokens that end it, strictly between the
/// masses of two consecutive prefixes where there is more than one such token.
/// `model` is over merged_pairs(map).space().
template <Field F, Shape S>
[[nodiscard]] Verdict e2_merged_across_borders(const Tabular<F, S>& model, const TokenMap& map) {
  if (!map.is_fixed_length() || map.space().length() == 0)
    return does_not_apply("codes of one length >= 1");
  const TokenMap pairs = merged_pairs(map);
  const std::string instance = text_of_map(map) + "; model of pairs " + text_of_model(model);
  std::vector<Verdict> parts = {
      claim("the map of pairs is one-to-one iff tok is", is_injective(pairs) == is_injective(map),
            instance),
      claim("Z = 1 for all models of pairs iff tok is bijective",
            !b2_witness<F>(pairs).has_value() == is_bijective(map), instance)};
  if (!is_bijective(map)) return merge(parts);
  parts.push_back(equal("bijective: Z over pairs", z_direct(model, pairs), F(1), instance));
  const std::size_t border = map.space().length() - 1;
  const std::uint32_t next = map.space().alphabet(0);
  for (std::size_t u = 0; u < map.items(); ++u) {
    F first_item(0);
    for (std::size_t v = 0; v < map.items(); ++v)
      first_item += prefix_mass(model, pairs[u * map.items() + v]);
    const SequenceView before = map[u].first(border);
    F ending(0);
    for (std::uint32_t t = 0; t < next; ++t)
      ending += model.conditional(before, map[u][border] * next + t);
    const F reached = prefix_mass(model, before);
    parts.push_back(equal("mass of the first item against the merged tokens that end it",
                          first_item, F(reached * ending), instance));
    if constexpr (OrderedField<F>)
      if (has_no_zero(model) && next > 1 && map.space().alphabet(border) > 1) {
        bool above = true;
        for (std::uint32_t t = 0; t < next; ++t)
          above =
              above && reached * model.conditional(before, map[u][border] * next + t) < first_item;
        parts.push_back(claim("the first item's mass lies strictly between those of two prefixes",
                              above && first_item < reached, instance));
      }
  }
  return merge(parts);
}

/// A matrix of laws: row i is a law on the columns.
template <Field F>
using Channel = std::vector<std::vector<F>>;

template <Field F>
[[nodiscard]] Channel<F> composed(const Channel<F>& first, const Channel<F>& second) {
  Channel<F> result;
  for (const std::vector<F>& row : first) {
    std::vector<F>& target = result.emplace_back(second.front().size(), F(0));
    for (std::size_t s = 0; s < row.size(); ++s)
      for (std::size_t v = 0; v < target.size(); ++v) target[v] += row[s] * second[s][v];
  }
  return result;
}

/// E3 consistency (Gastaldi et al., 2407.11606): tau draws a sequence for an item,
/// kappa an item for a sequence. Undoing, kappa tau = id, is consistency with every
/// law p, kappa tau p = p (a law linear in p: the point masses and the uniform law
/// stand for all); and it holds iff kappa is certain of v on every sequence that tau
/// can draw for v.
template <OrderedField F>
[[nodiscard]] Verdict e3_consistency(const Channel<F>& tau, const Channel<F>& kappa) {
  const std::size_t items = tau.size();
  const Channel<F> both = composed(tau, kappa);
  bool exact = true;
  bool consistent = true;
  bool certain = true;
  for (std::size_t v = 0; v < items; ++v) {
    for (std::size_t u = 0; u < items; ++u) exact = exact && both[v][u] == F(u == v ? 1 : 0);
    for (std::size_t s = 0; s < tau[v].size(); ++s)
      certain = certain && (is_zero(tau[v][s]) || kappa[s][v] == F(1));
    std::vector<F> point(items, F(0));
    point[v] = F(1);
    consistent = consistent && composed(composed<F>({point}, tau), kappa).front() == point;
  }
  const std::vector<F> uniform(items, fraction<F>(1, static_cast<std::int64_t>(items)));
  const bool keeps_uniform = composed(composed<F>({uniform}, tau), kappa).front() == uniform;
  const auto is_law = [](const std::vector<F>& row) {
    return std::accumulate(row.begin(), row.end(), F(0)) == F(1);
  };
  const std::string instance = std::to_string(items) + " items";
  const std::array<Verdict, 4> parts = {
      claim("the rows of tau and kappa add up to 1",
            std::ranges::all_of(tau, is_law) && std::ranges::all_of(kappa, is_law), instance),
      claim("kappa tau = id iff consistent with every law", exact == consistent, instance),
      claim("kappa tau = id iff kappa is certain where tau leads", exact == certain, instance),
      claim("kappa tau = id keeps the uniform law", !exact || keeps_uniform, instance)};
  return merge(parts);
}

/// E3, deterministic tau: it has a kappa that undoes it iff it is one-to-one. For an
/// injective map the inverse is built and undoes it; for any other two items give
/// equal rows of kappa tau for every kappa, such as the given one.
template <OrderedField F>
[[nodiscard]] Verdict e3_left_inverse(const TokenMap& map, const Channel<F>& kappa) {
  if (!map.is_fixed_length()) return does_not_apply("codes of several lengths");
  Channel<F> tau;
  Channel<F> inverse(kappa.size(), std::vector<F>(map.items(), F(0)));
  for (auto& row : inverse) row[0] = F(1);
  for (std::size_t v = 0; v < map.items(); ++v) {
    const auto s = static_cast<std::size_t>(map.space().index(map[v]));
    tau.emplace_back(kappa.size(), F(0))[s] = F(1);
    std::ranges::fill(inverse[s], F(0));
    inverse[s][v] = F(1);
  }
  const auto undoes = [&](const Channel<F>& decoder) {
    const Channel<F> both = composed(tau, decoder);
    bool exact = true;
    for (std::size_t v = 0; v < both.size(); ++v)
      for (std::size_t u = 0; u < both.size(); ++u)
        exact = exact && both[v][u] == F(u == v ? 1 : 0);
    return exact;
  };
  const bool injective = is_injective(map);
  const std::array<Verdict, 2> parts = {
      claim("the decoder of the last item on each sequence undoes tok iff injective",
            undoes(inverse) == injective, text_of_map(map)),
      claim("no decoder undoes a map that is not injective", injective || !undoes(kappa),
            text_of_map(map))};
  return merge(parts);
}

}  // namespace sidproof
