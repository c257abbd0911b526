// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/network/weights.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "random/stream.hpp"

namespace sidproof::reference {
namespace {

std::string text_of(const std::vector<std::size_t>& shape) {
  std::string text = "[";
  for (const std::size_t extent : shape)
    text += (text.size() > 1 ? ", " : "") + std::to_string(extent);
  return text + "]";
}

// Calls f(name, shape, values, mean, deviation) for every tensor, in a fixed order.
template <class W, class F>
void for_each_tensor(W& weights, const F& f) {
  const Shape& s = weights.shape;
  using Extents = std::vector<std::size_t>;
  const auto matrix = [](std::size_t inputs) {
    return 1.0 / std::sqrt(static_cast<double>(inputs));
  };
  f("transformer.wte.weight", Extents{s.vocabulary, s.width}, weights.tokens, 0.0,
    2.0 * matrix(s.width));
  f("transformer.wpe.weight", Extents{s.positions, s.width}, weights.positions, 0.0,
    matrix(s.width));
  for (std::size_t i = 0; i < s.layers; ++i) {
    auto& layer = weights.layers[i];
    const std::string h = "transformer.h." + std::to_string(i) + ".";
    f(h + "ln_1.weight", Extents{s.width}, layer.norm1, 1.0, 0.1);
    f(h + "ln_1.bias", Extents{s.width}, layer.norm1_bias, 0.0, 0.1);
    f(h + "attn.c_attn.weight", Extents{s.width, 3 * s.width}, layer.qkv, 0.0, matrix(s.width));
    f(h + "attn.c_attn.bias", Extents{3 * s.width}, layer.qkv_bias, 0.0, 0.1);
    f(h + "attn.c_proj.weight", Extents{s.width, s.width}, layer.project, 0.0, matrix(s.width));
    f(h + "attn.c_proj.bias", Extents{s.width}, layer.project_bias, 0.0, 0.1);
    f(h + "ln_2.weight", Extents{s.width}, layer.norm2, 1.0, 0.1);
    f(h + "ln_2.bias", Extents{s.width}, layer.norm2_bias, 0.0, 0.1);
    f(h + "mlp.c_fc.weight", Extents{s.width, s.inner}, layer.up, 0.0, matrix(s.width));
    f(h + "mlp.c_fc.bias", Extents{s.inner}, layer.up_bias, 0.0, 0.1);
    f(h + "mlp.c_proj.weight", Extents{s.inner, s.width}, layer.down, 0.0, matrix(s.inner));
    f(h + "mlp.c_proj.bias", Extents{s.width}, layer.down_bias, 0.0, 0.1);
  }
  f("transformer.ln_f.weight", Extents{s.width}, weights.norm, 1.0, 0.1);
  f("transformer.ln_f.bias", Extents{s.width}, weights.norm_bias, 0.0, 0.1);
  if (!s.tied)
    f("lm_head.weight", Extents{s.vocabulary, s.width}, weights.head, 0.0, 2.0 * matrix(s.width));
  for (std::size_t j = 0; j < s.parallel_heads; ++j) {
    const std::string h = "pred_heads." + std::to_string(j) + ".linear.";
    f(h + "weight", Extents{s.width, s.width}, weights.heads[j].linear, 0.0, matrix(s.width));
    f(h + "bias", Extents{s.width}, weights.heads[j].linear_bias, 0.0, 0.1);
  }
}

Weights empty_weights(const Shape& shape) {
  Weights weights;
  weights.shape = shape;
  weights.layers.resize(shape.layers);
  weights.heads.resize(shape.parallel_heads);
  return weights;
}

std::size_t product(const std::vector<std::size_t>& shape) {
  std::size_t count = 1;
  for (const std::size_t extent : shape) count *= extent;
  return count;
}

}  // namespace

bool has_sizes(const Weights& weights) {
  const Shape& s = weights.shape;
  if (!validate(s) || weights.layers.size() != s.layers || weights.heads.size() != s.parallel_heads)
    return false;
  bool same = true;
  for_each_tensor(weights, [&same](const std::string&, const std::vector<std::size_t>& extents,
                                   const std::vector<float>& values, double,
                                   double) { same = same && values.size() == product(extents); });
  return same;
}

Weights random_weights(const Shape& shape, const Seed& seed) {
  Weights weights = empty_weights(shape);
  std::uint64_t tensor = 0;
  for_each_tensor(weights, [&](const std::string&, const std::vector<std::size_t>& extents,
                               std::vector<float>& values, double mean, double deviation) {
    RandomStream random(seed.derive(tensor++));
    const double reach = deviation * std::sqrt(3.0);
    values.resize(product(extents));
    for (float& value : values)
      value = static_cast<float>(mean + (2.0 * random.unit() - 1.0) * reach);
  });
  return weights;
}

Tensors to_tensors(const Weights& weights) {
  Tensors tensors;
  for_each_tensor(weights, [&](const std::string& name, const std::vector<std::size_t>& extents,
                               const std::vector<float>& values, double,
                               double) { tensors[name] = {extents, values}; });
  return tensors;
}

Result<Weights> from_tensors(const Shape& shape, Tensors tensors) {
  if (auto valid = validate(shape); !valid) return tl::unexpected(valid.error());
  for (const auto& [name, tensor] : tensors)
    for (std::size_t i = 0; i < tensor.values.size(); ++i)
      if (!std::isfinite(tensor.values[i]))
        return fail(ErrorCode::malformed, "value " + std::to_string(i) + " of the tensor '" + name +
                                              "' is not a finite number");
  Weights weights = empty_weights(shape);
  std::string problem;
  for_each_tensor(weights, [&](const std::string& name, const std::vector<std::size_t>& extents,
                               std::vector<float>& values, double, double) {
    if (!problem.empty()) return;
    const auto found = tensors.find(name);
    if (found == tensors.end()) {
      problem = "there is no tensor '" + name + "'";
      return;
    }
    if (found->second.shape != extents) {
      problem = "the tensor '" + name + "' has the shape " + text_of(found->second.shape) +
                ", not " + text_of(extents);
      return;
    }
    if (found->second.values.size() != product(extents)) {
      problem = "the tensor '" + name + "' holds " + std::to_string(found->second.values.size()) +
                " values, its shape says " + std::to_string(product(extents));
      return;
    }
    values = std::move(found->second.values);
    tensors.erase(found);
  });
  if (!problem.empty()) return fail(ErrorCode::malformed, problem);
  if (const auto head = tensors.find("lm_head.weight"); head != tensors.end()) {
    if (head->second.values != weights.tokens)
      return fail(ErrorCode::malformed,
                  "the head is tied but 'lm_head.weight' is not the token embedding", {},
                  "set tie_word_embeddings to false");
    tensors.erase(head);
  }
  if (!tensors.empty())
    return fail(ErrorCode::malformed,
                "the tensor '" + tensors.begin()->first + "' is no part of this network");
  return weights;
}

}  // namespace sidproof::reference
