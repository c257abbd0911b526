// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "generator/network/network.hpp"

namespace sidproof::reference {

/// Parallel heads, one a position, as RPG (Hou et al., KDD 2025) defines them. They run on
/// the host.
class PositionHeads {
 public:
  /// Precondition: the weights have parallel heads.
  explicit PositionHeads(const Weights& weights);

  /// The head of one position: y = x + silu(W x + b) for the hidden state x of one row,
  /// then the cosines of y and the embeddings of the tokens first ... first + count - 1,
  /// divided by the heads' temperature. The observer, if any, sees every operator. Throws
  /// std::invalid_argument for another number of rows, a position without a head, or tokens
  /// beyond the vocabulary.
  [[nodiscard]] std::vector<float> logits(std::span<const float> hidden, std::size_t position,
                                          std::size_t first, std::size_t count,
                                          const Executor& executor, const Observer& observer) const;

 private:
  void show_embeddings(std::size_t position, std::size_t first, std::size_t count,
                       const Observer& observer) const;

  std::size_t width_;
  std::size_t vocabulary_;
  double temperature_;
  std::vector<std::vector<float>> matrices_;  // inputs x outputs
  std::vector<std::vector<float>> biases_;
  std::vector<float> embeddings_;  // vocabulary x width, as the weights have them
  std::vector<float> units_;       // width x vocabulary, columns of length 1
};

}  // namespace sidproof::reference
