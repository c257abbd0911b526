// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sidproof {

/// A matrix in tiles of 32 rows, column after column inside a tile: value (row,
/// column) stands at (row / 32 * columns + column) * 32 + row % 32. One vector
/// register then holds one column of several rows, so that sums over columns need
/// no horizontal addition and have one order for every vector width. Rows that
/// fill up the last tile are zero.
class Tiles {
 public:
  static constexpr std::size_t lanes = 32;

  Tiles(std::size_t rows, std::size_t columns)
      : rows_(rows), columns_(columns), values_((rows + lanes - 1) / lanes * lanes * columns) {}

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::size_t tiles() const { return (rows_ + lanes - 1) / lanes; }

  /// The columns * 32 values of one tile.
  [[nodiscard]] float* tile(std::size_t tile) { return values_.data() + tile * lanes * columns_; }
  [[nodiscard]] const float* tile(std::size_t tile) const {
    return values_.data() + tile * lanes * columns_;
  }

  [[nodiscard]] float& at(std::size_t row, std::size_t column) {
    return values_[(row / lanes * columns_ + column) * lanes + row % lanes];
  }
  [[nodiscard]] float at(std::size_t row, std::size_t column) const {
    return values_[(row / lanes * columns_ + column) * lanes + row % lanes];
  }

  /// The rows `chosen`, in that order.
  [[nodiscard]] Tiles select(std::span<const std::size_t> chosen) const;

 private:
  std::size_t rows_;
  std::size_t columns_;
  std::vector<float> values_;
};

}  // namespace sidproof
