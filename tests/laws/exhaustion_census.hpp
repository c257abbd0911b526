// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "laws/exhaustion.hpp"

namespace sidproof::testing_tools {

// Closed formulas for the census of maps of n items to c codes.

inline std::uint64_t falling_factorial(std::uint64_t n, std::uint64_t k) {
  std::uint64_t product = 1;
  for (std::uint64_t i = 0; i < k; ++i) product *= n >= i ? n - i : 0;
  return product;
}

inline std::uint64_t binomial(std::uint64_t n, std::uint64_t k) {
  return k > n ? 0 : falling_factorial(n, k) / falling_factorial(k, k);
}

inline std::uint64_t power_of(std::uint64_t base, std::uint64_t exponent) {
  std::uint64_t product = 1;
  for (std::uint64_t i = 0; i < exponent; ++i) product *= base;
  return product;
}

// Maps that meet each of s marked codes, by inclusion and exclusion.
inline std::uint64_t maps_onto(std::uint64_t n, std::uint64_t c, std::uint64_t s) {
  std::uint64_t sum = 0;  // wraps, and the end result does not
  for (std::uint64_t left_out = 0; left_out <= s; ++left_out) {
    const std::uint64_t maps = binomial(s, left_out) * power_of(c - left_out, n);
    sum += left_out % 2 == 0 ? maps : 0 - maps;
  }
  return sum;
}

using Polynomial = std::vector<std::uint64_t>;

inline Polynomial product_of(const Polynomial& a, const Polynomial& b) {
  Polynomial product(a.size() + b.size() - 1, 0);
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) product[i + j] += a[i] * b[j];
  return product;
}

// Sets of codes by size, position by position from the last: below a prefix a set is
// the prefix alone, or one set below each of its extensions.
inline std::uint64_t sets_below_the_root(const CodeSpace& space, Polynomial at_full_length,
                                         std::uint64_t size) {
  Polynomial sets = std::move(at_full_length);
  for (std::size_t j = space.length(); j-- > 0;) {
    Polynomial all = {1};
    for (std::uint32_t t = 0; t < space.alphabet(j); ++t) all = product_of(all, sets);
    sets = std::move(all);
    sets[1] += 1;
  }
  return size < sets.size() ? sets[size] : 0;
}
inline std::uint64_t prefix_free_sets(const CodeSpace& space, std::uint64_t size) {
  return sets_below_the_root(space, {1, 1}, size);
}
inline std::uint64_t complete_prefix_codes(const CodeSpace& space, std::uint64_t size) {
  return sets_below_the_root(space, {0, 1}, size);
}

inline std::uint64_t codes_of(const CodeSpace& space, CodeLengths lengths) {
  std::uint64_t codes = *space.sequences();
  if (lengths == CodeLengths::any)
    for (std::size_t j = 0; j < space.length(); ++j) codes += *space.prefixes(j);
  return codes;
}

inline void expect_census(const Census& census, const CodeSpace& space, std::uint64_t items,
                          CodeLengths lengths, ItemNames names) {
  ASSERT_EQ(census.verdict.truth, Truth::holds) << census.verdict.reason;
  const std::uint64_t c = codes_of(space, lengths);
  const std::uint64_t s = *space.sequences();
  const std::uint64_t orders = names == ItemNames::count ? falling_factorial(items, items) : 1;
  if (names == ItemNames::count) {
    ASSERT_EQ(census.maps, power_of(c, items));
    ASSERT_EQ(census.onto, maps_onto(items, c, s));
  } else {
    ASSERT_EQ(census.maps, binomial(c + items - 1, items));
    ASSERT_EQ(census.onto, items < s ? 0 : binomial(c + items - s - 1, items - s));
  }
  ASSERT_EQ(census.injective, orders * binomial(c, items));
  ASSERT_EQ(census.bijective, items == s ? orders : 0);
  ASSERT_EQ(census.prefix_codes,
            orders * (lengths == CodeLengths::full ? binomial(c, items)
                                                   : prefix_free_sets(space, items)));
}

}  // namespace sidproof::testing_tools
