// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/token_interner.hpp"

#include <utility>

namespace sidproof {

std::uint32_t TokenInterner::intern_long(std::string_view text) {
  const std::uint32_t number = long_texts_.intern(text);
  if (number == long_tokens_.size()) {
    long_tokens_.push_back(size());
    texts_.emplace_back(text);
  }
  return long_tokens_[number];
}

std::uint32_t TokenInterner::insert(const Key& key, std::string_view text) {
  if ((short_texts_ + 1) * 2 > slots_.size()) grow();
  ++short_texts_;
  const std::uint32_t token = size();
  texts_.emplace_back(text);
  std::size_t slot = hash(key) >> shift_;
  while (slots_[slot].key.length != kFree) slot = (slot + 1) & (slots_.size() - 1);
  slots_[slot] = {key, token};
  return token;
}

void TokenInterner::grow() {
  std::vector<Slot> old = std::exchange(slots_, {});
  slots_.resize(old.empty() ? 16 : old.size() * 2);
  shift_ = old.empty() ? 60 : shift_ - 1;
  for (const Slot& filled : old) {
    if (filled.key.length == kFree) continue;
    std::size_t slot = hash(filled.key) >> shift_;
    while (slots_[slot].key.length != kFree) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = filled;
  }
}

}  // namespace sidproof
