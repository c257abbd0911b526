// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "model/sequence_law.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "exact/rational.hpp"
#include "model/model_draws.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

SequenceLaw<Rational> draw_law(Draws& draws, const CodeSpace& space) {
  SequenceLaw<Rational> law{space, {}};
  std::uint64_t total = 0;
  for (std::uint64_t i = 0; i < *space.sequences(); ++i) {
    law.mass.emplace_back(draws.below(3));
    total += law.mass.back().convert_to<std::uint64_t>();
  }
  if (total == 0) law.mass[0] = 1, total = 1;
  for (Rational& mass : law.mass) mass /= total;
  return law;
}

TEST(SequenceLaw, ConditionalsRealiseEveryLawIncludingLawsWithZeros) {
  Draws draws(4);
  for (int round = 0; round < 300; ++round) {
    const auto law = draw_law(draws, draws.space());
    const auto model = conditionals_of(law);
    EXPECT_EQ(first_row_that_is_no_law(model), std::nullopt);
    EXPECT_EQ(sequence_law(model).mass, law.mass);
  }
}

TEST(SequenceLaw, ConditionalsOfAModelsMeasureAreItsOwnWhereReached) {
  Draws draws(5);
  for (int round = 0; round < 100; ++round) {
    const CodeSpace space = draws.space();
    const auto model = draws.model<Rational, CascadedShape>(space);
    const auto again = conditionals_of(sequence_law(model));
    space.for_each([&](SequenceView s) {
      for (std::size_t j = 0; j < s.size(); ++j) {
        const Rational expected = prefix_mass(model, s.first(j)) == 0
                                      ? Rational(1, space.alphabet(j))
                                      : model.conditional(s.first(j), s[j]);
        EXPECT_EQ(again.conditional(s.first(j), s[j]), expected);
      }
    });
  }
}

TEST(SequenceLaw, MixesMeasuresNotConditionals) {
  const CodeSpace space({2, 2});
  const auto a = sequence_law(deterministic_model<Rational>(space, Sequence{0, 0}));
  const auto b = sequence_law(deterministic_model<Rational>(space, Sequence{1, 1}));
  const auto mixed = mixture<Rational>({{Rational(1, 2), a}, {Rational(1, 2), b}});
  EXPECT_EQ(mixed.mass, (std::vector<Rational>{Rational(1, 2), 0, 0, Rational(1, 2)}));
  // A mixture of conditionals would give 1/4 to each sequence.
  EXPECT_EQ(conditionals_of(mixed).conditional(Sequence{0}, 0), 1);
}

TEST(SequenceLaw, MixturesNeedOneSpace) {
  const auto a = sequence_law(deterministic_model<Rational>(CodeSpace({2}), Sequence{0}));
  const auto b = sequence_law(deterministic_model<Rational>(CodeSpace({3}), Sequence{0}));
  EXPECT_THROW((void)mixture<Rational>({{Rational(1), a}, {Rational(1), b}}),
               std::invalid_argument);
  EXPECT_THROW((void)mixture<Rational>({}), std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
