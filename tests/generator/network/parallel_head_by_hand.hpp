// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "generator/network/weights.hpp"

namespace sidproof {

/// What may be wrong with a parallel head.
struct HeadFault {
  bool state_keeps_its_length = false;
  bool embeddings_keep_their_lengths = false;
  bool no_residual = false;
  bool no_bias = false;
  bool relu = false;
  bool normalised_before_the_residual = false;
  std::size_t position_shift = 0;  ///< head j + shift instead of head j
  bool first_head_only = false;
  bool codebook_of_the_next_position = false;
  double temperature_factor = 1;
};

/// The logits of one position by a parallel head as RPG's paper and published code
/// define it: plain loops in binary64. `state` is the last one after the final norm.
inline std::vector<double> parallel_head_by_hand(const reference::Weights& weights,
                                                 const std::vector<double>& state,
                                                 std::size_t position, std::size_t first,
                                                 std::size_t count, const HeadFault& fault = {}) {
  const std::size_t d = weights.shape.width;
  const std::size_t heads = weights.heads.size();
  const auto& head =
      weights.heads[fault.first_head_only ? 0 : (position + fault.position_shift) % heads];
  const auto length = [](const std::vector<double>& x) {
    double squares = 0;
    for (const double value : x) squares += value * value;
    return std::max(std::sqrt(squares), 1e-12);
  };
  std::vector<double> y(d);
  for (std::size_t i = 0; i < d; ++i) {
    double z = fault.no_bias ? 0 : static_cast<double>(head.linear_bias[i]);
    for (std::size_t k = 0; k < d; ++k) z += static_cast<double>(head.linear[i * d + k]) * state[k];
    y[i] = fault.relu ? std::max(z, 0.0) : z / (1 + std::exp(-z));
  }
  if (fault.normalised_before_the_residual) {
    const double l = length(y);
    for (double& value : y) value /= l;
  }
  for (std::size_t i = 0; i < d; ++i)
    if (!fault.no_residual) y[i] += state[i];
  if (!fault.state_keeps_its_length && !fault.normalised_before_the_residual) {
    const double l = length(y);
    for (double& value : y) value /= l;
  }
  std::vector<double> logits;
  for (std::size_t token = first; token < first + count; ++token) {
    // Past the last codebook it begins again, after the beginning token.
    const std::size_t shifted = token + (fault.codebook_of_the_next_position ? count : 0);
    const std::size_t row =
        shifted < weights.shape.vocabulary ? shifted : shifted - weights.shape.vocabulary + 1;
    std::vector<double> embedding(d);
    for (std::size_t i = 0; i < d; ++i)
      embedding[i] = static_cast<double>(weights.tokens[row * d + i]);
    const double l = fault.embeddings_keep_their_lengths ? 1 : length(embedding);
    double dot = 0;
    for (std::size_t i = 0; i < d; ++i) dot += y[i] * embedding[i] / l;
    logits.push_back(dot / (weights.shape.head_temperature * fault.temperature_factor));
  }
  return logits;
}

}  // namespace sidproof
