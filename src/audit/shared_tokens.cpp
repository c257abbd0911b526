// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/shared_tokens.hpp"

#include <algorithm>

namespace sidproof {

SharedTokens::SharedTokens(const std::vector<Alphabet>& before, const std::vector<Alphabet>& after)
    : positions_(std::max(before.size(), after.size())) {
  for (std::size_t j = 0; j < positions_.size(); ++j) {
    Position& position = positions_[j];
    if (j < before.size()) position.before.alphabet = &before[j];
    if (j < after.size()) position.after.alphabet = &after[j];
    const auto numeric = [](const Side& side) {
      return side.alphabet == nullptr || side.alphabet->is_numeric();
    };
    position.numeric = numeric(position.before) && numeric(position.after);
  }
}

std::uint32_t SharedTokens::of(Position& position, Side& side, std::uint32_t token) {
  if (position.numeric) return token;
  const auto [entry, fresh] = side.shared.emplace(token, 0);
  if (fresh) entry->second = position.both.intern(side.alphabet->text(token));
  return entry->second;
}

}  // namespace sidproof
