// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "laws/coordinate_laws.hpp"
#include "laws/equivalence_checks.hpp"
#include "laws/equivalence_laws.hpp"
#include "laws/family_laws.hpp"
#include "laws/on_model.hpp"

namespace sidproof {

template <Field F>
Verdict EquivalenceChecks<F>::normalisation(const Instance& instance, ModelShape shape) {
  return a1_normalisation(model_of<F>(instance, shape));
}

template <Field F>
Verdict EquivalenceChecks<F>::chain(const Instance& instance, ModelShape shape) {
  return a2_chain(model_of<F>(instance, shape), instance.map(), instance.counts);
}

template <Field F>
Verdict EquivalenceChecks<F>::equivalence(const Instance& instance, ModelShape shape) {
  const AnyTable<F> model = model_of<F>(instance, shape);
  const std::array<Verdict, 2> parts = {a2_law(model, instance.map()),
                                        a2_chain(model, instance.map(), instance.counts)};
  return merge(parts);
}

// Three members of the family: the same shape, weights moved round.
template <Field F>
Verdict EquivalenceChecks<F>::any_family(const Instance& instance, ModelShape shape) {
  std::vector<AnyTable<F>> members;
  for (std::size_t places = 0; places < 3; ++places)
    members.push_back(model_of<F>(instance.after(places), shape));
  std::vector<Verdict> parts = {a2c_any_family(members, instance.map(), instance.counts)};
  if constexpr (OrderedField<F>)
    parts.push_back(
        a2c_argmin_in_family<F>(shape_of(instance, shape), instance.map(), instance.counts));
  return merge_applicable(parts);
}

template <Field F>
Verdict EquivalenceChecks<F>::realisation(const Instance& instance, ModelShape shape) {
  std::vector<Verdict> parts = {a4_realisation(sequence_law(model_of<F>(instance, shape)))};
  if constexpr (OrderedField<F>)
    parts.push_back(
        a4_unseen_item(model_of<F>(instance, shape, true), instance.map(), instance.counts));
  return merge_applicable(parts);
}

template <Field F>
Verdict EquivalenceChecks<F>::gradient(const Instance& instance, ModelShape shape) {
  const AnyShape table = shape_of(instance, shape);
  std::vector<F> weights;
  for (const std::uint32_t weight : instance.cell_weights(table, true))
    weights.push_back(F(std::int64_t{weight}));
  const std::array<Verdict, 3> parts = {
      a5_gradient<F>(table, weights, instance.map(), instance.counts),
      a5_item_logits(model_of<F>(instance, shape, true), instance.map(), instance.counts),
      a5_paths_differ<F>(instance.space())};
  return merge_applicable(parts);
}

// The positions moved round by choice(0), and reversed when it is odd.
template <Field F>
Verdict EquivalenceChecks<F>::order(const Instance& instance, ModelShape shape) {
  std::vector<std::size_t> order(instance.alphabets.size());
  for (std::size_t j = 0; j < order.size(); ++j) {
    const std::size_t moved = (j + instance.choice(0)) % order.size();
    order[j] = instance.choice(0) % 2 == 1 ? order.size() - 1 - moved : moved;
  }
  const std::array<Verdict, 3> parts = {
      a6_order_parallel(instance.model<F, ParallelShape>(), instance.map()),
      a6_realisable_in_any_order(model_of<F>(instance, shape), instance.map(), order),
      a6_one_model_in_another_order<F>(instance.space())};
  return merge_applicable(parts);
}

}  // namespace sidproof
