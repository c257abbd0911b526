// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "laws/instance.hpp"
#include "laws/registry.hpp"

namespace sidproof {

/// THEORY D3 and D4 on instances (see variable_length_laws.hpp).
template <OrderedField F>
struct VariableLengthChecks {
  /// On the instance's codes when they are a prefix code, and on a complete prefix
  /// code: the tree in which the i-th node met ends a code when choice(i) is odd.
  static Verdict one_positive_model(const Instance& instance, ModelShape shape);
  static Verdict end_token(const Instance& instance, ModelShape shape);
};

}  // namespace sidproof
