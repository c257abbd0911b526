// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/family_optimum.hpp"

#include <gtest/gtest.h>

#include "exact/rational.hpp"
#include "model/model_draws.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

std::vector<Rational> cells(const CascadedTable<Rational>& table) {
  return {table.cells().begin(), table.cells().end()};
}

TEST(FamilyOptimum, IsTheFrequenciesOfTheTokensMetAndUniformElsewhere) {
  const TokenMap map(CodeSpace({2, 2}), {{0}, {1, 0}, {1, 1}});
  const auto best = best_of_family<Rational>(CascadedShape(map.space()), map, ItemCounts{3, 1, 2});
  const std::vector<Rational> wanted = {Rational(1, 2), Rational(1, 2), Rational(1, 2),
                                        Rational(1, 2), Rational(1, 3), Rational(2, 3)};
  EXPECT_EQ(cells(best), wanted);
}

TEST(FamilyOptimum, WeightsCountAsExamples) {
  Draws draws(21);
  for (int round = 0; round < 60; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space);
    const ItemCounts counts = draws.counts(map.items());
    const CascadedShape shape(space);
    const auto by_counts = best_of_family<Rational>(shape, map, counts);
    for (const Rational& unit : {Rational(1), Rational(2, 7)}) {
      std::vector<Rational> weights;
      for (const std::uint64_t count : counts) weights.push_back(unit * Rational(count));
      EXPECT_EQ(cells(best_of_family<Rational>(shape, map, weights)), cells(by_counts));
    }
  }
}

TEST(FamilyOptimum, AnItemOfHalfTheWeightCountsHalf) {
  const TokenMap map(CodeSpace({2}), {{0}, {1}});
  const std::vector<Rational> weights = {Rational(1, 2), Rational(1)};
  const auto best = best_of_family<Rational>(CascadedShape(map.space()), map, weights);
  EXPECT_EQ(cells(best), (std::vector<Rational>{Rational(1, 3), Rational(2, 3)}));
}

}  // namespace
}  // namespace sidproof
