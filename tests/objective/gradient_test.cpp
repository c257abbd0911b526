// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/gradient.hpp"

#include <gtest/gtest.h>

#include "exact/mersenne61.hpp"
#include "exact/rational.hpp"
#include "model/model_draws.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

template <Field F, Shape S>
void expect_closed_forms_equal_duals(std::uint64_t seed) {
  Draws draws(seed);
  for (int round = 0; round < 25; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, round % 2 == 0);
    const ItemCounts counts = draws.counts(map.items());
    const S shape(space);
    std::vector<F> weights;
    std::vector<F> direction;
    for (const std::uint32_t weight : draws.weights(shape, true)) {
      weights.push_back(F(std::int64_t{weight}));
      direction.push_back(F(static_cast<std::int64_t>(draws.below(5)) - 2));
    }
    const auto model = softmax<F, S>(shape, weights);
    ASSERT_TRUE(ar_gradient(model, map, counts) ==
                (gradient_by_duals<F, S>(Objective::ar, shape, weights, map, counts)));
    ASSERT_TRUE(fv_gradient(model, map, counts) ==
                (gradient_by_duals<F, S>(Objective::fv, shape, weights, map, counts)));
    ASSERT_TRUE(
        ar_hessian_times<F>(model, map, counts, direction) ==
        (hessian_times_by_duals<F, S>(Objective::ar, shape, weights, map, counts, direction)));
  }
}

TEST(Gradient, ClosedFormsEqualDualNumbersForCascadedTables) {
  expect_closed_forms_equal_duals<Rational, CascadedShape>(1);
  expect_closed_forms_equal_duals<Mersenne61, CascadedShape>(2);
}

TEST(Gradient, ClosedFormsEqualDualNumbersForSharedParameters) {
  expect_closed_forms_equal_duals<Rational, ParallelShape>(3);
  expect_closed_forms_equal_duals<Rational, MarkovShape>(4);
}

TEST(Gradient, VanishesAtTheFrequenciesOfTheData) {
  const TokenMap map(CodeSpace({2, 2}), {{0, 0}, {0, 1}, {1, 0}});
  const std::vector<std::uint32_t> weights = {5, 2, 4, 1, 1, 0};
  const auto model = from_weights<Rational>(CascadedShape(map.space()), std::span(weights));
  for (const Rational& slope : ar_gradient(model, map, {4, 1, 2})) EXPECT_EQ(slope, 0);
}

TEST(Gradient, ObjectivesDifferByNTimesTheGradientOfLogZUnlessOneToOneAndOnto) {
  Draws draws(5);
  const CodeSpace space({2, 3});
  const auto model = draws.model<Rational, CascadedShape>(space, true);
  const TokenMap bijective = draws.bijection(space);
  const ItemCounts counts = draws.counts(6);
  EXPECT_EQ(fv_gradient(model, bijective, counts), ar_gradient(model, bijective, counts));
  const TokenMap leaking(space, {{0, 0}, {1, 2}});
  EXPECT_NE(fv_gradient(model, leaking, {1, 1}), ar_gradient(model, leaking, {1, 1}));
}

TEST(Gradient, HasNoValueWhereTheLikelihoodIsZero) {
  const TokenMap map(CodeSpace({2}), {{1}});
  const std::vector<Rational> weights = {1, 0};
  EXPECT_THROW((void)(gradient_by_duals<Rational, ParallelShape>(
                   Objective::ar, ParallelShape(map.space()), weights, map, {1})),
               std::overflow_error);
}

}  // namespace
}  // namespace sidproof
