// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "model/tabular.hpp"
#include "objective/gradient.hpp"

namespace sidproof {

/// The table of a shape whose rows are proportional to the weights of its cells, and
/// uniform where these are all zero.
template <Field F, Shape S>
[[nodiscard]] Tabular<F, S> frequencies_of_cells(const S& shape, std::vector<F> weights) {
  for (std::size_t row = 0; row < shape.rows(); ++row) {
    const auto begin = weights.begin() + static_cast<std::ptrdiff_t>(shape.row_begin(row));
    const auto end = weights.begin() + static_cast<std::ptrdiff_t>(shape.row_begin(row + 1));
    if (std::all_of(begin, end, [](const F& weight) { return is_zero(weight); }))
      std::fill(begin, end, F(1));
  }
  return softmax<F, S>(shape, std::move(weights));
}

/// The maximiser of lik_AR in the family of a shape, for codes of any lengths: in every row
/// the frequencies of the tokens met there. Rows that no example meets are uniform; for
/// codes of one length no mass reaches them.
template <Field F, Shape S>
[[nodiscard]] Tabular<F, S> best_of_family(const S& shape, const TokenMap& map,
                                           const ItemCounts& counts) {
  const std::vector<std::uint64_t> met = cell_counts(shape, map, counts);
  std::vector<F> weights;
  for (std::size_t cell = 0; cell < met.size(); ++cell)
    weights.push_back(F(static_cast<std::int64_t>(met[cell])));
  return frequencies_of_cells(shape, std::move(weights));
}

/// The same where an example of item v weighs weights[v] >= 0.
template <Field F, Shape S>
[[nodiscard]] Tabular<F, S> best_of_family(const S& shape, const TokenMap& map,
                                           const std::vector<F>& weights) {
  std::vector<F> cells(shape.cells(), F(0));
  for (std::size_t v = 0; v < map.items(); ++v)
    for (std::size_t j = 0; j < map[v].size(); ++j)
      cells[shape.row_begin(shape.row_of(map[v].first(j))) + map[v][j]] += weights[v];
  return frequencies_of_cells(shape, std::move(cells));
}

}  // namespace sidproof
