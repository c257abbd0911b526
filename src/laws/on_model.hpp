// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "laws/instance.hpp"
#include "laws/registry.hpp"
#include "tokenization/any_shape.hpp"

namespace sidproof {

/// A model of any shape, so that a law is compiled once for each number type.
template <Field F>
using AnyTable = Tabular<F, AnyShape>;

/// The shape of an instance's model; a mixture is a cascaded model.
[[nodiscard]] inline AnyShape shape_of(const Instance& instance, ModelShape shape) {
  switch (shape) {
    case ModelShape::parallel: return AnyShape(ParallelShape(instance.space()));
    case ModelShape::markov: return AnyShape(MarkovShape(instance.space()));
    case ModelShape::cascaded:
    case ModelShape::mixture: break;
  }
  return AnyShape(CascadedShape(instance.space()));
}

/// The instance's model of this shape.
template <Field F>
[[nodiscard]] AnyTable<F> model_of(const Instance& instance, ModelShape shape,
                                   bool positive = false) {
  if (shape != ModelShape::mixture)
    return instance.model_of<F>(shape_of(instance, shape), positive);
  const CascadedTable<F> mixed = instance.mixed_model<F>(positive);
  return {AnyShape(mixed.shape()), std::vector<F>(mixed.cells().begin(), mixed.cells().end())};
}

}  // namespace sidproof
