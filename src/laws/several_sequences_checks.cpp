// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/several_sequences_checks.hpp"

#include <algorithm>

#include "laws/number_systems.hpp"
#include "laws/on_model.hpp"
#include "laws/several_sequences_laws.hpp"

namespace sidproof {
namespace {

// So that the pairs of items and of sequences stay few.
constexpr std::size_t most_of_a_pair = 9;

std::vector<TokenMap> maps_of_three_histories(const Instance& instance) {
  std::vector<Sequence> moved = instance.codes;
  std::ranges::rotate(moved, moved.begin() + 1);
  std::vector<Sequence> shifted = instance.codes;
  for (std::size_t v = 0; v < shifted.size(); ++v)
    for (std::size_t j = 0; j < shifted[v].size(); ++j)
      shifted[v][j] = (shifted[v][j] + instance.choice(v)) % instance.alphabets[j];
  const CodeSpace space = instance.space();
  return {instance.map(), TokenMap(space, moved), TokenMap(space, shifted)};
}

}  // namespace

template <Field F>
Verdict SeveralSequencesChecks<F>::item_masses(const Instance& instance, ModelShape shape) {
  Spellings spellings{instance.map(), {}, instance.codes.size()};
  for (std::size_t i = 0; i < instance.codes.size(); ++i)
    spellings.owner.push_back(
        static_cast<std::uint32_t>(instance.choice(i) % instance.codes.size()));
  return e1_item_masses(model_of<F>(instance, shape), spellings);
}

template <Field F>
Verdict SeveralSequencesChecks<F>::past_dependent(const Instance& instance, ModelShape shape) {
  std::vector<AnyTable<F>> models;
  std::vector<ItemCounts> counts;
  for (std::size_t x = 0; x < 3; ++x) {
    models.push_back(model_of<F>(instance.after(x), shape));
    counts.push_back(instance.after(x).counts);
  }
  std::vector<Verdict> parts = {
      e2_past_dependent(models, maps_of_three_histories(instance), counts)};
  const TokenMap map = instance.map();
  if (map.is_fixed_length() && map.space().length() > 0 && map.items() <= most_of_a_pair &&
      map.space().sequences().value_or(most_of_a_pair + 1) <= most_of_a_pair) {
    Instance pairs = instance;
    pairs.alphabets = merged_pairs(map).space().alphabets();
    parts.push_back(e2_merged_across_borders(model_of<F>(pairs, shape), map));
  }
  return merge_applicable(parts);
}

template <Field F>
Verdict SeveralSequencesChecks<F>::consistency(const Instance& instance, ModelShape)
  requires OrderedField<F>
{
  const TokenMap map = instance.map();
  const auto sequences = static_cast<std::size_t>(map.space().sequences().value_or(0));
  const std::size_t items = map.items();
  const auto weight = [&](std::size_t i) {
    return instance.weights.empty() ? 1 : instance.weights[i % instance.weights.size()];
  };
  // A row in proportion to weights, certain of `fallback` where they are all zero.
  const auto law = [&](std::size_t width, std::size_t fallback, auto&& entry) {
    std::vector<F> row;
    F sum(0);
    for (std::size_t i = 0; i < width; ++i) sum += row.emplace_back(F(std::int64_t{entry(i)}));
    if (is_zero(sum)) sum = row[fallback] = F(1);
    for (F& probability : row) probability = probability / sum;
    return row;
  };
  Channel<F> tau;
  for (std::size_t v = 0; v < items; ++v)
    tau.push_back(law(sequences, 0, [&](std::size_t s) {
      return instance.choice(s) % items == v ? weight(s) + 1 : 0;
    }));
  Channel<F> kappa;
  for (std::size_t s = 0; s < sequences; ++s)
    kappa.push_back(law(items, instance.choice(s) % items, [&](std::size_t v) {
      return instance.choice(0) % 2 == 0 ? 0 : weight(s * items + v);
    }));
  const std::array<Verdict, 2> parts = {e3_consistency(tau, kappa), e3_left_inverse(map, kappa)};
  return merge_applicable(parts);
}

template struct SeveralSequencesChecks<FlintRational>;
template struct SeveralSequencesChecks<Rational>;
template struct SeveralSequencesChecks<Mersenne61>;

Verdict check_random_sequence(const Instance& instance, ModelShape shape) {
  std::vector<std::uint32_t> weights;
  for (const std::uint64_t count : instance.counts)
    weights.push_back(static_cast<std::uint32_t>(count));
  return e1_random_sequence(as_cascaded(model_of<Rational>(instance, shape)), instance.map(),
                            weights);
}

}  // namespace sidproof
