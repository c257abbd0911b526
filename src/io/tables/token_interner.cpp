// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/tables/token_interner.hpp"

namespace sidproof {

std::uint32_t TokenInterner::intern_long(std::string_view text) {
  const std::uint32_t number = long_texts_.intern(text);
  if (number == long_tokens_.size()) long_tokens_.push_back(add(text));
  return long_tokens_[number];
}

}  // namespace sidproof
