// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace sidproof {

/// How large a candidate is. Counterexamples are searched in the lexicographic
/// order of these four numbers.
struct Size {
  std::uint32_t items = 1;   ///< n
  std::uint32_t length = 1;  ///< k
  std::uint32_t tokens = 2;  ///< |T|, the same at every position
  /// Of every row of a model the least common denominator, and of data the number of
  /// events (the denominator of frequencies): the largest. 1 without numbers.
  std::uint32_t denominator = 1;

  friend auto operator<=>(const Size&, const Size&) = default;
};

/// "2 items, k = 1, |T| = 2, denominator 3".
[[nodiscard]] std::string text_of_size(const Size& size);

/// Every candidate of a search has at least one item, k >= 1, |T| >= 2, and at most
/// these: "items <= 3, k <= 2, |T| <= 2, denominators <= 5".
[[nodiscard]] std::string text_of_box(const Size& box);

}  // namespace sidproof
