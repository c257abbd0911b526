// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/certificate/weights_hash.hpp"

#include <bit>
#include <charconv>

namespace sidproof::reference {

std::string epsilon_text(double epsilon) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, epsilon).ptr;
  return {text, end};
}

Sha256::Digest weights_hash(const Weights& weights) {
  const Shape& shape = weights.shape;
  Sha256 hash;
  hash.bytes("sidproof.weights/1\n");
  for (const std::size_t size :
       {shape.vocabulary, shape.positions, shape.width, shape.layers, shape.heads, shape.inner})
    hash.number(size);
  hash.text(epsilon_text(shape.epsilon)).number(shape.tied ? 1 : 0);
  if (shape.parallel_heads > 0)
    hash.number(shape.parallel_heads).text(epsilon_text(shape.head_temperature));
  const Tensors tensors = to_tensors(weights);
  hash.number(tensors.size());
  for (const auto& [name, tensor] : tensors) {
    hash.text(name).number(tensor.shape.size());
    for (const std::size_t extent : tensor.shape) hash.number(extent);
    for (const float value : tensor.values) hash.word(std::bit_cast<std::uint32_t>(value));
  }
  return hash.finish();
}

}  // namespace sidproof::reference
