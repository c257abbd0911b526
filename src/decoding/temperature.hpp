// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

#include "model/tabular.hpp"

namespace sidproof {

/// Token temperature 1/b: every row q becomes q^b / sum q^b (THEORY H6). Throws
/// std::invalid_argument for b = 0.
template <Arithmetic N, Shape S>
[[nodiscard]] Tabular<N, S> tempered_tokens(const Tabular<N, S>& model, std::uint32_t b) {
  if (b == 0) throw std::invalid_argument("an infinite temperature");
  std::vector<N> weights;
  weights.reserve(model.cells().size());
  for (const N& probability : model.cells()) weights.push_back(power<N>(probability, b));
  return softmax<N, S>(model.shape(), std::move(weights));
}

/// Item temperature 1/b: a law p becomes p^b / sum p^b. Throws
/// std::overflow_error when all masses are zero, std::invalid_argument for b = 0.
template <Arithmetic N>
[[nodiscard]] std::vector<N> tempered_items(std::vector<N> law, std::uint32_t b) {
  if (b == 0) throw std::invalid_argument("an infinite temperature");
  N sum(0);
  for (N& mass : law) {
    mass = power<N>(mass, b);
    sum += mass;
  }
  for (N& mass : law) mass = mass / sum;
  return law;
}

}  // namespace sidproof
