// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "model/sequence_law.hpp"
#include "model/tabular.hpp"
#include "objective/likelihood.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof {

/// What a law is checked on, as plain small numbers, so that it can be drawn,
/// shrunk, printed and stored. Well formed: no empty alphabet, at least one code,
/// every code in the space, one count per code.
struct Instance {
  std::vector<std::uint32_t> alphabets;
  std::vector<Sequence> codes;
  std::vector<std::uint32_t> weights;  ///< of the model's cells, used cyclically; none: all 1
  ItemCounts counts;                   ///< n(v) after one history
  /// Whatever else a law wants chosen (items in stock, owners of sequences, a beam's
  /// width, the codes after another history ...), used cyclically; none: all 0.
  std::vector<std::uint32_t> choices;

  [[nodiscard]] CodeSpace space() const { return CodeSpace(alphabets); }
  [[nodiscard]] TokenMap map() const { return {space(), codes}; }
  [[nodiscard]] std::uint32_t choice(std::size_t index) const {
    return choices.empty() ? 0 : choices[index % choices.size()];
  }

  /// The weights of a shape's cells. A row of zeros gets its first weight 1; with
  /// `positive` every weight is raised by one.
  template <Shape S>
  [[nodiscard]] std::vector<std::uint32_t> cell_weights(const S& shape,
                                                        bool positive = false) const {
    std::vector<std::uint32_t> cells(shape.cells());
    for (std::size_t row = 0; row < shape.rows(); ++row) {
      std::uint64_t sum = 0;
      for (std::size_t cell = shape.row_begin(row); cell < shape.row_begin(row + 1); ++cell) {
        cells[cell] =
            (weights.empty() ? 1U : weights[cell % weights.size()]) + (positive ? 1U : 0U);
        sum += cells[cell];
      }
      if (sum == 0) cells[shape.row_begin(row)] = 1;
    }
    return cells;
  }

  /// The model of a shape over space() with these weights: any table of rational
  /// conditionals arises this way.
  template <Arithmetic N, Shape S>
  [[nodiscard]] Tabular<N, S> model_of(S shape, bool positive = false) const {
    const std::vector<std::uint32_t> cells = cell_weights(shape, positive);
    return from_weights<N>(std::move(shape), std::span<const std::uint32_t>(cells));
  }
  template <Arithmetic N, Shape S>
  [[nodiscard]] Tabular<N, S> model(bool positive = false) const {
    return model_of<N>(S(space()), positive);
  }

  /// A mixture of two sequence measures, one part of the cascaded model with these
  /// weights and two parts of the parallel one, as the cascaded model it is.
  template <Field N>
  [[nodiscard]] CascadedTable<N> mixed_model(bool positive = false) const {
    return conditionals_of(
        mixture<N>({{fraction<N>(1, 3), sequence_law(model<N, CascadedShape>(positive))},
                    {fraction<N>(2, 3), sequence_law(model<N, ParallelShape>(positive))}}));
  }

  /// The same codes after another history: weights and counts moved round by `places`.
  [[nodiscard]] Instance after(std::size_t places) const;

  friend bool operator==(const Instance&, const Instance&) = default;
};

/// "alphabets 2 2; code 0 1; code; weights 1 0; counts 3 0; choices 1".
[[nodiscard]] std::string text_of_instance(const Instance& instance);
std::ostream& operator<<(std::ostream& out, const Instance& instance);

}  // namespace sidproof
