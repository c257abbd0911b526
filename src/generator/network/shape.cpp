// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/network/shape.hpp"

#include <cmath>
#include <string>

#include "base/memory.hpp"

namespace sidproof::reference {

std::size_t Shape::parameters() const {
  const std::size_t layer = 4 * width * width + 2 * width * inner + 9 * width + inner;
  const std::size_t head = tied ? 0 : vocabulary * width;
  return (vocabulary + positions) * width + layers * layer + 2 * width + head +
         parallel_heads * (width * width + width);
}

double Shape::multiplications(std::size_t seen) const {
  const auto w = static_cast<double>(width);
  return static_cast<double>(layers) *
         (w * (4 * w + 2 * static_cast<double>(inner)) + 2 * w * static_cast<double>(seen));
}

Result<void> validate(const Shape& shape) {
  const std::size_t sizes[] = {shape.vocabulary, shape.positions, shape.width,
                               shape.layers,     shape.heads,     shape.inner};
  constexpr std::size_t most = std::size_t{1} << 31U;
  for (const std::size_t size : sizes) {
    if (size == 0) return fail(ErrorCode::usage, "a network's size is zero");
    if (size >= most) return fail(ErrorCode::too_large, "a network's size is 2^31 or more");
  }
  if (shape.width % shape.heads != 0)
    return fail(ErrorCode::usage,
                std::to_string(shape.heads) + " heads do not divide a width of " +
                    std::to_string(shape.width),
                {}, "choose a width that is a multiple of the heads");
  if (!(shape.epsilon > 0) || !std::isfinite(shape.epsilon))
    return fail(ErrorCode::usage, "the layer norms' epsilon is not a positive number");
  if (shape.parallel_heads > 0 && !shape.tied)
    return fail(ErrorCode::usage, "parallel heads are compared with the token embedding", {},
                "tie the head to it");
  if (shape.parallel_heads > 0 &&
      !(shape.head_temperature >= 1e-6 && shape.head_temperature <= 1e6))
    return fail(ErrorCode::usage, "the temperature of parallel heads lies outside 1e-6 ... 1e6");
  const double weights =
      (static_cast<double>(shape.vocabulary) * 2 + static_cast<double>(shape.positions)) *
          static_cast<double>(shape.width) +
      static_cast<double>(shape.parallel_heads) * static_cast<double>(shape.width) *
          static_cast<double>(shape.width + 1) +
      shape.multiplications(0);
  if (weights >= static_cast<double>(most))
    return fail(ErrorCode::too_large, "the network would have 2^31 weights or more", {},
                "choose a smaller width, fewer layers or a smaller table");
  return {};
}

Result<void> require_network_memory(const Shape& shape) {
  return require_memory("a network of these sizes",
                        2.0 * sizeof(float) * static_cast<double>(shape.parameters()),
                        "choose a smaller network");
}

}  // namespace sidproof::reference
