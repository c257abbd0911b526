// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "laws/instance.hpp"
#include "laws/registry.hpp"

namespace sidproof {

/// THEORY B on instances (see partition_laws.hpp), compiled once for each number
/// type in partition_over_*.cpp.
template <Field F>
struct PartitionChecks {
  static Verdict partition(const Instance& instance, ModelShape shape);
  static Verdict bijective_iff(const Instance& instance, ModelShape shape);
  /// Needs an order.
  static Verdict leakage(const Instance& instance, ModelShape shape)
    requires OrderedField<F>;
  /// Needs an order.
  static Verdict collision(const Instance& instance, ModelShape shape)
    requires OrderedField<F>;
  static Verdict objective_gap(const Instance& instance, ModelShape shape);
  static Verdict item_laws(const Instance& instance, ModelShape shape);
};

}  // namespace sidproof
