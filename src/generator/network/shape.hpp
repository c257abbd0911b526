// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "base/error.hpp"

namespace sidproof::reference {

/// The sizes of a GPT-2 network: those of its config.json (n_embd, n_layer, ...).
struct Shape {
  std::size_t vocabulary = 0;
  std::size_t positions = 0;  ///< the longest input
  std::size_t width = 64;
  std::size_t layers = 2;
  std::size_t heads = 4;
  std::size_t inner = 256;  ///< width of the MLP
  double epsilon = 1e-5;    ///< of the layer norms
  bool tied = true;         ///< the head is the token embedding
  /// 0: one linear head over the vocabulary (cascaded tokenization). Otherwise that
  /// many heads, one a position (parallel tokenization), against the token embedding.
  std::size_t parallel_heads = 0;
  double head_temperature = 0.03;  ///< of parallel heads: their cosines are divided by it

  friend bool operator==(const Shape&, const Shape&) = default;

  /// The number of weights, and so of multiplications per token without attention.
  [[nodiscard]] std::size_t parameters() const;
  /// Multiplications to compute one token that sees `seen` tokens, without its logits.
  [[nodiscard]] double multiplications(std::size_t seen) const;
};

/// Errors: usage (a size of zero, a width that the heads do not divide, an epsilon
/// that is not positive, parallel heads with a head of their own or with a temperature
/// outside 1e-6 ... 1e6), too_large (2^31 weights or more).
[[nodiscard]] Result<void> validate(const Shape& shape);

/// What a network of this shape keeps in memory: its weights as they are stored, and the
/// head transposed. Errors: too_large, with both figures (base/memory.hpp).
[[nodiscard]] Result<void> require_network_memory(const Shape& shape);

}  // namespace sidproof::reference
