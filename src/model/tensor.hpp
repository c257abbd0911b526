// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace sidproof {

/// An array of binary32 numbers, row-major: the product of the shape's extents many.
struct Tensor {
  std::vector<std::size_t> shape;
  std::vector<float> values;
};

/// Tensors by name, as files of weights hold them.
using Tensors = std::map<std::string, Tensor>;

}  // namespace sidproof
