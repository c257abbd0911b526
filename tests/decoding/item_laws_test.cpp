// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "decoding/item_laws.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "decoding/ranking.hpp"
#include "exact/rational.hpp"

namespace sidproof {
namespace {

TEST(ItemLaws, TheoryExampleWhereShareAndSplitRankDifferently) {
  const TokenMap map(CodeSpace({3}), {{0}, {0}, {1}});
  const std::vector<Rational> masses = {Rational(2, 5), Rational(2, 5), Rational(3, 10)};
  const auto share = share_law(masses);
  const auto split = split_law(masses, map);
  EXPECT_EQ(share, (std::vector<Rational>{Rational(4, 11), Rational(4, 11), Rational(3, 11)}));
  EXPECT_EQ(split, (std::vector<Rational>{Rational(2, 7), Rational(2, 7), Rational(3, 7)}));
  EXPECT_EQ(rank_items(share, map), (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(rank_items(split, map), (std::vector<std::uint32_t>{2, 0, 1}));
}

TEST(ItemLaws, CoincideForOneToOneMaps) {
  const TokenMap map(CodeSpace({3}), {{2}, {0}});
  const std::vector<Rational> masses = {Rational(1, 5), Rational(2, 5)};
  EXPECT_EQ(share_law(masses), split_law(masses, map));
}

TEST(ItemLaws, NeedSomeMass) {
  const TokenMap map(CodeSpace({3}), {{2}});
  EXPECT_THROW((void)share_law(std::vector<Rational>{0}), std::overflow_error);
  EXPECT_THROW((void)split_law(std::vector<Rational>{0}, map), std::overflow_error);
}

TEST(Ranking, BreaksTiesByTokensThenByItem) {
  const TokenMap map(CodeSpace({2, 2}), {{1, 0}, {0, 1}, {0, 1}, {1, 1}, {0, 0}});
  const std::vector<Rational> scores = {1, 1, 1, 2, 1};
  EXPECT_EQ(rank_items(scores, map), (std::vector<std::uint32_t>{3, 4, 1, 2, 0}));
}

TEST(ItemLaws, NeedOneMassForEachItem) {
  const TokenMap map(CodeSpace({2}), {{0}, {1}});
  EXPECT_THROW(static_cast<void>(split_law(std::vector<Rational>{1}, map)), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(rank_items(std::vector<Rational>{1}, map)), std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
