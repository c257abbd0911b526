// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <span>
#include <vector>

#include "generator/network/weights.hpp"

namespace sidproof {

/// The state of the last token of a sequence after the final norm, by GPT-2 as its paper
/// and its published code define it: plain loops in binary64 over the whole sequence,
/// with the standard library's tanh and exp.
inline std::vector<double> gpt2_state_by_hand(const reference::Weights& weights,
                                              std::span<const std::uint32_t> tokens) {
  using Row = std::vector<double>;
  const auto& shape = weights.shape;
  const std::size_t d = shape.width;
  const auto linear = [](const Row& x, const std::vector<float>& w, const std::vector<float>& b) {
    Row y(b.begin(), b.end());
    for (std::size_t i = 0; i < x.size(); ++i)
      for (std::size_t j = 0; j < y.size(); ++j)
        y[j] += x[i] * static_cast<double>(w[i * y.size() + j]);
    return y;
  };
  const auto norm = [&](const Row& x, const std::vector<float>& w, const std::vector<float>& b) {
    double mean = 0;
    double variance = 0;
    for (const double value : x) mean += value / static_cast<double>(d);
    for (const double value : x)
      variance += (value - mean) * (value - mean) / static_cast<double>(d);
    Row y(d);
    for (std::size_t i = 0; i < d; ++i)
      y[i] = (x[i] - mean) / std::sqrt(variance + shape.epsilon) * static_cast<double>(w[i]) +
             static_cast<double>(b[i]);
    return y;
  };
  std::vector<Row> x;
  for (std::size_t t = 0; t < tokens.size(); ++t) {
    Row row(d);
    for (std::size_t i = 0; i < d; ++i)
      row[i] = static_cast<double>(weights.tokens[tokens[t] * d + i]) +
               static_cast<double>(weights.positions[t * d + i]);
    x.push_back(row);
  }
  const std::size_t head_width = d / shape.heads;
  for (const auto& layer : weights.layers) {
    std::vector<Row> qkv;
    for (const Row& row : x)
      qkv.push_back(linear(norm(row, layer.norm1, layer.norm1_bias), layer.qkv, layer.qkv_bias));
    for (std::size_t t = 0; t < x.size(); ++t) {
      Row mixed(d, 0.0);
      for (std::size_t head = 0; head < shape.heads; ++head) {
        Row attention(t + 1);
        double sum = 0;
        for (std::size_t s = 0; s <= t; ++s) {
          double score = 0;
          for (std::size_t i = head * head_width; i < (head + 1) * head_width; ++i)
            score += qkv[t][i] * qkv[s][d + i];
          attention[s] = std::exp(score / std::sqrt(static_cast<double>(head_width)));
          sum += attention[s];
        }
        for (std::size_t s = 0; s <= t; ++s)
          for (std::size_t i = head * head_width; i < (head + 1) * head_width; ++i)
            mixed[i] += attention[s] / sum * qkv[s][2 * d + i];
      }
      const Row added = linear(mixed, layer.project, layer.project_bias);
      for (std::size_t i = 0; i < d; ++i) x[t][i] += added[i];
    }
    for (Row& row : x) {
      Row up = linear(norm(row, layer.norm2, layer.norm2_bias), layer.up, layer.up_bias);
      for (double& value : up)
        value = 0.5 * value *
                (1 + std::tanh(std::sqrt(2 / std::numbers::pi) *
                               (value + 0.044715 * value * value * value)));
      const Row down = linear(up, layer.down, layer.down_bias);
      for (std::size_t i = 0; i < d; ++i) row[i] += down[i];
    }
  }
  return norm(x.back(), weights.norm, weights.norm_bias);
}

/// The logits of the last token.
inline std::vector<double> gpt2_by_hand(const reference::Weights& weights,
                                        std::span<const std::uint32_t> tokens) {
  const auto& shape = weights.shape;
  const std::size_t d = shape.width;
  const std::vector<double> last = gpt2_state_by_hand(weights, tokens);
  const auto& head = shape.tied ? weights.tokens : weights.head;
  std::vector<double> logits(shape.vocabulary, 0.0);
  for (std::size_t token = 0; token < shape.vocabulary; ++token)
    for (std::size_t i = 0; i < d; ++i)
      logits[token] += last[i] * static_cast<double>(head[token * d + i]);
  return logits;
}

}  // namespace sidproof
