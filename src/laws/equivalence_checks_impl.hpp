// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "laws/equivalence_checks.hpp"
#include "laws/equivalence_laws.hpp"
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

template <Field F>
Verdict EquivalenceChecks<F>::realisation(const Instance& instance, ModelShape shape) {
  return a4_realisation(sequence_law(model_of<F>(instance, shape)));
}

template <Field F>
Verdict EquivalenceChecks<F>::gradient(const Instance& instance, ModelShape shape) {
  const AnyShape table = shape_of(instance, shape);
  std::vector<F> weights;
  for (const std::uint32_t weight : instance.cell_weights(table, true))
    weights.push_back(F(std::int64_t{weight}));
  return a5_gradient<F>(table, weights, instance.map(), instance.counts);
}

template <Field F>
Verdict EquivalenceChecks<F>::order(const Instance& instance, ModelShape) {
  return a6_order_parallel(instance.model<F, ParallelShape>(), instance.map());
}

}  // namespace sidproof
