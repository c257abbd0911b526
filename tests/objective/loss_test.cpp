// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/loss.hpp"

#include <gtest/gtest.h>

#include "exact/rational.hpp"
#include "model/model_draws.hpp"
#include "objective/partition.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

TEST(Loss, IsMinusTheLogarithmOfTheLikelihoodAndInfiniteWhereThatIsZero) {
  Draws draws(1);
  int infinite = 0;
  for (int round = 0; round < 500; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, round % 2 == 0);
    const auto model = draws.model<Rational, CascadedShape>(space, round % 3 == 0);
    const ItemCounts counts = draws.counts(map.items());
    const Rational likelihood = ar_likelihood(model, map, counts);
    const Loss loss = ar_loss(model, map, counts);
    ASSERT_EQ(loss.infinite, likelihood == 0);
    infinite += loss.infinite ? 1 : 0;
    if (!loss.infinite) {
      RationalLogSum expected;
      expected.add(likelihood, -1);
      ASSERT_TRUE(loss.nats == expected) << loss.nats.text();
    }
    ASSERT_TRUE(loss == fv_loss(item_masses(model, map), counts));
  }
  EXPECT_GT(infinite, 20);
}

TEST(Loss, OfTheRenormalisedLawDiffersByNLogZ) {
  // B5 in logs, by a mixture of collision and leakage: Z = 2/3 * 2 = 4/3.
  const TokenMap map(CodeSpace({3}), {{0}, {0}});
  const auto model =
      from_weights<Rational>(ParallelShape(map.space()), std::vector<std::uint32_t>{4, 1, 1});
  const ItemCounts counts = {2, 3};
  const auto law = normalised(item_masses(model, map));
  RationalLogSum gap;
  gap.add(Rational(4, 3), 5);
  EXPECT_TRUE(fv_loss(law, counts).nats - ar_loss(model, map, counts).nats == gap);
}

TEST(Loss, InfiniteLossesAreEqualAndAboveAllOthers) {
  const Loss infinite{true, {}};
  Loss other{true, {}};
  other.nats.add(2);
  Loss finite;
  finite.nats.add(1000);
  EXPECT_TRUE(infinite == other);
  EXPECT_TRUE(finite < infinite);
  EXPECT_FALSE(infinite < other);
  EXPECT_FALSE(infinite < finite);
  EXPECT_FALSE(finite == infinite);
  finite += infinite;
  EXPECT_TRUE(finite.infinite);
}

TEST(Loss, RefusesNegativeProbabilitiesThatWereObserved) {
  EXPECT_THROW((void)negative_log(std::vector<Rational>{Rational(-1, 2)}, {1}), std::domain_error);
  EXPECT_NO_THROW((void)negative_log(std::vector<Rational>{Rational(-1, 2)}, {0}));
}

}  // namespace
}  // namespace sidproof
