// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "model/conditional_model.hpp"
#include "tokenization/shapes.hpp"

namespace sidproof {

/// A model that is a table of conditionals, one number a cell of its shape.
template <Arithmetic N, Shape S>
class Tabular {
 public:
  using number = N;
  using shape_type = S;

  /// Throws std::invalid_argument unless there is one value per cell.
  Tabular(S shape, std::vector<N> cells) : shape_(std::move(shape)), cells_(std::move(cells)) {
    if (cells_.size() != shape_.cells())
      throw std::invalid_argument("a table of conditionals of the wrong size");
  }

  [[nodiscard]] const S& shape() const { return shape_; }
  [[nodiscard]] const CodeSpace& space() const { return shape_.space(); }
  [[nodiscard]] std::span<const N> cells() const { return cells_; }
  [[nodiscard]] std::span<const N> row(std::size_t row) const {
    return std::span<const N>(cells_).subspan(shape_.row_begin(row),
                                              shape_.row_begin(row + 1) - shape_.row_begin(row));
  }
  [[nodiscard]] const N& conditional(SequenceView prefix, std::uint32_t token) const {
    return cells_[shape_.row_begin(shape_.row_of(prefix)) + token];
  }

 private:
  S shape_;
  std::vector<N> cells_;
};

/// Dense cascaded model: a free law at every prefix.
template <Arithmetic N>
using CascadedTable = Tabular<N, CascadedShape>;

/// Parallel heads: one law per position, whatever the prefix.
template <Arithmetic N>
using ParallelHeads = Tabular<N, ParallelShape>;

/// Bigram model: the law depends on the position and the previous token.
template <Arithmetic N>
using MarkovModel = Tabular<N, MarkovShape>;

/// Softmax from weights e^logit: each row divided by its sum. Throws
/// std::overflow_error when a row sums to zero.
template <Arithmetic N, Shape S>
[[nodiscard]] Tabular<N, S> softmax(S shape, std::vector<N> weights) {
  for (std::size_t row = 0; row < shape.rows(); ++row) {
    N sum(0);
    for (std::size_t cell = shape.row_begin(row); cell < shape.row_begin(row + 1); ++cell)
      sum += weights.at(cell);
    // One division a row: in a prime field it costs as much as a hundred products.
    const N scale = N(1) / sum;
    for (std::size_t cell = shape.row_begin(row); cell < shape.row_begin(row + 1); ++cell)
      weights[cell] *= scale;
  }
  return Tabular<N, S>(std::move(shape), std::move(weights));
}

/// softmax() of integer weights >= 0, not all zero in a row.
template <Arithmetic N, Shape S>
[[nodiscard]] Tabular<N, S> from_weights(S shape, std::span<const std::uint32_t> weights) {
  std::vector<N> cells;
  cells.reserve(weights.size());
  for (const std::uint32_t weight : weights) cells.push_back(N(std::int64_t{weight}));
  return softmax<N, S>(std::move(shape), std::move(cells));
}

/// Every row uniform.
template <Arithmetic N, Shape S>
[[nodiscard]] Tabular<N, S> uniform_model(const S& shape) {
  return softmax<N, S>(shape, std::vector<N>(shape.cells(), N(1)));
}

/// The parallel model that emits one sequence with certainty (B2's witness).
template <Arithmetic N>
[[nodiscard]] ParallelHeads<N> deterministic_model(const CodeSpace& space, SequenceView emitted) {
  ParallelShape shape(space);
  std::vector<N> cells(shape.cells(), N(0));
  for (std::size_t j = 0; j < emitted.size(); ++j) cells[shape.row_begin(j) + emitted[j]] = N(1);
  return ParallelHeads<N>(std::move(shape), std::move(cells));
}

/// The model in every row, written out over another shape of the same space: a
/// parallel or Markov model becomes the cascaded table with the same conditionals.
template <ConditionalModel M>
[[nodiscard]] CascadedTable<typename M::number> as_cascaded(const M& model) {
  CascadedShape shape(model.space());
  std::vector<typename M::number> cells;
  cells.reserve(shape.cells());
  for (std::size_t j = 0; j < model.space().length(); ++j) {
    std::vector<std::uint32_t> alphabets = model.space().alphabets();
    alphabets.resize(j);
    CodeSpace(std::move(alphabets)).for_each([&](SequenceView prefix) {
      for (std::uint32_t token = 0; token < model.space().alphabet(j); ++token)
        cells.push_back(model.conditional(prefix, token));
    });
  }
  return CascadedTable<typename M::number>(std::move(shape), std::move(cells));
}

/// The first row that is no law, if any: its entries do not sum to 1 or (in an
/// ordered field) one of them is negative.
template <Field N, Shape S>
[[nodiscard]] std::optional<std::size_t> first_row_that_is_no_law(const Tabular<N, S>& model) {
  for (std::size_t row = 0; row < model.shape().rows(); ++row) {
    N sum(0);
    bool negative = false;
    for (const N& probability : model.row(row)) {
      sum += probability;
      if constexpr (OrderedField<N>) negative = negative || probability < N(0);
    }
    if (negative || !(sum == N(1))) return row;
  }
  return std::nullopt;
}

/// Are all conditionals non-zero? In an ordered field whose rows are laws: is the
/// model positive, as a softmax is?
template <Field N, Shape S>
[[nodiscard]] bool has_no_zero(const Tabular<N, S>& model) {
  for (const N& probability : model.cells())
    if (is_zero(probability)) return false;
  return true;
}

}  // namespace sidproof
