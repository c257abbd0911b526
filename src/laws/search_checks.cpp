// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/search_checks.hpp"

#include <algorithm>
#include <numeric>

#include "laws/number_systems.hpp"
#include "laws/on_model.hpp"
#include "laws/sampling_laws.hpp"
#include "laws/search_laws.hpp"

namespace sidproof {
namespace {

// law(TrieModel) for the instance's model on the trie of its codes.
template <Field F, class Law>
Verdict over_trie(const Instance& instance, ModelShape shape, Law&& law) {
  const auto trie = Trie::build(instance.map().codes());
  if (!trie) return Verdict::unknown(trie.error().what);
  return law(on_trie(model_of<F>(instance, shape), *trie));
}

}  // namespace

template <OrderedField F>
Verdict SearchChecks<F>::wide_beam(const Instance& instance, ModelShape shape) {
  return over_trie<F>(instance, shape, [](const auto& model) { return h1_wide_beam(model); });
}

template <OrderedField F>
Verdict SearchChecks<F>::certificate(const Instance& instance, ModelShape shape) {
  return over_trie<F>(instance, shape, [](const auto& model) {
    std::vector<Verdict> parts;
    for (std::size_t width = 1; width <= largest_level(model.trie()); ++width)
      parts.push_back(h2_certificate(model, width));
    return merge_applicable(parts);
  });
}

template <OrderedField F>
Verdict SearchChecks<F>::not_monotone(const Instance& instance, ModelShape shape) {
  const std::array<Verdict, 2> parts = {
      over_trie<F>(instance, shape, [](const auto& model) { return h3_greedy(model); }),
      h3_not_monotone<F>(1 + instance.choice(0) % 3, 1 + instance.choice(1) % 16)};
  return merge_applicable(parts);
}

template <OrderedField F>
Verdict SearchChecks<F>::length_normalisation(const Instance& instance, ModelShape shape) {
  return h4_length_normalisation(item_masses(model_of<F>(instance, shape), instance.map()),
                                 instance.map());
}

template <OrderedField F>
Verdict SearchChecks<F>::total_order(const Instance& instance, ModelShape shape) {
  return h5_total_order(item_masses(model_of<F>(instance, shape), instance.map()), instance.map());
}

template <OrderedField F>
Verdict SearchChecks<F>::temperature(const Instance& instance, ModelShape shape) {
  const std::uint32_t b = 1 + instance.choice(0) % 3;
  const std::array<Verdict, 2> parts = {
      h6_temperature(model_of<F>(instance, shape), b, shape == ModelShape::parallel),
      h6_temperature_witness<F>(instance.space(), b + 1)};
  return merge_applicable(parts);
}

template <OrderedField F>
Verdict SearchChecks<F>::truncated_sampling(const Instance& instance, ModelShape shape) {
  Truncation<F> rule;
  rule.most = instance.choice(0) % 4;
  rule.least_mass = fraction<F>(std::min(instance.choice(1), std::uint32_t{4}), 4);
  return over_trie<F>(instance, shape,
                      [&](const auto& model) { return h7_truncated_sampling(model, rule); });
}

template <OrderedField F>
Verdict SearchChecks<F>::depends_on_nothing_else(const Instance& instance, ModelShape shape) {
  std::vector<std::size_t> order(instance.codes.size());
  std::iota(order.rbegin(), order.rend(), std::size_t{0});
  std::ranges::rotate(
      order, order.begin() + static_cast<std::ptrdiff_t>(instance.choice(0) % order.size()));
  return h8_depends_on_nothing_else(model_of<F>(instance, shape), instance.map(), order,
                                    1 + std::size_t{instance.choice(1)});
}

template struct SearchChecks<FlintRational>;
template struct SearchChecks<CheckedRational>;

Verdict check_hit_rates(const Instance& instance, ModelShape) {
  constexpr std::size_t most_targets = 8;
  std::vector<std::uint32_t> targets;
  for (std::size_t i = 0; i < std::min(instance.choices.size(), most_targets); ++i)
    targets.push_back(static_cast<std::uint32_t>(instance.choice(i) % instance.codes.size()));
  return h9_hit_rates(instance.map(), targets, static_cast<std::uint32_t>(total(instance.counts)));
}

}  // namespace sidproof
