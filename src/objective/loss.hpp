// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "exact/rational_log_sum.hpp"
#include "objective/likelihood.hpp"

namespace sidproof {

/// A loss in nats, exact. Infinite when an observed item has probability zero:
/// never "ln 0 = 0", and never a difference of infinities.
struct Loss {
  bool infinite = false;
  RationalLogSum nats;  ///< not used when infinite

  Loss& operator+=(const Loss& other);
  friend bool operator==(const Loss& a, const Loss& b) {
    return a.infinite == b.infinite && (a.infinite || a.nats == b.nats);
  }
  friend bool operator<(const Loss& a, const Loss& b) {
    return !a.infinite && (b.infinite || a.nats < b.nats);
  }
};

/// -sum_i count_i * ln p_i. Throws std::domain_error for a negative p_i that was
/// observed.
[[nodiscard]] Loss negative_log(std::span<const Rational> probabilities, const ItemCounts& counts);

/// L_AR: minus the log of the token conditionals, position after position.
template <ConditionalModel M>
[[nodiscard]] Loss ar_loss(const M& model, const TokenMap& map, const ItemCounts& counts) {
  Loss loss;
  std::vector<Rational> terms(map.items());
  for (std::size_t j = 0; j < map.space().length(); ++j) {
    for (std::size_t v = 0; v < map.items(); ++v)
      terms[v] =
          map[v].size() > j ? Rational(model.conditional(map[v].first(j), map[v][j])) : Rational(1);
    loss += negative_log(terms, counts);
  }
  return loss;
}

/// L_FV of an item law.
[[nodiscard]] inline Loss fv_loss(std::span<const Rational> law, const ItemCounts& counts) {
  return negative_log(law, counts);
}

}  // namespace sidproof
