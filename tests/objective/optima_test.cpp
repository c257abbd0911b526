// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/optima.hpp"

#include <gtest/gtest.h>

#include "exact/rational.hpp"
#include "model/model_draws.hpp"
#include "objective/loss.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

struct Case {
  TokenMap map;
  ItemCounts counts;
};

Case draw_case(Draws& draws) {
  const CodeSpace space = draws.space();
  Case result{draws.map(space), {}};
  result.counts = draws.counts(result.map.items());
  if (total(result.counts) == 0) result.counts[0] = 1;
  return result;
}

TEST(Optima, NoOtherModelIsBetter) {
  Draws draws(11);
  for (int round = 0; round < 60; ++round) {
    const auto [map, counts] = draw_case(draws);
    const Rational cascaded = ar_likelihood(best_cascaded(map, counts), map, counts);
    const Rational parallel = ar_likelihood(best_parallel(map, counts), map, counts);
    const auto law = best_item_law(counts);
    const Rational items = fv_likelihood<Rational>(law, counts);
    EXPECT_LE(parallel, cascaded);
    EXPECT_LE(items, cascaded);
    for (int other = 0; other < 10; ++other) {
      const auto table = draws.model<Rational, CascadedShape>(map.space());
      EXPECT_LE(ar_likelihood(table, map, counts), cascaded);
      const auto heads = draws.model<Rational, ParallelShape>(map.space());
      EXPECT_LE(ar_likelihood(heads, map, counts), parallel);
      EXPECT_LE(ar_likelihood(heads, map, counts), cascaded);
      auto weights = draws.counts(map.items(), 5);
      weights[0] += 1;
      EXPECT_LE(fv_likelihood<Rational>(best_item_law(weights), counts), items);
    }
  }
}

TEST(Optima, LossesOfTheBestModelsDifferByTheEntropies) {
  Draws draws(12);
  int collisions = 0;
  int correlated = 0;
  for (int round = 0; round < 300; ++round) {
    const auto [map, counts] = draw_case(draws);
    const Loss cascaded = ar_loss(best_cascaded(map, counts), map, counts);
    const Loss parallel = ar_loss(best_parallel(map, counts), map, counts);
    const Loss items = fv_loss(best_item_law(counts), counts);
    ASSERT_FALSE(cascaded.infinite || parallel.infinite || items.infinite);
    const RationalLogSum entropy = collision_entropy(map, counts);
    const RationalLogSum correlation = total_correlation(map, counts);
    ASSERT_TRUE(items.nats - cascaded.nats == entropy);                // C2
    ASSERT_TRUE(parallel.nats - cascaded.nats == correlation);         // C3
    ASSERT_TRUE(parallel.nats - items.nats == correlation - entropy);  // C4
    ASSERT_GE(entropy.sign(), 0);
    ASSERT_GE(correlation.sign(), 0);
    collisions += entropy.sign();
    correlated += correlation.sign();
  }
  EXPECT_GT(collisions, 20);
  EXPECT_GT(correlated, 20);
}

TEST(Optima, TwoPerfectlyCorrelatedPositionsCostLogTwoPerEvent) {
  const TokenMap map(CodeSpace({2, 2}), {{0, 0}, {1, 1}});
  RationalLogSum expected;
  expected.add(2, 6);
  EXPECT_TRUE(total_correlation(map, {3, 3}) == expected);
  EXPECT_TRUE(collision_entropy(map, {3, 3}).is_zero());
}

TEST(Optima, ItemsThatWereNotBothObservedCostNothing) {
  const TokenMap map(CodeSpace({2}), {{0}, {0}, {1}});
  EXPECT_TRUE(collision_entropy(map, {3, 0, 5}).is_zero());
  RationalLogSum expected;
  expected.add(2, 4);
  EXPECT_TRUE(collision_entropy(map, {2, 2, 5}) == expected);
}

TEST(Optima, NeedData) {
  const TokenMap map(CodeSpace({2}), {{0}});
  EXPECT_THROW((void)best_cascaded(map, {0}), std::overflow_error);
  EXPECT_THROW((void)best_parallel(map, {0}), std::overflow_error);
  EXPECT_THROW((void)best_item_law({0}), std::overflow_error);
  const TokenMap huge(CodeSpace({65536, 65536}), {{0, 0}});
  EXPECT_THROW((void)best_cascaded(huge, {1}), std::length_error);
}

}  // namespace
}  // namespace sidproof
