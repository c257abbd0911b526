// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/kraft.hpp"

#include <bit>

#include "exact/enclose.hpp"

namespace sidproof {

KraftSum kraft_sum(std::span<const std::uint64_t> counts, std::span<const std::uint64_t> codebooks,
                   std::size_t most_bits) {
  Integer top = 0;  // over bottom = prod of the codebooks so far
  Integer bottom = 1;
  std::size_t length = 0;
  for (;; ++length) {
    top += counts[length];
    if (length == codebooks.size()) break;
    if (msb(bottom) + static_cast<std::size_t>(std::bit_width(codebooks[length])) > most_bits)
      break;
    top *= codebooks[length];
    bottom *= codebooks[length];
  }
  KraftSum result;
  result.sum = Rational(top, bottom);
  Integer longer = 0;  // sequences that were not added; each weighs at most 1/bottom
  while (++length < counts.size()) longer += counts[length];
  result.exact = longer == 0;
  result.enclosure.lo = enclose(result.sum).lo;
  result.enclosure.hi = enclose(result.sum + Rational(longer, bottom)).hi;
  return result;
}

Integer covered_sequences(std::span<const std::uint64_t> counts,
                          std::span<const std::uint64_t> codebooks) {
  Integer covered = counts[0];
  for (std::size_t j = 0; j < codebooks.size(); ++j)
    covered = covered * codebooks[j] + counts[j + 1];
  return covered;
}

}  // namespace sidproof
