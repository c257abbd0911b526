// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "model/tabular.hpp"

#include <gtest/gtest.h>

#include "exact/flint_rational.hpp"
#include "exact/mersenne61.hpp"
#include "exact/rational.hpp"
#include "model/model_draws.hpp"
#include "model/sequence_law.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

TEST(Tabular, SoftmaxDividesEachRowByItsSum) {
  const std::vector<std::uint32_t> weights = {1, 3, 0, 2, 5, 5};
  const auto model = from_weights<Rational>(CascadedShape(CodeSpace({2, 2})),
                                            std::span<const std::uint32_t>(weights));
  EXPECT_EQ(model.conditional({}, 1), Rational(3, 4));
  EXPECT_EQ(model.conditional(Sequence{0}, 0), 0);
  EXPECT_EQ(model.conditional(Sequence{0}, 1), 1);
  EXPECT_EQ(model.conditional(Sequence{1}, 1), Rational(1, 2));
  EXPECT_EQ(prefix_mass(model, Sequence{1, 0}), Rational(3, 8));
  EXPECT_EQ(prefix_mass(model, {}), 1);
}

TEST(Tabular, ARowWithoutWeightIsRefused) {
  const std::vector<std::uint32_t> weights = {0, 0};
  EXPECT_THROW((void)from_weights<Rational>(ParallelShape(CodeSpace({2})),
                                            std::span<const std::uint32_t>(weights)),
               std::overflow_error);
}

TEST(Tabular, ATableOfTheWrongSizeIsRefused) {
  EXPECT_THROW(ParallelHeads<Rational>(ParallelShape(CodeSpace({2})), {1}), std::invalid_argument);
}

TEST(Tabular, NamesTheFirstRowThatIsNoLaw) {
  const ParallelShape shape(CodeSpace({2, 2}));
  const auto row = [&](std::vector<Rational> cells) {
    return first_row_that_is_no_law(ParallelHeads<Rational>(shape, std::move(cells)));
  };
  const Rational half(1, 2);
  EXPECT_EQ(row({half, half, 1, 0}), std::nullopt);
  EXPECT_EQ(row({half, half, 1, half}), 1U);
  EXPECT_EQ(row({half, 1, 1, half}), 0U);
  EXPECT_EQ(row({2, -1, 1, 0}), 0U);
  EXPECT_TRUE(has_no_zero(ParallelHeads<Rational>(shape, {half, half, half, half})));
  EXPECT_FALSE(has_no_zero(ParallelHeads<Rational>(shape, {half, half, 1, 0})));
}

TEST(Tabular, TheDeterministicModelEmitsItsSequenceOnly) {
  const CodeSpace space({2, 3, 1});
  const Sequence emitted = {1, 2, 0};
  const auto model = deterministic_model<Rational>(space, emitted);
  space.for_each([&](SequenceView s) {
    EXPECT_EQ(prefix_mass(model, s), std::ranges::equal(s, emitted) ? 1 : 0);
  });
}

TEST(Tabular, TheUniformModelGivesEverySequenceTheSameMass) {
  const CodeSpace space({2, 3});
  space.for_each([&](SequenceView s) {
    EXPECT_EQ(prefix_mass(uniform_model<Rational>(CascadedShape(space)), s), Rational(1, 6));
    EXPECT_EQ(prefix_mass(uniform_model<Rational>(MarkovShape(space)), s), Rational(1, 6));
  });
}

TEST(Tabular, WritingOutAsCascadedKeepsEveryMass) {
  Draws draws(1);
  for (int round = 0; round < 100; ++round) {
    const CodeSpace space = draws.space();
    const auto parallel = draws.model<Rational, ParallelShape>(space);
    const auto markov = draws.model<Rational, MarkovShape>(space);
    EXPECT_EQ(sequence_law(as_cascaded(parallel)).mass, sequence_law(parallel).mass);
    EXPECT_EQ(sequence_law(as_cascaded(markov)).mass, sequence_law(markov).mass);
    // The parallel measure is the product of its heads, written independently.
    space.for_each([&](SequenceView s) {
      Rational product = 1;
      for (std::size_t j = 0; j < s.size(); ++j) product *= parallel.row(j)[s[j]];
      EXPECT_EQ(prefix_mass(parallel, s), product);
    });
  }
}

TEST(Tabular, TwoLibrariesAndAPrimeFieldAgree) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Draws space_draws(seed);
    const CodeSpace space = space_draws.space();
    // Equal seeds give equal weights.
    const auto boost = Draws(seed).model<Rational, CascadedShape>(space);
    const auto flint = Draws(seed).model<FlintRational, CascadedShape>(space);
    const auto prime = Draws(seed).model<Mersenne61, CascadedShape>(space);
    space.for_each([&](SequenceView s) {
      const Rational mass = prefix_mass(boost, s);
      EXPECT_EQ(prefix_mass(flint, s).text(), mass.str());
      EXPECT_EQ(prefix_mass(prime, s),
                fraction<Mersenne61>(numerator(mass).convert_to<std::int64_t>(),
                                     denominator(mass).convert_to<std::int64_t>()));
    });
  }
}

}  // namespace
}  // namespace sidproof
