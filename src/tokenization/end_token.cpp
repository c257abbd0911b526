// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/end_token.hpp"

#include <utility>
#include <vector>

namespace sidproof {

CodeSpace with_end_token(const CodeSpace& space, EndToken end) {
  std::vector<std::uint32_t> alphabets = space.alphabets();
  for (std::uint32_t& size : alphabets) ++size;
  alphabets.push_back(end == EndToken::forced ? 1 : 2);
  return CodeSpace(std::move(alphabets));
}

TokenMap with_end_token(const TokenMap& map, EndToken end) {
  const CodeSpace space = with_end_token(map.space(), end);
  std::vector<Sequence> codes;
  for (std::size_t v = 0; v < map.items(); ++v) {
    Sequence& code = codes.emplace_back(map[v].begin(), map[v].end());
    code.push_back(space.alphabet(code.size()) - 1);
  }
  return {space, codes};
}

}  // namespace sidproof
