// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exact/rational.hpp"
#include "laws/instance.hpp"
#include "laws/registry.hpp"

namespace sidproof {

/// THEORY E on instances (see several_sequences_laws.hpp).
template <Field F>
struct SeveralSequencesChecks {
  /// Code i is a sequence of item choice(i) % codes.
  static Verdict item_masses(const Instance& instance, ModelShape shape);
  /// Three histories: the codes; the codes moved round; every code's tokens moved by
  /// choices. And pairs of items with a token merged across the border.
  static Verdict past_dependent(const Instance& instance, ModelShape shape);
  /// Sequence s is drawn for item choice(s) % codes; the decoder knows that when
  /// choice(0) is even.
  static Verdict consistency(const Instance& instance, ModelShape shape)
    requires OrderedField<F>;
};

/// E1 for a sequence drawn in proportion to the counts.
[[nodiscard]] Verdict check_random_sequence(const Instance& instance, ModelShape shape);

}  // namespace sidproof
