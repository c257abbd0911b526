// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/loss.hpp"

namespace sidproof {

Loss& Loss::operator+=(const Loss& other) {
  infinite = infinite || other.infinite;
  nats += other.nats;
  return *this;
}

Loss negative_log(std::span<const Rational> probabilities, const ItemCounts& counts) {
  Loss loss;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    if (counts[i] == 0) continue;
    if (probabilities[i] == 0)
      loss.infinite = true;
    else
      loss.nats.add(probabilities[i], -Rational(counts[i]));
  }
  return loss;
}

}  // namespace sidproof
