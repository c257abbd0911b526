// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "generator/arithmetic/block.hpp"
#include "generator/arithmetic/elementary.hpp"
#include "generator/arithmetic/host_device.hpp"

namespace sidproof::reference {

// The kernels of GPT-2. All matrices are row-major binary32; a block computes one
// row (attention: one row and one head). Sums and products are made in binary64 and
// rounded to binary32 once per stored value. A product of two binary32 numbers is
// exact in binary64, so a dot product is the same with and without fused
// operations; its terms are added one after the other.

/// x = token embedding + position embedding.
struct EmbedKernel {
  const float* tokens;     ///< vocabulary x width
  const float* positions;  ///< n_positions x width
  const std::uint32_t* token_of_row;
  const std::uint32_t* position_of_row;
  float* x;
  std::size_t width;

  [[nodiscard]] std::size_t shared() const { return 0; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const std::size_t row = block.index();
    const float* token = tokens + token_of_row[row] * width;
    const float* position = positions + position_of_row[row] * width;
    block.phase([&](unsigned thread) {
      for (std::size_t i = thread; i < width; i += block.threads())
        x[row * width + i] = token[i] + position[i];
    });
  }
};

/// y = (x - mean) / sqrt(variance + epsilon) * weight + bias.
struct LayerNormKernel {
  const float* x;
  const float* weight;
  const float* bias;
  float* y;
  std::size_t width;
  double epsilon;

  [[nodiscard]] std::size_t shared() const { return 64; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const float* in = x + block.index() * width;
    float* out = y + block.index() * width;
    double* sum = block.shared();
    double* squares = block.shared() + 32;
    const auto count = static_cast<double>(width);
    block_lane_sum(block, sum, width, [in](std::size_t i) { return static_cast<double>(in[i]); });
    block_lane_sum(block, squares, width, [in, sum, count](std::size_t i) {
      const double centred = static_cast<double>(in[i]) - sum[0] / count;
      return centred * centred;
    });
    block.phase([&](unsigned thread) {
      const double mean = sum[0] / count;
      const double inverse = inverse_root(squares[0] / count + epsilon);
      for (std::size_t i = thread; i < width; i += block.threads()) {
        const double centred = static_cast<double>(in[i]) - mean;
        out[i] = static_cast<float>(centred * inverse * static_cast<double>(weight[i]) +
                                    static_cast<double>(bias[i]));
      }
    });
  }
};

/// What happens to a dot product before it is rounded.
enum class Activation { none, gelu_new, silu };

/// y = activation(x W / divisor + bias) + residual for the columns first ... first + columns
/// - 1 of W. `bias` and `residual` may be null; residual may be y.
struct LinearKernel {
  const float* x;
  const float* weight;  ///< inner x stride
  const float* bias;
  const float* residual;  ///< rows x columns
  float* y;               ///< rows x columns
  std::size_t inner;
  std::size_t stride;  ///< columns of W
  std::size_t first;
  std::size_t columns;
  Activation activation = Activation::none;
  double divisor = 1.0;

  [[nodiscard]] std::size_t shared() const { return 0; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    constexpr std::size_t tile = 8;
    const float* in = x + block.index() * inner;
    float* out = y + block.index() * columns;
    const float* add = residual == nullptr ? nullptr : residual + block.index() * columns;
    block.phase([&](unsigned thread) {
      for (std::size_t begin = thread * tile; begin < columns; begin += block.threads() * tile) {
        double sums[tile] = {};
        const std::size_t used = columns - begin < tile ? columns - begin : tile;
        if (used == tile)
          multiply<tile>(in, first + begin, tile, sums);
        else
          multiply<0>(in, first + begin, used, sums);
        for (std::size_t c = 0; c < used; ++c) out[begin + c] = finish(sums[c], begin + c, add);
      }
    });
  }

