// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "generator/arithmetic/executor.hpp"
#include "generator/network/device.hpp"
#include "generator/network/weights.hpp"

namespace sidproof::reference {

/// Keys and values of tokens that were computed, by slots. Which slot a token has
/// makes no difference to any result. Network::cache() makes one where the network is
/// computed.
class Cache {
 public:
  /// On the host.
  Cache(const Shape& shape, std::size_t slots);
  /// On a device.
  Cache(std::size_t slots, std::unique_ptr<DeviceMemory> memory);

  [[nodiscard]] std::size_t slots() const { return slots_; }
  /// The memory on a device; null where the cache is on the host.
  [[nodiscard]] DeviceMemory* device() const { return device_.get(); }
  /// On the host only.
  [[nodiscard]] float* keys(std::size_t layer) { return values_.data() + 2 * layer * plane_; }
  [[nodiscard]] float* values(std::size_t layer) { return keys(layer) + plane_; }

  /// Bytes of a cache.
  [[nodiscard]] static double bytes(const Shape& shape, std::size_t slots);

 private:
  std::size_t slots_;
  std::size_t plane_ = 0;
  std::vector<float> values_;
  std::unique_ptr<DeviceMemory> device_;
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
  /// The slots of the longest path.
  [[nodiscard]] std::size_t longest_path() const;
  /// `path` without the row's own slot.
  void add(std::uint32_t row_token, std::uint32_t row_position, std::uint32_t row_slot,
           std::span<const std::uint32_t> row_path);
};

/// In which arithmetic matrix products are made: the reference's, or a fast one that is
/// certified by bounds instead of bits (generator/fast).
enum class NetworkArithmetic { reference, binary32, bfloat16 };

/// One operator of a forward pass with its inputs and outputs as they were: row-major
/// binary32, valid during the call.
struct OperatorCall {
  enum class Kind { embed, norm, linear, gelu_linear, silu_linear, attention, unit };
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
  std::size_t stride = 0;         ///< linear: columns of the whole weight; 0: `columns`
  double divisor = 1;             ///< linear: of the dot product
};

class PositionHeads;

/// GPT-2: learned positions, pre-norm layers of attention and MLP with gelu_new, a
/// final norm, and a linear head or parallel heads. The value of every result is a
/// function of the weights and of the tokens on its path alone; who computes it makes no
/// difference.
class Network {
 public:
  /// Computed by the host, or by a device that holds the same weights. Copies share
  /// the device. Throws std::invalid_argument unless has_sizes(weights).
  explicit Network(Weights weights, std::shared_ptr<Device> device = nullptr);

  [[nodiscard]] const Shape& shape() const { return weights_.shape; }
  [[nodiscard]] const Weights& weights() const { return weights_; }
  /// Does it predict every position by a head of its own, from the history alone?
  [[nodiscard]] bool is_parallel() const { return shape().parallel_heads > 0; }
  /// Null for the host.
  [[nodiscard]] Device* device() const { return device_.get(); }
  /// The transposed head on the host, width x vocabulary; empty with a device.
  [[nodiscard]] std::span<const float> head() const { return head_; }

  /// The transposed head, width x vocabulary. Precondition: has_sizes(weights).
  [[nodiscard]] static std::vector<float> transposed_head(const Weights& weights);
  /// The device that computes it, for people; "cpu" for the host.
  [[nodiscard]] std::string executor_name() const { return device_ ? device_->name() : "cpu"; }

  /// A cache for forward(). Errors: too_large (device memory).
  [[nodiscard]] Result<Cache> cache(std::size_t slots) const;

  /// The rows' hidden states after the final norm, rows x width; stores the rows'
  /// keys and values. The observer, if any, sees every operator. Throws
  /// std::invalid_argument when a token, a position or a slot is out of range, DeviceFailure.
  [[nodiscard]] std::vector<float> forward(const Batch& batch, Cache& cache,
                                           const Executor& executor,
                                           const Observer& observer = {}) const;

  /// The logits of the tokens first ... first + count - 1, rows x count, by the linear
  /// head. Throws std::invalid_argument for parallel heads, tokens beyond the vocabulary or
  /// hidden states that are no whole rows, DeviceFailure.
  [[nodiscard]] std::vector<float> logits(std::span<const float> hidden, std::size_t first,
                                          std::size_t count, const Executor& executor,
                                          const Observer& observer = {}) const;

  /// The logits of a position by its parallel head: PositionHeads::logits(). Throws
  /// std::invalid_argument without parallel heads too.
  [[nodiscard]] std::vector<float> parallel_logits(std::span<const float> hidden,
                                                   std::size_t position, std::size_t first,
                                                   std::size_t count, const Executor& executor,
                                                   const Observer& observer = {}) const;

 private:
  Weights weights_;
  std::vector<float> head_;  // width x vocabulary; empty with a device or parallel heads
  std::shared_ptr<Device> device_;
  std::shared_ptr<const PositionHeads> heads_;  // parallel heads; always on the host
};

}  // namespace sidproof::reference
