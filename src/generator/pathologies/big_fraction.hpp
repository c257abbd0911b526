// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "exact/enclosure.hpp"
#include "exact/integer.hpp"

namespace sidproof::reference {

/// A fraction that is never reduced: sums over a whole trie have denominators of a million
/// digits, where a common divisor costs far more than it saves. denominator > 0.
struct BigFraction {
  Integer numerator = 0;
  Integer denominator = 1;
};

/// The sum, by halves, so that the factors of every product are of like size. Empty: 0.
[[nodiscard]] BigFraction sum(const std::vector<BigFraction>& terms);

/// Doubles below and above, at most two apart in units of the last place.
[[nodiscard]] Enclosure enclose(const BigFraction& fraction);

/// In lowest terms.
[[nodiscard]] Rational reduced(const BigFraction& fraction);

}  // namespace sidproof::reference
