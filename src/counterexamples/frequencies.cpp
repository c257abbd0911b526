// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/frequencies.hpp"

#include <utility>
#include <vector>

namespace sidproof {

CascadedTable<Rational> next_token_frequencies(const TokenMap& map,
                                               const std::vector<Rational>& weights) {
  CascadedShape shape(map.space());
  std::vector<Rational> cells(shape.cells());
  for (std::size_t v = 0; v < map.items(); ++v)
    for (std::size_t j = 0; j < map[v].size(); ++j)
      cells[shape.row_begin(shape.row_of(map[v].first(j))) + map[v][j]] += weights[v];
  for (std::size_t row = 0; row < shape.rows(); ++row) {
    Rational sum = 0;
    for (std::size_t c = shape.row_begin(row); c < shape.row_begin(row + 1); ++c) sum += cells[c];
    if (sum != 0) continue;
    for (std::size_t c = shape.row_begin(row); c < shape.row_begin(row + 1); ++c) cells[c] = 1;
  }
  return softmax<Rational>(std::move(shape), std::move(cells));
}

}  // namespace sidproof
