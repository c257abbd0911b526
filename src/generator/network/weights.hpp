// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/error.hpp"
#include "generator/network/shape.hpp"
#include "model/tensor.hpp"
#include "random/seed.hpp"

namespace sidproof::reference {

/// The weights of one layer. Matrices are row-major, inputs x outputs.
struct LayerWeights {
  std::vector<float> norm1, norm1_bias;
  std::vector<float> qkv, qkv_bias;
  std::vector<float> project, project_bias;
  std::vector<float> norm2, norm2_bias;
  std::vector<float> up, up_bias;
  std::vector<float> down, down_bias;
};

/// The weights of one parallel head: outputs x inputs, as torch.nn.Linear keeps them.
struct HeadWeights {
  std::vector<float> linear, linear_bias;
};

/// The weights of a GPT-2 network.
struct Weights {
  Shape shape;
  std::vector<float> tokens;     ///< vocabulary x width
  std::vector<float> positions;  ///< positions x width
  std::vector<LayerWeights> layers;
  std::vector<float> norm, norm_bias;
  std::vector<float> head;         ///< vocabulary x width; empty when the head is tied
  std::vector<HeadWeights> heads;  ///< the parallel heads, one a position
};

/// Has every tensor the size that the shape gives it?
[[nodiscard]] bool has_sizes(const Weights& weights);

/// Weights that follow from the shape and the seed alone: uniform, with the standard
/// deviation 2 / sqrt(width) for tokens, 1 / sqrt(inputs) for matrices and 0.1 around
/// 1 or 0 for the rest, so that the token laws are neither flat nor one-sided.
/// Precondition: validate(shape).
[[nodiscard]] Weights random_weights(const Shape& shape, const Seed& seed);

/// The weights under the names of GPT2LMHeadModel ("transformer.wte.weight", ...);
/// parallel heads are "pred_heads.0.linear.weight", "pred_heads.0.linear.bias", ...
[[nodiscard]] Tensors to_tensors(const Weights& weights);

/// The same names read back. A tied head may be present when it equals the token
/// embedding. Errors: malformed (a tensor that is missing, has another shape, is of
/// no use to the shape, or holds a NaN or an infinity), and those of validate().
[[nodiscard]] Result<Weights> from_tensors(const Shape& shape, Tensors tensors);

}  // namespace sidproof::reference
