// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/row_laws.hpp"

#include <numeric>

namespace sidproof {
namespace {

void append(std::vector<RowLaw>& laws, RowLaw& law, std::uint32_t left, std::size_t position,
            std::uint32_t least) {
  const std::size_t tokens = law.weights.size();
  if (position + 1 == tokens) {
    if (left < least) return;
    law.weights[position] = left;
    std::uint32_t divisor = 0;
    for (const std::uint32_t weight : law.weights) divisor = std::gcd(divisor, weight);
    if (divisor == 1) laws.push_back(law);
    return;
  }
  for (std::uint32_t weight = left + 1; weight-- > least;) {
    law.weights[position] = weight;
    append(laws, law, left - weight, position + 1, least);
  }
}

}  // namespace

std::vector<RowLaw> row_laws(std::uint32_t tokens, std::uint32_t largest, bool positive) {
  std::vector<RowLaw> laws;
  for (std::uint32_t denominator = 1; denominator <= largest; ++denominator) {
    RowLaw law{std::vector<std::uint32_t>(tokens), denominator};
    append(laws, law, denominator, 0, positive ? 1 : 0);
  }
  return laws;
}

}  // namespace sidproof
