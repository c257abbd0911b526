// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/atomic.hpp"

namespace sidproof {

CodeRows atomic_codes(std::size_t rows) {
  CodeRows codes = CodeRows::zeros(rows, {static_cast<std::uint32_t>(rows)});
  for (std::size_t row = 0; row < rows; ++row) codes[row][0] = static_cast<std::uint32_t>(row);
  return codes;
}

}  // namespace sidproof
