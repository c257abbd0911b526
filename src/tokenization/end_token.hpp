// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tokenization/token_map.hpp"

namespace sidproof {

/// What may follow K tokens, K the number of positions.
enum class EndToken {
  forced,  ///< nothing but END: position K has END alone
  open     ///< END or a further token: position K has two tokens
};

/// The space in which every position has one token more, END, numbered last, and a
/// position K follows. What comes after an END is not told apart.
[[nodiscard]] CodeSpace with_end_token(const CodeSpace& space, EndToken end);

/// Every code followed by END (THEORY D4).
[[nodiscard]] TokenMap with_end_token(const TokenMap& map, EndToken end);

}  // namespace sidproof
