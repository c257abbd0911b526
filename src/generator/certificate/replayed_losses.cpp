// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/certificate/replayed_losses.hpp"

#include <cmath>
#include <vector>

#include "exact/ball.hpp"
#include "generator/certificate/certified_numbers.hpp"

namespace sidproof::reference {
namespace {

using Balls = std::vector<Ball>;

Ball exactly(double value, int bits) {
  int exponent = 0;
  const double mantissa = std::frexp(value, &exponent);
  return Ball::dyadic(static_cast<std::int64_t>(std::ldexp(mantissa, 53)), exponent - 53, bits);
}

Balls exactly(std::span<const float> values, int bits) {
  Balls balls;
  balls.reserve(values.size());
  for (const float value : values) balls.push_back(exactly(double{value}, bits));
  return balls;
}

Ball square_root(const Ball& x) { return exp(log(x) / Ball(2, x.bits())); }

// arctan(1/n) by its series; what is left out is below the radius that is added.
Ball arctan_of_inverse(std::int64_t n, int bits) {
  const Ball step(n * n, bits);
  Ball power = Ball(1, bits) / Ball(n, bits);
  Ball sum(0, bits);
  // 1/n^(2 bits) is below 2^(-4 bits) for n >= 5.
  for (int j = 0; j < bits; ++j) {
    const Ball term = power / Ball(2 * j + 1, bits);
    if (j % 2 == 0)
      sum += term;
    else
      sum -= term;
    power /= step;
  }
  const Ball third = Ball::fraction("1", "3", bits);
  return sum + (third - third);
}

// Machin 1706.
Ball pi(int bits) {
  return Ball(16, bits) * arctan_of_inverse(5, bits) - Ball(4, bits) * arctan_of_inverse(239, bits);
}

class RealNetwork {
 public:
  RealNetwork(const Weights& weights, int bits) : weights_(&weights), bits_(bits) {
    for (const LayerWeights& layer : weights.layers)
      layers_.push_back({exactly(layer.qkv, bits), exactly(layer.project, bits),
                         exactly(layer.up, bits), exactly(layer.down, bits)});
    keys_.resize(layers_.size());
    values_.resize(layers_.size());
    cubic_ = Ball::fraction("44715", "1000000", bits);
    slope_ = square_root(Ball(2, bits) / pi(bits));
  }

  // The hidden state of one more token, after the final norm.
  Balls step(std::uint32_t token) {
    const std::size_t d = weights_->shape.width;
    const std::size_t at = seen_++;
    Balls x;
    for (std::size_t i = 0; i < d; ++i)
      x.push_back(number(weights_->tokens[token * d + i]) +
                  number(weights_->positions[at * d + i]));
    for (std::size_t l = 0; l < layers_.size(); ++l) {
      const LayerWeights& layer = weights_->layers[l];
      const Balls qkv =
          affine(norm(x, layer.norm1, layer.norm1_bias), layers_[l].qkv, layer.qkv_bias);
      const auto part = [&](std::size_t which) {
        const auto begin = qkv.begin() + static_cast<std::ptrdiff_t>(which * d);
        return Balls(begin, begin + static_cast<std::ptrdiff_t>(d));
      };
      keys_[l].push_back(part(1));
      values_[l].push_back(part(2));
      add(x, affine(attention(l, part(0)), layers_[l].project, layer.project_bias));
      Balls up = affine(norm(x, layer.norm2, layer.norm2_bias), layers_[l].up, layer.up_bias);
      for (Ball& value : up) value = gelu(value);
      add(x, affine(up, layers_[l].down, layer.down_bias));
    }
    return norm(x, weights_->norm, weights_->norm_bias);
  }

  [[nodiscard]] Ball logit(const Balls& hidden, std::uint32_t token) const {
    const auto& head = weights_->shape.tied ? weights_->tokens : weights_->head;
    Ball sum(0, bits_);
    for (std::size_t i = 0; i < hidden.size(); ++i)
      sum += hidden[i] * number(head[token * hidden.size() + i]);
    return sum;
  }

 private:
  struct Layer {
    Balls qkv, project, up, down;
  };

  [[nodiscard]] Ball number(float value) const { return exactly(double{value}, bits_); }

  static void add(Balls& x, const Balls& y) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] += y[i];
  }

  [[nodiscard]] Balls affine(const Balls& x, const Balls& matrix,
                             std::span<const float> bias) const {
    Balls y = exactly(bias, bits_);
    for (std::size_t i = 0; i < x.size(); ++i)
      for (std::size_t j = 0; j < y.size(); ++j) y[j] += x[i] * matrix[i * y.size() + j];
    return y;
  }

