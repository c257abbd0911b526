// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>

namespace sidproof {

/// x to the power P - 2, which is 1/x modulo the prime P: squarings, and for the ones
/// at the top of the exponent an addition chain, because primes just below a power of
/// two have many.
template <std::uint64_t P, class Residue>
[[nodiscard]] constexpr Residue fermat_inverse(const Residue& x) {
  const auto squared = [](Residue power, unsigned times) {
    for (unsigned i = 0; i < times; ++i) power *= Residue(power);
    return power;
  };
  constexpr std::uint64_t exponent = P - 2;
  constexpr auto bits = static_cast<unsigned>(std::bit_width(exponent));
  constexpr auto ones = static_cast<unsigned>(std::countl_one(exponent << (64U - bits)));
  // x^(2^have - 1), have doubling and adding one along the bits of `ones`.
  Residue power = x;
  unsigned have = 1;
  for (auto rest = static_cast<unsigned>(std::bit_width(ones)) - 1; rest-- > 0;) {
    power = squared(power, have) * power;
    have *= 2;
    if (((ones >> rest) & 1U) != 0) {
      power = squared(power, 1) * x;
      ++have;
    }
  }
  for (unsigned bit = bits - ones; bit-- > 0;) {
    power = squared(power, 1);
    if (((exponent >> bit) & 1U) != 0) power = power * x;
  }
  return power;
}

}  // namespace sidproof
