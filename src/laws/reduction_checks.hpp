// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "laws/instance.hpp"
#include "laws/registry.hpp"

namespace sidproof {

// THEORY G on instances (see reduction_laws.hpp).

[[nodiscard]] Verdict check_mean_over_tokens(const Instance& instance, ModelShape shape);
[[nodiscard]] Verdict check_mean_over_examples(const Instance& instance, ModelShape shape);
/// Position weights (choice(j) + 1)/2, smoothing choice(0)/8, inverse temperature
/// choice(1) % 3 + 1; the stripped token and the counted pads of the same codes.
[[nodiscard]] Verdict check_other_reductions(const Instance& instance, ModelShape shape);

template <Field F>
struct ReductionChecks {
  /// Position j has choice(j) % 3 tokens besides its codebook's.
  static Verdict larger_vocabulary(const Instance& instance, ModelShape shape);
  /// The user's items are choice(i) % items, one for each choice.
  static Verdict packed_stream(const Instance& instance, ModelShape shape);
};

}  // namespace sidproof
