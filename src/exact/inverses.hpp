// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "exact/field.hpp"

namespace sidproof {

/// Replaces every number by its inverse. Throws std::overflow_error when one is zero;
/// the numbers are then of no use. In a prime field, where an inverse costs as much as
/// seventy products, one inverse and three products a number (P. L. Montgomery,
/// "Speeding the Pollard and elliptic curve methods of factorization", 1987).
template <Arithmetic N>
void invert_all(std::vector<N>& numbers) {
  if constexpr (requires { N::modulus; }) {
    std::vector<N> before;  // the product of all numbers before this one
    before.reserve(numbers.size());
    N product(1);
    for (const N& number : numbers) {
      before.push_back(product);
      product *= number;
    }
    N inverse = N(1) / product;  // of all numbers up to the one in hand
    for (std::size_t i = numbers.size(); i-- > 0;) {
      const N number = std::exchange(numbers[i], inverse * before[i]);
      inverse *= number;
    }
  } else {
    for (N& number : numbers) number = N(1) / number;
  }
}

}  // namespace sidproof
