// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/exponential.hpp"

#include <cmath>

namespace sidproof {

double portable_exp(double x) {
  // x = n ln 2 + r with |r| <= 0.35; ln 2 in two parts so that n * high is exact.
  constexpr double ln2_high = 0x1.62e42fee00000p-1;
  constexpr double ln2_low = 0x1.a39ef35793c76p-33;
  constexpr double inverse_ln2 = 0x1.71547652b82fep+0;
  const double n = std::floor(x * inverse_ln2 + 0.5);
  const double r = (x - n * ln2_high) - n * ln2_low;
  double sum = 1;
  for (int k = 14; k > 0; --k) sum = 1 + sum * r / k;
  return std::ldexp(sum, static_cast<int>(n));
}

}  // namespace sidproof
