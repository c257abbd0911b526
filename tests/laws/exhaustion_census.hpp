// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdint>

#include "exact/mersenne61.hpp"
#include "laws/exhaustion.hpp"
#include "laws/partition_laws.hpp"

namespace sidproof::testing_tools {

inline std::uint64_t falling_factorial(std::uint64_t n, std::uint64_t k) {
  std::uint64_t product = 1;
  for (std::uint64_t i = 0; i < k; ++i) product *= n >= i ? n - i : 0;
  return product;
}

// Maps of n items onto s sequences, by inclusion and exclusion.
inline std::uint64_t surjections(std::uint64_t n, std::uint64_t s) {
  std::int64_t sum = 0;
  std::int64_t binomial = 1;
  for (std::uint64_t left_out = 0; left_out <= s; ++left_out) {
    std::int64_t maps = 1;
    for (std::uint64_t i = 0; i < n; ++i) maps *= static_cast<std::int64_t>(s - left_out);
    sum += (left_out % 2 == 0 ? 1 : -1) * binomial * maps;
    binomial = binomial * static_cast<std::int64_t>(s - left_out) /
               static_cast<std::int64_t>(left_out + 1);
  }
  return static_cast<std::uint64_t>(sum);
}

// B2: some deterministic model has Z != 1 exactly when the map is not bijective.
inline Verdict witness_iff_not_bijective(const TokenMap& map) {
  return claim("a model with Z != 1 exists iff not bijective",
               b2_witness<Mersenne61>(map).has_value() != is_bijective(map), text_of_map(map));
}

inline void exhaust_b2(std::uint32_t largest) {
  for (std::uint32_t size = 1; size <= largest; ++size)
    for (const CodeSpace& space : code_spaces_of_size(size))
      for (std::size_t items = 1; items <= largest; ++items) {
        const Census census = exhaust(space, items, CodeLengths::full, witness_iff_not_bijective);
        ASSERT_EQ(census.verdict.truth, Truth::holds) << census.verdict.reason;
        std::uint64_t maps = 1;
        for (std::size_t v = 0; v < items; ++v) maps *= size;
        ASSERT_EQ(census.maps, maps);
        ASSERT_EQ(census.injective, falling_factorial(size, items));
        ASSERT_EQ(census.onto, surjections(items, size));
        ASSERT_EQ(census.bijective, items == size ? falling_factorial(size, size) : 0);
        ASSERT_EQ(census.prefix_codes, census.injective);
      }
}

}  // namespace sidproof::testing_tools