  [[nodiscard]] Balls norm(const Balls& x, std::span<const float> weight,
                           std::span<const float> bias) const {
    const Ball count(static_cast<std::int64_t>(x.size()), bits_);
    Ball mean(0, bits_);
    for (const Ball& value : x) mean += value;
    mean /= count;
    Ball variance(0, bits_);
    for (const Ball& value : x) variance += (value - mean) * (value - mean);
    const Ball deviation = square_root(variance / count + exactly(weights_->shape.epsilon, bits_));
    Balls y;
    for (std::size_t i = 0; i < x.size(); ++i)
      y.push_back((x[i] - mean) / deviation * number(weight[i]) + number(bias[i]));
    return y;
  }

  [[nodiscard]] Balls attention(std::size_t l, const Balls& query) const {
    const std::size_t d = query.size();
    const std::size_t head_width = d / weights_->shape.heads;
    const Ball root = square_root(Ball(static_cast<std::int64_t>(head_width), bits_));
    Balls mixed(d, Ball(0, bits_));
    for (std::size_t from = 0; from < d; from += head_width) {
      Ball sum(0, bits_);
      for (std::size_t t = 0; t < seen_; ++t) {
        Ball score(0, bits_);
        for (std::size_t i = from; i < from + head_width; ++i) score += query[i] * keys_[l][t][i];
        const Ball share = exp(score / root);
        sum += share;
        for (std::size_t i = from; i < from + head_width; ++i) mixed[i] += share * values_[l][t][i];
      }
      for (std::size_t i = from; i < from + head_width; ++i) mixed[i] /= sum;
    }
    return mixed;
  }

  // x (1 + tanh u)/2, tanh by exponentials.
  [[nodiscard]] Ball gelu(const Ball& x) const {
    const Ball u = slope_ * (x + cubic_ * x * x * x);
    const Ball e = exp(u + u);
    return x * e / (e + Ball(1, bits_));
  }

  const Weights* weights_;
  int bits_;
  std::vector<Layer> layers_;
  Ball cubic_;
  Ball slope_;
  std::size_t seen_ = 0;
  std::vector<std::vector<Balls>> keys_;
  std::vector<std::vector<Balls>> values_;
};

struct Losses {
  Ball ar;
  Ball masked_ar;
};

Losses losses(const Weights& weights, const ReplayedPrefixes& prefixes,
              std::span<const std::uint32_t> prompt, const std::vector<std::uint32_t>& codes,
              int bits) {
  RealNetwork network(weights, bits);
  Balls hidden;
  for (const std::uint32_t token : prompt) hidden = network.step(token);
  Losses result{Ball(0, bits), Ball(0, bits)};
  std::uint32_t prefix = 0;
  for (std::size_t level = 0; level < codes.size(); ++level) {
    const std::uint32_t first = prefixes.first_token[level];
    const std::uint32_t begin = prefixes.first_child[level][prefix];
    const std::uint32_t end = prefixes.first_child[level][prefix + 1];
    Ball all(0, bits);
    Ball inside(0, bits);
    Ball own(0, bits);
    std::uint32_t child = begin;
    for (std::uint32_t code = 0; code < prefixes.levels.codebooks[level]; ++code) {
      const Ball logit = network.logit(hidden, first + code);
      const Ball mass = exp(logit);
      all += mass;
      if (code == codes[level]) own = logit;
      if (child == end || prefixes.levels.token[level + 1][child] != code) continue;
      inside += mass;
      if (code == codes[level]) prefix = child;
      ++child;
    }
    result.ar += log(all) - own;
    result.masked_ar += log(inside) - own;
    if (level + 1 < codes.size()) hidden = network.step(first + codes[level]);
  }
  return result;
}

}  // namespace

Result<CertifiedLosses> replayed_losses(const Weights& weights, const ReplayedPrefixes& prefixes,
                                        std::span<const std::uint32_t> prompt, std::uint32_t leaf) {
  const std::vector<std::uint32_t> codes = prefixes.codes(prefixes.length(), leaf);
  for (int bits = 240; bits <= 2048; bits *= 2) {
    const Losses found = losses(weights, prefixes, prompt, codes, bits);
    const auto ar = nearest_scaled(found.ar, loss_bits);
    const auto masked_ar = nearest_scaled(found.masked_ar, loss_bits);
    if (ar && masked_ar) return CertifiedLosses{*ar, *masked_ar};
  }
  return fail(ErrorCode::out_of_range, "the loss over the reals is not known to 100 bits");
}

}  // namespace sidproof::reference
