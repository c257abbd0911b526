// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "generator/arithmetic/executor.hpp"
#include "generator/network/weights.hpp"

namespace sidproof::reference {

/// Keys and values of tokens that were computed, by slots. Which slot a token has
/// makes no difference to any result.
class Cache {
 public:
  Cache(const Shape& shape, std::size_t slots);

  [[nodiscard]] std::size_t slots() const { return slots_; }
  [[nodiscard]] float* keys(std::size_t layer) { return values_.data() + 2 * layer * plane_; }
  [[nodiscard]] float* values(std::size_t layer) { return keys(layer) + plane_; }

  /// Bytes of a cache.
  [[nodiscard]] static double bytes(const Shape& shape, std::size_t slots);

 private:
  std::size_t slots_;
  std::size_t plane_;
  std::vector<float> values_;
};

/// Tokens to compute at once. A row attends to the slots of its path, which ends
/// with its own; the other slots hold earlier tokens or rows of the same batch.
struct Batch {
  std::vector<std::uint32_t> token;
  std::vector<std::uint32_t> position;
  std::vector<std::uint32_t> slot;
  std::vector<std::uint32_t> path;
  std::vector<std::size_t> path_begin{0};

  [[nodiscard]] std::size_t rows() const { return token.size(); }
  /// `path` without the row's own slot.
  void add(std::uint32_t row_token, std::uint32_t row_position, std::uint32_t row_slot,
           std::span<const std::uint32_t> row_path);
};

/// One operator of a forward pass with its inputs and outputs as they were: row-major
/// binary32, valid during the call.
struct OperatorCall {
  enum class Kind { embed, norm, linear, gelu_linear, attention };
  Kind kind = Kind::embed;
  std::size_t layer = 0;
  std::size_t rows = 0;
  std::size_t inner = 0;          ///< columns of the input
  std::size_t columns = 0;        ///< of the output
  const float* in = nullptr;      ///< attention: rows x 3 width, queries first; embed: none
  const float* weight = nullptr;  ///< embed: the tokens' embeddings
  const float* bias = nullptr;    ///< embed: the positions' embeddings
  const float* residual = nullptr;
  const float* out = nullptr;
  const Batch* batch = nullptr;
  const float* keys = nullptr;    ///< attention: slots x width
  const float* values = nullptr;  ///< attention: slots x width
};
using Observer = std::function<void(const OperatorCall&)>;

/// GPT-2: learned positions, pre-norm layers of attention and MLP with gelu_new, a
/// final norm, a linear head. The value of every result is a function of the weights
/// and of the tokens on its path alone.
class Network {
 public:
  explicit Network(Weights weights);

  [[nodiscard]] const Shape& shape() const { return weights_.shape; }
  [[nodiscard]] const Weights& weights() const { return weights_; }

  /// The rows' hidden states after the final norm, rows x width; stores the rows'
  /// keys and values. Tokens, positions and slots must be in range. The observer, if
  /// any, sees every operator.
  [[nodiscard]] std::vector<float> forward(const Batch& batch, Cache& cache,
                                           const Executor& executor,
                                           const Observer& observer = {}) const;

  /// The logits of the tokens first ... first + count - 1, rows x count.
  [[nodiscard]] std::vector<float> logits(std::span<const float> hidden, std::size_t first,
                                          std::size_t count, const Executor& executor) const;

 private:
  Weights weights_;
  std::vector<float> head_;  // width x vocabulary
};

}  // namespace sidproof::reference
