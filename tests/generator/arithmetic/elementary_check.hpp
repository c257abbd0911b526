// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "exact/arb_number.hpp"

namespace sidproof {

/// One function of the arithmetic contract and the same function of Arb.
struct ElementaryFunction {
  double (*computed)(double);
  void (*exact)(arb_t result, const arb_t x, slong bits);
  bool (*in_range)(float);
};

struct ElementaryErrors {
  std::uint64_t arguments = 0;
  std::uint64_t misrounded = 0;  ///< binary32 results beyond half an ulp
  double relative = 0;           ///< the worst relative error of the binary64 result
};

/// Compares every `stride`-th binary32 bit pattern from `first` to `last` with Arb.
inline ElementaryErrors measure(const ElementaryFunction& function, std::uint64_t first,
                                std::uint64_t last, std::uint64_t stride) {
  constexpr slong bits = 90;
  ElementaryErrors errors;
  ArbNumber x;
  ArbNumber exact;
  ArbNumber error;
  const auto magnitude = [&] {
    arf_t bound;
    arf_init(bound);
    arb_get_abs_ubound_arf(bound, error, 53);
    const double result = arf_get_d(bound, ARF_RND_UP);
    arf_clear(bound);
    return result;
  };
  for (std::uint64_t pattern = first; pattern <= last; pattern += stride) {
    const float argument = std::bit_cast<float>(static_cast<std::uint32_t>(pattern));
    if (!function.in_range(argument)) continue;
    ++errors.arguments;
    const double value = function.computed(static_cast<double>(argument));
    arb_set_d(x, static_cast<double>(argument));
    function.exact(exact, x, bits);
    arb_set_d(error, value);
    arb_sub(error, error, exact, bits);
    if (arb_is_zero(error) == 0) {
      arb_div(error, error, exact, bits);
      errors.relative = std::max(errors.relative, magnitude());
    }
    const float rounded = static_cast<float>(value);
    const int exponent = rounded == 0.0F ? -149 : std::ilogb(rounded) - 23;
    arb_set_d(error, static_cast<double>(rounded));
    arb_sub(error, error, exact, bits);
    if (magnitude() > std::ldexp(0.5, std::max(exponent, -149))) ++errors.misrounded;
  }
  return errors;
}

}  // namespace sidproof
