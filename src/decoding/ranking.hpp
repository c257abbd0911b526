// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "exact/field.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof {

/// H5, the total order of results: higher score first, then tokens in
/// lexicographic order, then the smaller item. `item` is a row of the table.
template <OrderedField N>
[[nodiscard]] bool ranks_before(const N& score_a, SequenceView a, std::size_t item_a,
                                const N& score_b, SequenceView b, std::size_t item_b) {
  if (!(score_a == score_b)) return score_b < score_a;
  if (!std::ranges::equal(a, b)) return std::ranges::lexicographical_compare(a, b);
  return item_a < item_b;
}

/// All items of a map in the order H5 by score. One score for each item; throws
/// std::invalid_argument otherwise.
template <OrderedField N>
[[nodiscard]] std::vector<std::uint32_t> rank_items(const std::vector<N>& scores,
                                                    const TokenMap& map) {
  if (scores.size() != map.items()) throw std::invalid_argument("not one score for each item");
  std::vector<std::uint32_t> order(map.items());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return ranks_before(scores[a], map[a], a, scores[b], map[b], b);
  });
  return order;
}

}  // namespace sidproof
