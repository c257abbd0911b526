// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "tokenization/item_ids.hpp"

namespace sidproof {

/// One real vector an item, row-major, values.size() == rows * columns. Cheap to
/// copy: the values stay with their owner (memory or a mapped file). row < rows: callers look,
/// as with an array.
struct Features {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::span<const float> values;
  std::shared_ptr<const void> owner;
  ItemIds items;              ///< ids of the rows; row numbers unless the caller sets them
  std::uint64_t rounded = 0;  ///< values that changed when a float64 source became float32

  [[nodiscard]] std::span<const float> row(std::size_t row) const {
    return values.subspan(row * columns, columns);
  }

  /// Features that own their values. Throws std::invalid_argument unless values.size() is
  /// rows * columns.
  [[nodiscard]] static Features own(std::size_t rows, std::size_t columns,
                                    std::vector<float> values) {
    const bool fits = columns == 0
                          ? values.empty()
                          : values.size() % columns == 0 && values.size() / columns == rows;
    if (!fits) throw std::invalid_argument("not as many values as rows and columns have");
    auto storage = std::make_shared<const std::vector<float>>(std::move(values));
    const std::span<const float> view(*storage);
    return {rows, columns, view, std::move(storage), ItemIds::row_numbers(rows), 0};
  }
};

/// Codebooks that a model has learned: `levels` matrices of `size` codewords with
/// `columns` entries, values[(level * size + token) * columns + column]; level < levels and
/// token < size: callers look.
struct LearnedCodebooks {
  std::size_t levels = 0;
  std::size_t size = 0;
  std::size_t columns = 0;
  std::vector<float> values;

  [[nodiscard]] std::span<const float> codeword(std::size_t level, std::size_t token) const {
    return std::span(values).subspan((level * size + token) * columns, columns);
  }
};

}  // namespace sidproof
