// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/tables/token_values.hpp"

#include <algorithm>

#include "io/text/code_text.hpp"

namespace sidproof {

std::optional<TokenValues> TokenValues::of(const Table& table) {
  TokenValues codes;
  for (const Alphabet& alphabet : table.alphabets) {
    std::vector<std::uint32_t>& values = codes.values_.emplace_back();
    if (alphabet.is_numeric()) {
      if (alphabet.size() > 0) codes.largest_ = std::max(codes.largest_, alphabet.size() - 1);
      continue;
    }
    values.reserve(alphabet.size());
    for (std::uint32_t token = 0; token < alphabet.size(); ++token) {
      const std::string text = alphabet.text(token);
      const Result<std::uint32_t> value = parse_code(text, {}, {});
      if (!value || !is_decimal(text)) return std::nullopt;
      values.push_back(*value);
      codes.largest_ = std::max(codes.largest_, *value);
    }
  }
  return codes;
}

}  // namespace sidproof
