// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace sidproof {

/// A law on the tokens of one position: weights over their common denominator, in
/// lowest terms.
struct RowLaw {
  std::vector<std::uint32_t> weights;  ///< sum to denominator; greatest common divisor 1
  std::uint32_t denominator = 1;
};

/// Every law on `tokens` tokens whose least common denominator is at most `largest`,
/// each once: smaller denominators first, then larger first weights first. `positive`:
/// only those without a zero (there is none when largest < tokens).
[[nodiscard]] std::vector<RowLaw> row_laws(std::uint32_t tokens, std::uint32_t largest,
                                           bool positive);

}  // namespace sidproof
