// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/append_counters.hpp"

#include <algorithm>

namespace sidproof {

CodeRows append_counters(const CodeRows& codes,
                         const std::vector<std::optional<std::uint32_t>>& counter) {
  CodeRows result;
  result.codebooks = codes.codebooks;
  result.tokens.reserve(codes.tokens.size() + codes.rows());
  result.offsets.reserve(codes.rows() + 1);
  for (std::size_t row = 0; row < codes.rows(); ++row) {
    const auto code = codes[row];
    result.tokens.insert(result.tokens.end(), code.begin(), code.end());
    if (counter[row]) {
      const std::size_t position = code.size();
      const std::uint32_t base = position < codes.codebooks.size() ? codes.codebooks[position] : 0;
      if (position >= result.codebooks.size()) result.codebooks.resize(position + 1);
      const std::uint32_t token = base + *counter[row];
      result.codebooks[position] = std::max(result.codebooks[position], token + 1);
      result.tokens.push_back(token);
    }
    result.offsets.push_back(result.tokens.size());
  }
  return result;
}

}  // namespace sidproof
