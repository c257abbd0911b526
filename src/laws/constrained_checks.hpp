// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "laws/instance.hpp"
#include "laws/registry.hpp"

namespace sidproof {

/// THEORY F on instances (see constrained_laws.hpp and
/// soft_mask_laws.hpp): the instance's model on the
/// trie of its codes; item v > 0 is in stock when choice(v) is odd, item 0 always.
/// Compiled once for each number type in constrained_over_*.cpp.
template <Field F>
struct ConstrainedChecks {
  static Verdict local_global_ratio(const Instance& instance, ModelShape shape);
  static Verdict local_equals_global(const Instance& instance, ModelShape shape);
  static Verdict masked_training(const Instance& instance, ModelShape shape);
  static Verdict lookahead(const Instance& instance, ModelShape shape);
  static Verdict importance_weights(const Instance& instance, ModelShape shape);
  static Verdict coherence(const Instance& instance, ModelShape shape);
  static Verdict soft_mask(const Instance& instance, ModelShape shape);
};

}  // namespace sidproof
