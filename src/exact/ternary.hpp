// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sidproof {

/// The answer of a comparison of enclosures. `unknown` is no answer: the caller
/// refines and asks again, or says that it cannot tell. Deliberately without a
/// conversion to bool.
enum class Ternary { no, unknown, yes };

[[nodiscard]] constexpr Ternary negate(Ternary answer) {
  if (answer == Ternary::unknown) return answer;
  return answer == Ternary::yes ? Ternary::no : Ternary::yes;
}

}  // namespace sidproof
