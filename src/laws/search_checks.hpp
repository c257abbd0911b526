// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "laws/instance.hpp"
#include "laws/registry.hpp"

namespace sidproof {

/// THEORY H on instances (see search_laws.hpp and sampling_laws.hpp).
template <OrderedField F>
struct SearchChecks {
  static Verdict wide_beam(const Instance& instance, ModelShape shape);
  /// Every width up to the largest level.
  static Verdict certificate(const Instance& instance, ModelShape shape);
  /// Greedy on the instance; the traps for width 1 + choice(0) % 3 and ratio
  /// 1 + choice(1).
  static Verdict not_monotone(const Instance& instance, ModelShape shape);
  static Verdict length_normalisation(const Instance& instance, ModelShape shape);
  static Verdict total_order(const Instance& instance, ModelShape shape);
  /// Inverse temperature 1 + choice(0) % 3.
  static Verdict temperature(const Instance& instance, ModelShape shape);
  /// top-k with k = choice(0) % 4 (0: all) and top-p with p = choice(1)/4, at most 1.
  static Verdict truncated_sampling(const Instance& instance, ModelShape shape);
  /// Rows moved round by choice(0) and reversed, a beam of width 1 + choice(1).
  static Verdict depends_on_nothing_else(const Instance& instance, ModelShape shape);
};

/// H9: the targets are choice(i) % items, one for each choice up to 8; the pattern of
/// hits is the sum of the counts.
[[nodiscard]] Verdict check_hit_rates(const Instance& instance, ModelShape shape);

}  // namespace sidproof
