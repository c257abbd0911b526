// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "model/tabular.hpp"
#include "objective/gradient.hpp"

namespace sidproof {

/// The maximiser of lik_AR in the family of a shape: in every row the frequencies of
/// the tokens met there. Rows that no example meets are uniform; for codes
/// of one length no mass reaches them.
template <Field F, Shape S>
[[nodiscard]] Tabular<F, S> best_of_family(const S& shape, const TokenMap& map,
                                           const ItemCounts& counts) {
  const std::vector<std::uint64_t> met = cell_counts(shape, map, counts);
  std::vector<F> weights;
  for (std::size_t row = 0; row < shape.rows(); ++row) {
    const std::size_t end = shape.row_begin(row + 1);
    std::uint64_t sum = 0;
    for (std::size_t cell = shape.row_begin(row); cell < end; ++cell) sum += met[cell];
    for (std::size_t cell = shape.row_begin(row); cell < end; ++cell)
      weights.push_back(F(sum == 0 ? 1 : static_cast<std::int64_t>(met[cell])));
  }
  return softmax<F, S>(shape, std::move(weights));
}

}  // namespace sidproof
