// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/tiles.hpp"

namespace sidproof {

Tiles Tiles::select(std::span<const std::size_t> chosen) const {
  Tiles selected(chosen.size(), columns_);
  for (std::size_t row = 0; row < chosen.size(); ++row)
    for (std::size_t j = 0; j < columns_; ++j) selected.at(row, j) = at(chosen[row], j);
  return selected;
}

}  // namespace sidproof
