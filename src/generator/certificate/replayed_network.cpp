// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/certificate/replayed_network.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "generator/arithmetic/elementary.hpp"

namespace sidproof::reference {
namespace {

using Row = std::vector<float>;

// Term i goes to lane i mod 32; then lane l takes in lane l + 16, l + 8, ... l + 1.
template <class Term>
double by_lanes(std::size_t count, Term&& term) {
  std::array<double, 32> lane{};
  for (std::size_t i = 0; i < count; ++i) lane[i % 32] = lane[i % 32] + term(i);
  for (std::size_t width = 16; width >= 1; width /= 2)
    for (std::size_t l = 0; l < width; ++l) lane[l] = lane[l] + lane[l + width];
  return lane[0];
}

Row normed(const Row& x, const Row& weight, const Row& bias, double epsilon) {
  const auto count = static_cast<double>(x.size());
  const double mean = by_lanes(x.size(), [&](std::size_t i) { return double{x[i]}; }) / count;
  const double squares = by_lanes(x.size(), [&](std::size_t i) {
    const double centred = double{x[i]} - mean;
    return centred * centred;
  });
  const double inverse = 1.0 / std::sqrt(squares / count + epsilon);
  Row y(x.size());
  for (std::size_t i = 0; i < x.size(); ++i)
    y[i] =
        static_cast<float>((double{x[i]} - mean) * inverse * double{weight[i]} + double{bias[i]});
  return y;
}

// x W, in binary64: terms in the order of the inputs.
std::vector<double> product(const Row& x, const Row& matrix) {
  const std::size_t outputs = matrix.size() / x.size();
  std::vector<double> sums(outputs, 0.0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto factor = double{x[i]};
    const float* row = matrix.data() + i * outputs;
    for (std::size_t j = 0; j < outputs; ++j) sums[j] = sums[j] + factor * double{row[j]};
  }
  return sums;
}

void add_product(Row& x, const Row& in, const Row& matrix, const Row& bias) {
  const std::vector<double> sums = product(in, matrix);
  for (std::size_t j = 0; j < x.size(); ++j)
    x[j] = static_cast<float>(sums[j] + double{bias[j]} + double{x[j]});
}

}  // namespace

ReplayedNetwork::ReplayedNetwork(const Weights& weights) : weights_(&weights) {}

void ReplayedNetwork::Memory::forget() {
  for (auto* planes : {&keys, &values})
    for (std::vector<float>& plane : *planes) plane.resize(plane.size() / tokens * (tokens - 1));
  --tokens;
}

ReplayedNetwork::Memory ReplayedNetwork::empty() const {
  Memory memory;
  memory.keys.resize(weights_->layers.size());
  memory.values.resize(weights_->layers.size());
  return memory;
}

std::vector<float> ReplayedNetwork::step(Memory& memory, std::uint32_t token) const {
  const Shape& shape = weights_->shape;
  const std::size_t d = shape.width;
  const std::size_t head_width = d / shape.heads;
  const double root = std::sqrt(static_cast<double>(head_width));
  Row x(d);
  for (std::size_t i = 0; i < d; ++i)
    x[i] = weights_->tokens[token * d + i] + weights_->positions[memory.tokens * d + i];
  ++memory.tokens;
  for (std::size_t l = 0; l < weights_->layers.size(); ++l) {
    const LayerWeights& layer = weights_->layers[l];
    const std::vector<double> sums =
        product(normed(x, layer.norm1, layer.norm1_bias, shape.epsilon), layer.qkv);
    Row qkv(3 * d);
    for (std::size_t j = 0; j < qkv.size(); ++j)
      qkv[j] = static_cast<float>(sums[j] + double{layer.qkv_bias[j]});
    Row& keys = memory.keys[l];
    Row& values = memory.values[l];
    for (std::size_t i = 0; i < d; ++i) keys.push_back(qkv[d + i]);
    for (std::size_t i = 0; i < d; ++i) values.push_back(qkv[2 * d + i]);
    Row mixed(d);
    std::vector<double> share(memory.tokens);
    for (std::size_t head = 0; head < shape.heads; ++head) {
      const std::size_t from = head * head_width;
      double most = -HUGE_VAL;
      for (std::size_t t = 0; t < memory.tokens; ++t) {
        double dot = 0.0;
        for (std::size_t i = from; i < from + head_width; ++i)
          dot = dot + double{qkv[i]} * double{keys[t * d + i]};
        share[t] = dot / root;
        most = std::max(most, share[t]);
      }
      for (double& s : share) s = exponential(s - most);
      const double sum = by_lanes(memory.tokens, [&](std::size_t t) { return share[t]; });
      for (std::size_t i = from; i < from + head_width; ++i) {
        double value = 0.0;
        for (std::size_t t = 0; t < memory.tokens; ++t)
          value = value + share[t] * double{values[t * d + i]};
        mixed[i] = static_cast<float>(value / sum);
      }
    }
    add_product(x, mixed, layer.project, layer.project_bias);
    const std::vector<double> up =
        product(normed(x, layer.norm2, layer.norm2_bias, shape.epsilon), layer.up);
    Row active(up.size());
    for (std::size_t j = 0; j < up.size(); ++j) {
      constexpr double root_two_over_pi = 0.79788456080286535588;
      const double z = up[j] + double{layer.up_bias[j]};
      const double u = root_two_over_pi * (z + 0.044715 * (z * z * z));
      active[j] = static_cast<float>(z / (1.0 + exponential(-2.0 * u)));
    }
    add_product(x, active, layer.down, layer.down_bias);
  }
  return normed(x, weights_->norm, weights_->norm_bias, shape.epsilon);
}

std::vector<float> ReplayedNetwork::logits(std::span<const float> hidden, std::size_t first,
                                           std::size_t count) const {
  const std::size_t d = weights_->shape.width;
  const Row& head = weights_->shape.tied ? weights_->tokens : weights_->head;
  Row result(count);
  for (std::size_t c = 0; c < count; ++c) {
    double sum = 0.0;
    for (std::size_t i = 0; i < d; ++i)
      sum = sum + double{hidden[i]} * double{head[(first + c) * d + i]};
    result[c] = static_cast<float>(sum);
  }
  return result;
}

}  // namespace sidproof::reference
