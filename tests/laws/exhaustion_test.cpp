// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Bounded exhaustion: the iff's of THEORY on every small map, and the census of the
// maps against closed formulas.
#include "laws/exhaustion.hpp"

#include <gtest/gtest.h>

#include "laws/exhaustion_census.hpp"
#include "laws/maxima_laws.hpp"

namespace sidproof {
namespace {

TEST(Exhaustion, EveryMapUpToFiveIsBijectiveIffZIsAlwaysOne) { testing_tools::exhaust_b2(5); }

TEST(Exhaustion, MaximaAgreeIffInjectiveOnEveryMapUpToFour) {
  for (std::uint32_t size = 1; size <= 4; ++size)
    for (const CodeSpace& space : code_spaces_of_size(size))
      for (std::size_t items = 1; items <= 4; ++items) {
        const Census census = exhaust(space, items, CodeLengths::full, [](const TokenMap& map) {
          const ItemCounts counts = {2, 1, 0, 3};
          return c1_injective_iff_equal_maxima(
              map, {counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(map.items())});
        });
        ASSERT_EQ(census.verdict.truth, Truth::holds) << census.verdict.reason;
      }
}

TEST(Exhaustion, VariableLengthLawsHoldForEveryCodeOfUpToThreeItems) {
  for (const std::uint32_t size : {1U, 2U, 3U, 4U})
    for (const CodeSpace& space : code_spaces_of_size(size))
      for (std::size_t items = 1; items <= 3; ++items) {
        const Census census = exhaust(space, items, CodeLengths::any, [](const TokenMap& map) {
          const ItemCounts counts = {1, 2, 1};
          const Verdict parts[] = {
              d1_complete_prefix_code(map), d2_kraft(map),
              c1v_prefix_code_iff_equal_maxima(
                  map,
                  {counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(map.items())})};
          return merge(parts);
        });
        ASSERT_EQ(census.verdict.truth, Truth::holds) << census.verdict.reason;
        ASSERT_EQ(census.prefix_codes > 0, size >= items);
        ASSERT_LT(census.prefix_codes, items == 1 ? census.maps + 1 : census.maps);
      }
}

TEST(Exhaustion, StopsAtTheFirstRefutedMapAndNamesIt) {
  const Census census = exhaust(CodeSpace({2}), 2, CodeLengths::full, [](const TokenMap& map) {
    return claim("every map is injective", is_injective(map), text_of_map(map));
  });
  EXPECT_EQ(census.verdict.truth, Truth::refuted);
  EXPECT_EQ(census.maps, 1U);
  EXPECT_EQ(census.verdict.reason, "not true: every map is injective; 2; items (0) (0)");
}

TEST(Exhaustion, ListsOrderedFactorisations) {
  EXPECT_EQ(code_spaces_of_size(1), (std::vector<CodeSpace>{CodeSpace()}));
  EXPECT_EQ(code_spaces_of_size(8), (std::vector<CodeSpace>{CodeSpace({2, 2, 2}), CodeSpace({2, 4}),
                                                            CodeSpace({4, 2}), CodeSpace({8})}));
}

}  // namespace
}  // namespace sidproof
