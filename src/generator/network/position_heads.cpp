// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/network/position_heads.hpp"

#include <stdexcept>

#include "generator/network/kernels.hpp"
#include "generator/network/unit_kernel.hpp"

namespace sidproof::reference {
namespace {

std::vector<float> transposed(const std::vector<float>& matrix, std::size_t rows) {
  const std::size_t columns = matrix.size() / rows;
  std::vector<float> result(matrix.size());
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t i = 0; i < columns; ++i) result[i * rows + row] = matrix[row * columns + i];
  return result;
}

}  // namespace

PositionHeads::PositionHeads(const Weights& weights)
    : width_(weights.shape.width),
      vocabulary_(weights.shape.vocabulary),
      temperature_(weights.shape.head_temperature),
      embeddings_(weights.tokens) {
  for (const HeadWeights& head : weights.heads) {
    matrices_.push_back(transposed(head.linear, width_));
    biases_.push_back(head.linear_bias);
  }
  std::vector<float> units(embeddings_.size());
  Executor().run(vocabulary_, UnitKernel{embeddings_.data(), units.data(), width_});
  units_ = transposed(units, vocabulary_);
}

std::vector<float> PositionHeads::logits(std::span<const float> hidden, std::size_t position,
                                         std::size_t first, std::size_t count,
                                         const Executor& executor, const Observer& observer) const {
  using Kind = OperatorCall::Kind;
  if (hidden.size() != width_ || position >= matrices_.size() || first > vocabulary_ ||
      count > vocabulary_ - first)
    throw std::invalid_argument("no row, no head or no tokens of these parallel heads");
  const float* matrix = matrices_[position].data();
  const float* bias = biases_[position].data();
  std::vector<float> state(width_);
  std::vector<float> unit(width_);
  std::vector<float> result(count);
  executor.run(1, LinearKernel{hidden.data(), matrix, bias, hidden.data(), state.data(), width_,
                               width_, 0, width_, Activation::silu});
  executor.run(1, UnitKernel{state.data(), unit.data(), width_});
  executor.run(1, LinearKernel{unit.data(), units_.data(), nullptr, nullptr, result.data(), width_,
                               vocabulary_, first, count, Activation::none, temperature_});
  if (!observer) return result;
  observer({Kind::silu_linear, position, 1, width_, width_, hidden.data(), matrix, bias,
            hidden.data(), state.data()});
  observer({Kind::unit, position, 1, width_, width_, state.data(), nullptr, nullptr, nullptr,
            unit.data()});
  show_embeddings(position, first, count, observer);
  OperatorCall call{Kind::linear, position, 1, width_, count, unit.data(), units_.data() + first};
  call.out = result.data();
  call.stride = vocabulary_;
  call.divisor = temperature_;
  observer(call);
  return result;
}

// They were made unit vectors once and for all.
void PositionHeads::show_embeddings(std::size_t position, std::size_t first, std::size_t count,
                                    const Observer& observer) const {
  std::vector<float> units(count * width_);
  for (std::size_t token = 0; token < count; ++token)
    for (std::size_t i = 0; i < width_; ++i)
      units[token * width_ + i] = units_[i * vocabulary_ + first + token];
  observer({OperatorCall::Kind::unit, position, count, width_, width_,
            embeddings_.data() + first * width_, nullptr, nullptr, nullptr, units.data()});
}

}  // namespace sidproof::reference
