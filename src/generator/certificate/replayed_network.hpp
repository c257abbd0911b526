// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "generator/network/weights.hpp"

namespace sidproof::reference {

/// GPT-2 once more by the arithmetic contract (docs/generator.md), for replay: one token
/// after the other in plain loops, without kernels, batches, blocks or slots. It shares
/// exp with the kernels, nothing else, and must give the same bits.
class ReplayedNetwork {
 public:
  /// The weights must outlive it.
  explicit ReplayedNetwork(const Weights& weights);

  /// The keys and values of the tokens so far, by layer.
  struct Memory {
    std::size_t tokens = 0;
    std::vector<std::vector<float>> keys;    ///< tokens x width
    std::vector<std::vector<float>> values;  ///< tokens x width

    /// Forgets the last token. Precondition: tokens > 0.
    void forget();
  };
  [[nodiscard]] Memory empty() const;

  /// Computes a token behind those of the memory; returns its hidden state after the
  /// final norm.
  [[nodiscard]] std::vector<float> step(Memory& memory, std::uint32_t token) const;

  /// The logits of the tokens first ... first + count - 1.
  [[nodiscard]] std::vector<float> logits(std::span<const float> hidden, std::size_t first,
                                          std::size_t count) const;

 private:
  const Weights* weights_;
};

}  // namespace sidproof::reference
