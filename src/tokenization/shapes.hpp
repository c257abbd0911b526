// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tokenization/code_space.hpp"

namespace sidproof {

/// Which conditionals a model keeps apart. Each kept law q(.|row) is a *row*; its
/// entries are consecutive *cells* of one flat array. A shape says which cell
/// holds q(token | prefix); two shapes are THEORY's two tokenizations. Rows are below rows()
/// (row_begin() takes rows() too), prefixes proper ones of the space: callers look.
template <class S>
concept Shape =
    requires(const S& shape, SequenceView prefix, std::uint32_t token, std::size_t row) {
      { shape.space() } -> std::same_as<const CodeSpace&>;
      { shape.cells() } -> std::same_as<std::size_t>;
      { shape.rows() } -> std::same_as<std::size_t>;
      { shape.row_begin(row) } -> std::same_as<std::size_t>;  // row_begin(rows()) == cells()
      { shape.row_of(prefix) } -> std::same_as<std::size_t>;  // prefix.size() < space().length()
    };

/// Cascaded: one row for each proper prefix, shorter ones first, in
/// lexicographic order.
class CascadedShape {
 public:
  /// Throws std::length_error when there are more than `limit` cells.
  explicit CascadedShape(CodeSpace space, std::size_t limit = default_limit);

  [[nodiscard]] const CodeSpace& space() const { return space_; }
  [[nodiscard]] std::size_t cells() const { return first_cell_.back(); }
  [[nodiscard]] std::size_t rows() const { return first_row_.back(); }
  [[nodiscard]] std::size_t row_begin(std::size_t row) const;
  [[nodiscard]] std::size_t row_of(SequenceView prefix) const {
    return first_row_[prefix.size()] + static_cast<std::size_t>(space_.index(prefix));
  }

  static constexpr std::size_t default_limit = std::size_t{1} << 26U;

 private:
  CodeSpace space_;
  std::vector<std::size_t> first_row_;   // of each prefix length; last: rows()
  std::vector<std::size_t> first_cell_;  // of each position; last: cells()
};

/// Parallel: one row for each position; the prefix is ignored.
class ParallelShape {
 public:
  explicit ParallelShape(CodeSpace space);

  [[nodiscard]] const CodeSpace& space() const { return space_; }
  [[nodiscard]] std::size_t cells() const { return first_cell_.back(); }
  [[nodiscard]] std::size_t rows() const { return space_.length(); }
  [[nodiscard]] std::size_t row_begin(std::size_t row) const { return first_cell_[row]; }
  [[nodiscard]] std::size_t row_of(SequenceView prefix) const { return prefix.size(); }

 private:
  CodeSpace space_;
  std::vector<std::size_t> first_cell_;
};

/// Markov of order one (bigram): one row for the first position, then one for
/// each position and previous token.
class MarkovShape {
 public:
  explicit MarkovShape(CodeSpace space);

  [[nodiscard]] const CodeSpace& space() const { return space_; }
  [[nodiscard]] std::size_t cells() const { return row_begin_.back(); }
  [[nodiscard]] std::size_t rows() const { return row_begin_.size() - 1; }
  [[nodiscard]] std::size_t row_begin(std::size_t row) const { return row_begin_[row]; }
  [[nodiscard]] std::size_t row_of(SequenceView prefix) const {
    return prefix.empty() ? 0 : first_row_[prefix.size()] + prefix.back();
  }

 private:
  CodeSpace space_;
  std::vector<std::size_t> first_row_;
  std::vector<std::size_t> row_begin_;
};

static_assert(Shape<CascadedShape> && Shape<ParallelShape> && Shape<MarkovShape>);

}  // namespace sidproof
