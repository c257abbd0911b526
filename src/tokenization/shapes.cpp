// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/shapes.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace sidproof {

CascadedShape::CascadedShape(CodeSpace space, std::size_t limit)
    : space_(std::move(space)), first_row_{0}, first_cell_{0} {
  for (std::size_t j = 0; j < space_.length(); ++j) {
    const auto rows = space_.prefixes(j);
    const auto cells = space_.prefixes(j + 1);
    if (!cells || *cells > limit - first_cell_.back())
      throw std::length_error("more conditionals than a dense cascaded model may have");
    first_row_.push_back(first_row_.back() + static_cast<std::size_t>(*rows));
    first_cell_.push_back(first_cell_.back() + static_cast<std::size_t>(*cells));
  }
}

std::size_t CascadedShape::row_begin(std::size_t row) const {
  if (row >= rows()) return cells();
  const auto after = std::upper_bound(first_row_.begin(), first_row_.end(), row);
  const auto position = static_cast<std::size_t>(after - first_row_.begin()) - 1;
  return first_cell_[position] + (row - first_row_[position]) * space_.alphabet(position);
}

ParallelShape::ParallelShape(CodeSpace space) : space_(std::move(space)), first_cell_{0} {
  for (const std::uint32_t size : space_.alphabets())
    first_cell_.push_back(first_cell_.back() + size);
}

MarkovShape::MarkovShape(CodeSpace space) : space_(std::move(space)), row_begin_{0} {
  for (std::size_t j = 0; j < space_.length(); ++j) {
    first_row_.push_back(rows());
    const std::uint32_t previous = j == 0 ? 1 : space_.alphabet(j - 1);
    for (std::uint32_t t = 0; t < previous; ++t)
      row_begin_.push_back(row_begin_.back() + space_.alphabet(j));
  }
}

}  // namespace sidproof
