// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "decoding/item_laws.hpp"
#include "laws/witness.hpp"
#include "model/sequence_law.hpp"
#include "objective/partition.hpp"

namespace sidproof {

// THEORY B: the partition identity, the converse, and what it costs.

/// B1 partition: sum_v Q(tok v) = sum_s mult(s) Q(s), for every tok (fixed or
/// variable length) and model; over the trie by three more routes.
template <Field F, Shape S>
[[nodiscard]] Verdict b1_partition(const Tabular<F, S>& model, const TokenMap& map) {
  const std::string instance = text_of_map(map) + "; model " + text_of_model(model);
  const F z = z_direct(model, map);
  const auto trie = Trie::build(map.codes());
  if (!trie) return Verdict::unknown(trie.error().what);
  const TrieModel<F> sparse = on_trie(model, *trie);
  const std::array<Verdict, 4> parts = {
      equal("Z by items against Z by sequences", z, z_by_multiplicity(model, map), instance),
      equal("Z by items against Z along trie paths", z, z_along_paths(sparse), instance),
      equal("Z by items against Z backwards", z, z_backward(sparse), instance),
      equal("Z by items against Z by leakage", z, z_by_leakage(sparse), instance)};
  return merge(parts);
}

/// B2's witness: a sequence whose deterministic parallel model has Z != 1, with
/// that Z. Exists for every map that is not bijective onto S (in fields whose
/// characteristic exceeds the number of items). The first in lexicographic order.
template <Field F>
struct PartitionWitness {
  Sequence emitted;
  F z{0};
};
template <Field F>
[[nodiscard]] std::optional<PartitionWitness<F>> b2_witness(const TokenMap& map) {
  std::optional<PartitionWitness<F>> witness;
  map.space().for_each([&](SequenceView s) {
    if (witness) return;
    const F z = z_direct(deterministic_model<F>(map.space(), s), map);
    if (!(z == F(1))) witness = {Sequence(s.begin(), s.end()), z};
  });
  return witness;
}

/// The positive parallel model that leans to a sequence: head j is half the uniform
/// law, half certainty of s_j. At each position the laws of all tokens are linearly
/// independent, so that a function that is affine in every head and vanishes on all
/// these models vanishes on all parallel models.
template <Field F>
[[nodiscard]] ParallelHeads<F> leaning_model(const CodeSpace& space, SequenceView s) {
  const ParallelShape shape(space);
  std::vector<F> weights(shape.cells(), F(1));
  for (std::size_t j = 0; j < s.size(); ++j)
    weights[shape.row_begin(j) + s[j]] += F(std::int64_t{space.alphabet(j)});
  return softmax<F>(shape, std::move(weights));
}

/// B2 bijective_iff, decided for all models of this map at once, in the four classes
/// cascaded, positive cascaded, parallel, positive parallel: Z = 1 throughout a class
/// iff tok is bijective onto S. Z - 1 is affine in every row, so that finitely many
/// models decide: the emitters of each sequence s (Z = m(s)), their half-half mixtures
/// with the uniform measure (Z = (m(s) + |I|/|S|)/2), and the leaning models.
template <Field F>
[[nodiscard]] Verdict b2_bijective_iff(const TokenMap& map) {
  if (!map.is_fixed_length()) return does_not_apply("codes of several lengths");
  const std::string instance = text_of_map(map);
  const auto uniform = sequence_law(uniform_model<F>(CascadedShape(map.space())));
  const F half = fraction<F>(1, 2);
  const F of_uniform = fraction<F>(static_cast<std::int64_t>(map.items()),
                                   static_cast<std::int64_t>(map.space().sequences().value_or(0)));
  std::array<bool, 4> one = {true, true, true, true};
  std::vector<Verdict> parts;
  map.space().for_each([&](SequenceView s) {
    std::int64_t multiplicity = 0;
    for (std::size_t v = 0; v < map.items(); ++v)
      multiplicity += std::ranges::equal(map[v], s) ? 1 : 0;
    const auto emitter = deterministic_model<F>(map.space(), s);
    const auto mixed =
        conditionals_of(mixture<F>({{half, sequence_law(emitter)}, {half, uniform}}));
    const std::array<F, 4> z = {z_direct(as_cascaded(emitter), map), z_direct(mixed, map),
                                z_direct(emitter, map),
                                z_direct(leaning_model<F>(map.space(), s), map)};
    parts.push_back(equal("Z of the model that emits " + text_of_sequence(s) + " against m", z[2],
                          F(multiplicity), instance));
    parts.push_back(equal("Z of its mixture with the uniform measure", z[1],
                          F(half * (F(multiplicity) + of_uniform)), instance));
    for (std::size_t c = 0; c < one.size(); ++c) one[c] = one[c] && z[c] == F(1);
  });
  const bool bijective = is_bijective(map);
  constexpr std::array names = {"cascaded", "positive cascaded", "parallel", "positive parallel"};
  for (std::size_t c = 0; c < one.size(); ++c)
    parts.push_back(claim(std::string("Z = 1 for all ") + names[c] + " models iff bijective",
                          one[c] == bijective, instance));
  return merge(parts);
}

/// B3 leakage: tok injective => Z <= 1, with equality iff Q vanishes off tok(I);
/// strictly below 1 for positive models when tok is not onto.
template <OrderedField F, Shape S>
[[nodiscard]] Verdict b3_leakage(const Tabular<F, S>& model, const TokenMap& map) {
  if (!map.is_fixed_length() || !is_injective(map)) return does_not_apply("tok is not injective");
  const std::string instance = text_of_map(map) + "; model " + text_of_model(model);
  std::vector<bool> is_code(static_cast<std::size_t>(*map.space().sequences()), false);
  for (std::size_t v = 0; v < map.items(); ++v)
    is_code[static_cast<std::size_t>(map.space().index(map[v]))] = true;
  bool vanishes = true;
  map.space().for_each([&](SequenceView s) {
    if (!is_code[static_cast<std::size_t>(map.space().index(s))])
      vanishes = vanishes && is_zero(prefix_mass(model, s));
  });
  const F z = z_direct(model, map);
  const std::array<Verdict, 3> parts = {
      claim("Z <= 1", !(F(1) < z), instance),
      claim("Z = 1 iff Q vanishes off the codes", (z == F(1)) == vanishes, instance),
      claim("positive and not onto: Z < 1", !has_no_zero(model) || is_onto(map) || z < F(1),
            instance)};
  return merge(parts);
}

/// B4 collision: tok not injective => some deterministic parallel model has
/// Z >= 2, and its half-half mixture (of sequence measures) with the uniform one is
/// a positive cascaded model with Z > 1.
template <OrderedField F>
[[nodiscard]] Verdict b4_collision(const TokenMap& map) {
  if (!map.is_fixed_length() || is_injective(map)) return does_not_apply("tok is injective");
  const SequenceGroups groups = sequence_groups(map);
  std::size_t largest = 0;
  for (std::size_t g = 0; g < groups.size.size(); ++g)
    if (groups.size[g] > groups.size[largest]) largest = g;
  const auto emitter = deterministic_model<F>(map.space(), map[groups.first_item[largest]]);
  const F half = fraction<F>(1, 2);
  const auto uniform = sequence_law(uniform_model<F>(CascadedShape(map.space())));
  const auto mixed = conditionals_of(mixture<F>({{half, sequence_law(emitter)}, {half, uniform}}));
  const std::array<Verdict, 3> parts = {
      claim("an emitter has Z >= 2", !(z_direct(emitter, map) < F(2)), text_of_map(map)),
      claim("the mixture with the uniform measure is positive", has_no_zero(mixed),
            text_of_map(map)),
      claim("the mixture has Z > 1", F(1) < z_direct(mixed, map), text_of_map(map))};
  return merge(parts);
}

/// B5 objective_gap: with Z != 0 and P = Q(tok .)/Z, lik_AR(Q) = Z^N lik_FV(P).
template <Field F, Shape S>
[[nodiscard]] Verdict b5_objective_gap(const Tabular<F, S>& model, const TokenMap& map,
                                       const ItemCounts& counts) {
  const F z = z_direct(model, map);
  if (is_zero(z)) return does_not_apply("Z = 0");
  const std::vector<F> law = normalised(item_masses(model, map));
  return equal(
      "lik_AR against Z^N lik_FV", ar_likelihood(model, map, counts),
      F(power(z, total(counts)) * fv_likelihood<F>(law, counts)),
      text_of_map(map) + "; counts " + text_of_counts(counts) + "; model " + text_of_model(model));
}

/// B6 item_laws: SHARE and SPLIT are laws on items; summed over a group SPLIT is
/// GLOBAL of its sequence, and they coincide when tok is injective.
template <Field F, Shape S>
[[nodiscard]] Verdict b6_item_laws(const Tabular<F, S>& model, const TokenMap& map) {
  if (!map.is_fixed_length()) return does_not_apply("codes of several lengths");
  const std::string instance = text_of_map(map) + "; model " + text_of_model(model);
  const std::vector<F> masses = item_masses(model, map);
  const SequenceGroups groups = sequence_groups(map);
  F covered(0);
  for (const std::uint32_t item : groups.first_item) covered += masses[item];
  const F z = z_direct(model, map);
  if (is_zero(covered) || is_zero(z)) return does_not_apply("no mass on the codes");
  const std::vector<F> share = share_law(masses);
  const std::vector<F> split = split_law(masses, map);
  F share_sum(0);
  F split_sum(0);
  std::vector<F> of_group(groups.size.size(), F(0));
  for (std::size_t v = 0; v < map.items(); ++v) {
    share_sum += share[v];
    split_sum += split[v];
    of_group[groups.group_of[v]] += split[v];
  }
  std::vector<Verdict> parts = {
      equal("sum of SHARE", share_sum, F(1), instance),
      equal("sum of SPLIT", split_sum, F(1), instance),
      claim("injective: SHARE = SPLIT", !is_injective(map) || share == split, instance)};
  for (std::size_t g = 0; g < of_group.size(); ++g)
    parts.push_back(equal("SPLIT of a group against GLOBAL of its sequence", of_group[g],
                          F(masses[groups.first_item[g]] / covered), instance));
  return merge(parts);
}

}  // namespace sidproof