  /// What becomes of the sum of products of a column; `add` is the row's residual.
  [[nodiscard]] SIDPROOF_HOST_DEVICE float finish(double sum, std::size_t column,
                                                  const float* add) const {
    double value = sum / divisor;
    if (bias != nullptr) value = value + static_cast<double>(bias[first + column]);
    if (activation == Activation::gelu_new) value = gelu_new(value);
    if (activation == Activation::silu) value = silu(value);
    if (add != nullptr) value = value + static_cast<double>(add[column]);
    return static_cast<float>(value);
  }

 private:
  // Width is 0 where it is known at run time only.
  template <std::size_t Width>
  SIDPROOF_HOST_DEVICE void multiply(const float* in, std::size_t column, std::size_t used,
                                     double* sums) const {
    const std::size_t width = Width == 0 ? used : Width;
    for (std::size_t k = 0; k < inner; ++k) {
      const auto factor = static_cast<double>(in[k]);
      const float* row = weight + k * stride + column;
      for (std::size_t c = 0; c < width; ++c)
        sums[c] = sums[c] + factor * static_cast<double>(row[c]);
    }
  }
};

/// Copies the keys and values of each row into its slot of the cache.
struct StoreKernel {
  const float* qkv;  ///< rows x 3 width
  const std::uint32_t* slot_of_row;
  float* keys;    ///< slots x width
  float* values;  ///< slots x width
  std::size_t width;

  [[nodiscard]] std::size_t shared() const { return 0; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const float* in = qkv + block.index() * 3 * width;
    const std::size_t slot = slot_of_row[block.index()];
    block.phase([&](unsigned thread) {
      for (std::size_t i = thread; i < width; i += block.threads()) {
        keys[slot * width + i] = in[width + i];
        values[slot * width + i] = in[2 * width + i];
      }
    });
  }
};

/// Attention of each row over the slots of its own path, in the path's order:
/// where the slots lie in the cache and what else is in it makes no difference.
struct AttentionKernel {
  const float* qkv;  ///< rows x 3 width; the queries are used
  const float* keys;
  const float* values;
  const std::uint32_t* path;      ///< slots of all rows, one after the other
  const std::size_t* path_begin;  ///< rows + 1 offsets
  float* y;                       ///< rows x width
  std::size_t width;
  std::size_t heads;
  std::size_t longest_path;

  [[nodiscard]] std::size_t shared() const { return 33 + longest_path; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const std::size_t row = block.index() / heads;
    const std::size_t head_width = width / heads;
    const std::size_t from = block.index() % heads * head_width;
    const float* query = qkv + row * 3 * width + from;
    const std::uint32_t* slots = path + path_begin[row];
    const std::size_t count = path_begin[row + 1] - path_begin[row];
    double* sum = block.shared();
    double* most = sum + 32;
    double* scores = most + 1;
    const double root = std::sqrt(static_cast<double>(head_width));
    block.phase([&](unsigned thread) {
      for (std::size_t j = thread; j < count; j += block.threads()) {
        const float* key = keys + slots[j] * width + from;
        double dot = 0.0;
        for (std::size_t i = 0; i < head_width; ++i)
          dot = dot + static_cast<double>(query[i]) * static_cast<double>(key[i]);
        scores[j] = dot / root;
      }
    });
    block.phase([&](unsigned thread) {
      if (thread != 0) return;
      most[0] = scores[0];
      for (std::size_t j = 1; j < count; ++j)
        if (scores[j] > most[0]) most[0] = scores[j];
    });
    block.phase([&](unsigned thread) {
      for (std::size_t j = thread; j < count; j += block.threads())
        scores[j] = exponential(scores[j] - most[0]);
    });
    block_lane_sum(block, sum, count, [scores](std::size_t j) { return scores[j]; });
    block.phase([&](unsigned thread) {
      for (std::size_t i = thread; i < head_width; i += block.threads()) {
        double mixed = 0.0;
        for (std::size_t j = 0; j < count; ++j)
          mixed = mixed + scores[j] * static_cast<double>(values[slots[j] * width + from + i]);
        y[row * width + from + i] = static_cast<float>(mixed / sum[0]);
      }
    });
  }
};

}  // namespace sidproof::reference
