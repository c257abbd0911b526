// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "laws/instance.hpp"
#include "laws/registry.hpp"

namespace sidproof {

/// THEORY A on instances (see equivalence_laws.hpp), compiled once for each number
/// type in equivalence_over_*.cpp.
template <Field F>
struct EquivalenceChecks {
  static Verdict normalisation(const Instance& instance, ModelShape shape);
  static Verdict chain(const Instance& instance, ModelShape shape);
  static Verdict equivalence(const Instance& instance, ModelShape shape);
  static Verdict any_family(const Instance& instance, ModelShape shape);
  static Verdict realisation(const Instance& instance, ModelShape shape);
  static Verdict gradient(const Instance& instance, ModelShape shape);
  static Verdict order(const Instance& instance, ModelShape shape);
};

}  // namespace sidproof
