// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/counter_modulo.hpp"

#include <optional>
#include <vector>

#include "tokenizers/append_counters.hpp"

namespace sidproof {

CodeRows counter_modulo(const CodeRows& codes, std::uint32_t vocabulary) {
  std::vector<std::optional<std::uint32_t>> counter(codes.rows(), 0U);
  for (const auto& group : collision_groups(codes)) {
    std::uint32_t next = 0;
    for (const std::size_t row : group) counter[row] = next++ % vocabulary;
  }
  CodeRows result = append_counters(codes, counter);
  // The position offers the whole vocabulary, used or not.
  for (std::size_t j = 0; j < result.codebooks.size(); ++j) {
    const std::uint32_t base = j < codes.codebooks.size() ? codes.codebooks[j] : 0;
    if (result.codebooks[j] > base) result.codebooks[j] = base + vocabulary;
  }
  return result;
}

}  // namespace sidproof
