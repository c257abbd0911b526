// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/parallel_family.hpp"

#include <gtest/gtest.h>

#include "exact/rational.hpp"
#include "objective/optima.hpp"

namespace sidproof {
namespace {

TokenMap table(std::vector<std::uint32_t> alphabets, const std::vector<Sequence>& codes) {
  return {CodeSpace(std::move(alphabets)), codes};
}

// The heads' law on the items is n/N, or it is said that no heads have it.
void expect_attained(const TokenMap& map, const ItemCounts& counts) {
  const AttainedLaw result = heads_of_empirical_law(map, counts);
  ASSERT_TRUE(result.attained);
  ASSERT_TRUE(result.heads);
  EXPECT_FALSE(first_row_that_is_no_law(*result.heads));
  EXPECT_TRUE(has_no_zero(*result.heads));
  EXPECT_EQ(normalised(item_masses(*result.heads, map)), best_item_law(counts));
}

TEST(ParallelFamily, AttainsEveryLawOfThreeItemsOverTwoTokens) {
  const std::vector<Sequence> grid = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  for (std::size_t left_out = 0; left_out < 4; ++left_out) {
    std::vector<Sequence> codes = grid;
    codes.erase(codes.begin() + static_cast<std::ptrdiff_t>(left_out));
    for (std::uint64_t a = 1; a <= 3; ++a)
      for (std::uint64_t b = 1; b <= 3; ++b)
        for (std::uint64_t c = 1; c <= 3; ++c) expect_attained(table({2, 2}, codes), {a, b, c});
  }
}

TEST(ParallelFamily, OnTheFullGridOnlyProductsAreAttained) {
  const TokenMap grid = table({2, 2}, {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
  expect_attained(grid, {1, 3, 2, 6});  // 1 * 6 = 3 * 2
  for (const ItemCounts& counts : {ItemCounts{1, 3, 2, 5}, ItemCounts{2, 1, 1, 1}})
    EXPECT_FALSE(heads_of_empirical_law(grid, counts).attained);
}

TEST(ParallelFamily, TheExampleOfTheory) {
  const TokenMap map = table({2, 2}, {{0, 0}, {0, 1}, {1, 1}});
  expect_attained(map, {2, 2, 3});
  expect_attained(table({2, 3, 2}, {{0, 2, 1}, {1, 2, 0}, {0, 0, 0}, {1, 1, 1}}), {4, 1, 2, 7});
}

TEST(ParallelFamily, IrrationalHeadsAreAttainedAndNotShown) {
  // Tokens 0 and 1 of the only position are items' pairs: w^2 = 2 has no rational root.
  const TokenMap map = table({2, 2, 2}, {{0, 0, 0}, {1, 1, 0}, {1, 0, 1}, {0, 1, 1}});
  const AttainedLaw result = heads_of_empirical_law(map, {1, 2, 1, 1});
  EXPECT_TRUE(result.attained);
  EXPECT_FALSE(result.heads);
}

TEST(ParallelFamily, RefusesWhatItSaysNothingAbout) {
  EXPECT_THROW((void)heads_of_empirical_law(table({2}, {{0}, {0}}), {1, 1}), std::invalid_argument);
  EXPECT_THROW((void)heads_of_empirical_law(table({2}, {{0}, {1}}), {1, 0}), std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
