// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <ostream>
#include <span>
#include <vector>

#include "model/tabular.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof::properties {

/// What a law is checked on, as plain numbers so that RapidCheck can shrink it:
/// alphabets, codes, integer weights of the model's cells (used cyclically) and
/// counts of the items.
struct Instance {
  std::vector<std::uint32_t> alphabets;
  std::vector<Sequence> codes;
  std::vector<std::uint32_t> weights;
  std::vector<std::uint64_t> counts;

  [[nodiscard]] CodeSpace space() const { return CodeSpace(alphabets); }
  [[nodiscard]] TokenMap map() const { return {space(), codes}; }

  /// The weights of a shape's cells. A row of zeros gets its first weight 1; with
  /// `positive` every weight is raised by one.
  template <Shape S>
  [[nodiscard]] std::vector<std::uint32_t> cell_weights(const S& shape,
                                                        bool positive = false) const {
    std::vector<std::uint32_t> cells(shape.cells());
    for (std::size_t row = 0; row < shape.rows(); ++row) {
      std::uint64_t sum = 0;
      for (std::size_t cell = shape.row_begin(row); cell < shape.row_begin(row + 1); ++cell) {
        cells[cell] = weights[cell % weights.size()] + (positive ? 1 : 0);
        sum += cells[cell];
      }
      if (sum == 0) cells[shape.row_begin(row)] = 1;
    }
    return cells;
  }
  template <Arithmetic N, Shape S>
  [[nodiscard]] Tabular<N, S> model(bool positive = false) const {
    S shape(space());
    const std::vector<std::uint32_t> cells = cell_weights(shape, positive);
    return from_weights<N>(std::move(shape), std::span<const std::uint32_t>(cells));
  }
};

inline std::ostream& operator<<(std::ostream& out, const Instance& instance) {
  const auto list = [&out](const char* name, const auto& numbers) {
    out << name;
    for (const auto number : numbers) out << ' ' << number;
  };
  list("alphabets", instance.alphabets);
  for (const Sequence& code : instance.codes) list("; code", code);
  list("; weights", instance.weights);
  list("; counts", instance.counts);
  return out;
}

/// Which codes an instance has.
enum class Kind { fixed_length, any_length, bijection };

}  // namespace sidproof::properties
