// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/network/network.hpp"

#include <algorithm>
#include <utility>

#include "generator/network/kernels.hpp"

namespace sidproof::reference {

Cache::Cache(const Shape& shape, std::size_t slots)
    : slots_(slots), plane_(slots * shape.width), values_(2 * shape.layers * plane_) {}

double Cache::bytes(const Shape& shape, std::size_t slots) {
  return 2.0 * static_cast<double>(shape.layers) * static_cast<double>(slots) *
         static_cast<double>(shape.width) * sizeof(float);
}

void Batch::add(std::uint32_t row_token, std::uint32_t row_position, std::uint32_t row_slot,
                std::span<const std::uint32_t> row_path) {
  token.push_back(row_token);
  position.push_back(row_position);
  slot.push_back(row_slot);
  path.insert(path.end(), row_path.begin(), row_path.end());
  path.push_back(row_slot);
  path_begin.push_back(path.size());
}

Network::Network(Weights weights) : weights_(std::move(weights)) {
  const Shape& s = shape();
  const std::vector<float>& head = s.tied ? weights_.tokens : weights_.head;
  head_.resize(head.size());
  for (std::size_t token = 0; token < s.vocabulary; ++token)
    for (std::size_t i = 0; i < s.width; ++i)
      head_[i * s.vocabulary + token] = head[token * s.width + i];
}

std::vector<float> Network::forward(const Batch& batch, Cache& cache, const Executor& executor,
                                    const Observer& observer) const {
  using Kind = OperatorCall::Kind;
  const Shape& s = shape();
  const std::size_t rows = batch.rows();
  std::size_t longest = 0;
  for (std::size_t row = 0; row < rows; ++row)
    longest = std::max(longest, batch.path_begin[row + 1] - batch.path_begin[row]);

  std::vector<float> x(rows * s.width);
  std::vector<float> normed(rows * s.width);
  std::vector<float> qkv(rows * 3 * s.width);
  std::vector<float> mixed(rows * s.width);
  std::vector<float> up(rows * s.inner);
  std::vector<float> before;  // what an observer is to see of x, which is overwritten
  std::size_t layer_number = 0;
  const auto observe = [&](Kind kind, const float* in, std::size_t inner, const float* weight,
                           const float* bias, const float* residual, const float* out,
                           std::size_t columns) {
    if (!observer) return;
    observer({kind, layer_number, rows, inner, columns, in, weight, bias, residual, out, &batch,
              kind == Kind::attention ? cache.keys(layer_number) : nullptr,
              kind == Kind::attention ? cache.values(layer_number) : nullptr});
  };
  const auto norm = [&](const std::vector<float>& weight, const std::vector<float>& bias) {
    executor.run(rows, LayerNormKernel{x.data(), weight.data(), bias.data(), normed.data(), s.width,
                                       s.epsilon});
    observe(Kind::norm, x.data(), s.width, weight.data(), bias.data(), nullptr, normed.data(),
            s.width);
  };
  const auto linear = [&](const std::vector<float>& in, const std::vector<float>& weight,
                          const std::vector<float>& bias, std::vector<float>& out, bool add,
                          Activation activation) {
    const std::size_t columns = bias.size();
    const std::size_t inner = weight.size() / columns;
    if (observer && add) before = out;
    executor.run(rows,
                 LinearKernel{in.data(), weight.data(), bias.data(), add ? out.data() : nullptr,
                              out.data(), inner, columns, 0, columns, activation});
    observe(activation == Activation::gelu_new ? Kind::gelu_linear : Kind::linear, in.data(), inner,
            weight.data(), bias.data(), add ? before.data() : nullptr, out.data(), columns);
  };

  executor.run(rows, EmbedKernel{weights_.tokens.data(), weights_.positions.data(),
                                 batch.token.data(), batch.position.data(), x.data(), s.width});
  observe(Kind::embed, nullptr, 0, weights_.tokens.data(), weights_.positions.data(), nullptr,
          x.data(), s.width);
  for (; layer_number < s.layers; ++layer_number) {
    const LayerWeights& layer = weights_.layers[layer_number];
    norm(layer.norm1, layer.norm1_bias);
    linear(normed, layer.qkv, layer.qkv_bias, qkv, false, Activation::none);
    executor.run(rows, StoreKernel{qkv.data(), batch.slot.data(), cache.keys(layer_number),
                                   cache.values(layer_number), s.width});
    executor.run(rows * s.heads,
                 AttentionKernel{qkv.data(), cache.keys(layer_number), cache.values(layer_number),
                                 batch.path.data(), batch.path_begin.data(), mixed.data(), s.width,
                                 s.heads, longest});
    observe(Kind::attention, qkv.data(), 3 * s.width, nullptr, nullptr, nullptr, mixed.data(),
            s.width);
    linear(mixed, layer.project, layer.project_bias, x, true, Activation::none);
    norm(layer.norm2, layer.norm2_bias);
    linear(normed, layer.up, layer.up_bias, up, false, Activation::gelu_new);
    linear(up, layer.down, layer.down_bias, x, true, Activation::none);
  }
  norm(weights_.norm, weights_.norm_bias);
  return normed;
}

std::vector<float> Network::logits(std::span<const float> hidden, std::size_t first,
                                   std::size_t count, const Executor& executor) const {
  const std::size_t rows = hidden.size() / shape().width;
  std::vector<float> result(rows * count);
  executor.run(rows, LinearKernel{hidden.data(), head_.data(), nullptr, nullptr, result.data(),
                                  shape().width, shape().vocabulary, first, count});
  return result;
}

}  // namespace sidproof::reference
