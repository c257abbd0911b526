// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>
#include <variant>

#include "tokenization/shapes.hpp"

namespace sidproof {

/// One of the shapes, chosen at run time: what a formula is compiled for once and
/// then runs on all of them.
class AnyShape {
 public:
  explicit AnyShape(CascadedShape shape) : shape_(std::move(shape)) {}
  explicit AnyShape(ParallelShape shape) : shape_(std::move(shape)) {}
  explicit AnyShape(MarkovShape shape) : shape_(std::move(shape)) {}

  [[nodiscard]] const CodeSpace& space() const {
    return std::visit([](const auto& shape) -> const CodeSpace& { return shape.space(); }, shape_);
  }
  [[nodiscard]] std::size_t cells() const {
    return std::visit([](const auto& shape) { return shape.cells(); }, shape_);
  }
  [[nodiscard]] std::size_t rows() const {
    return std::visit([](const auto& shape) { return shape.rows(); }, shape_);
  }
  [[nodiscard]] std::size_t row_begin(std::size_t row) const {
    return std::visit([row](const auto& shape) { return shape.row_begin(row); }, shape_);
  }
  [[nodiscard]] std::size_t row_of(SequenceView prefix) const {
    return std::visit([prefix](const auto& shape) { return shape.row_of(prefix); }, shape_);
  }

 private:
  std::variant<CascadedShape, ParallelShape, MarkovShape> shape_;
};

static_assert(Shape<AnyShape>);

}  // namespace sidproof
