// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "objective/likelihood.hpp"

#include <gtest/gtest.h>

#include "exact/flint_rational.hpp"
#include "exact/rational.hpp"
#include "model/model_draws.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

TEST(Likelihood, IsTheProductOfOneFactorPerExampleAndToken) {
  Draws draws(1);
  for (int round = 0; round < 200; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, round % 2 == 0);
    const auto model = draws.model<Rational, CascadedShape>(space);
    const ItemCounts counts = draws.counts(map.items());
    // Example by example, no powers, no order by position.
    Rational product = 1;
    for (std::size_t v = 0; v < map.items(); ++v)
      for (std::uint64_t example = 0; example < counts[v]; ++example)
        for (std::size_t j = 0; j < map[v].size(); ++j)
          product *= model.row(model.shape().row_of(map[v].first(j)))[map[v][j]];
    EXPECT_EQ(ar_likelihood(model, map, counts), product);
    const auto masses = item_masses(model, map);
    EXPECT_EQ(fv_likelihood<Rational>(masses, counts), product);
  }
}

TEST(Likelihood, OfNoDataIsOneEvenForImpossibleItems) {
  const TokenMap map(CodeSpace({2}), {{0}, {1}});
  const auto model = deterministic_model<Rational>(map.space(), Sequence{0});
  EXPECT_EQ(ar_likelihood(model, map, {0, 0}), 1);
  EXPECT_EQ(ar_likelihood(model, map, {3, 0}), 1);
  EXPECT_EQ(ar_likelihood(model, map, {3, 1}), 0);
  EXPECT_EQ(fv_likelihood<Rational>(item_masses(model, map), {0, 0}), 1);
}

TEST(Likelihood, NormalisedMassesAreALaw) {
  const auto law = normalised<Rational>({Rational(1, 2), Rational(1, 3), 0});
  EXPECT_EQ(law, (std::vector<Rational>{Rational(3, 5), Rational(2, 5), 0}));
  EXPECT_THROW((void)normalised<Rational>({0, 0}), std::overflow_error);
}

TEST(Likelihood, TotalsTheCounts) {
  EXPECT_EQ(total({1, 0, 5}), 6U);
  EXPECT_EQ(total({}), 0U);
}

}  // namespace
}  // namespace sidproof
