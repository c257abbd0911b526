// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "laws/on_model.hpp"
#include "laws/partition_checks.hpp"
#include "laws/partition_laws.hpp"

namespace sidproof {

template <Field F>
Verdict PartitionChecks<F>::partition(const Instance& instance, ModelShape shape) {
  return b1_partition(model_of<F>(instance, shape), instance.map());
}

template <Field F>
Verdict PartitionChecks<F>::bijective_iff(const Instance& instance, ModelShape) {
  return b2_bijective_iff<F>(instance.map());
}

template <Field F>
Verdict PartitionChecks<F>::leakage(const Instance& instance, ModelShape shape)
  requires OrderedField<F>
{
  return b3_leakage(model_of<F>(instance, shape), instance.map());
}

template <Field F>
Verdict PartitionChecks<F>::collision(const Instance& instance, ModelShape)
  requires OrderedField<F>
{
  return b4_collision<F>(instance.map());
}

template <Field F>
Verdict PartitionChecks<F>::objective_gap(const Instance& instance, ModelShape shape) {
  return b5_objective_gap(model_of<F>(instance, shape), instance.map(), instance.counts);
}

template <Field F>
Verdict PartitionChecks<F>::item_laws(const Instance& instance, ModelShape shape) {
  return b6_item_laws(model_of<F>(instance, shape), instance.map());
}

}  // namespace sidproof
