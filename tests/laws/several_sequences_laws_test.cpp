// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/several_sequences_laws.hpp"

#include <gtest/gtest.h>

#include "exact/flint_rational.hpp"

namespace sidproof {
namespace {

using F = FlintRational;

TEST(E1, MassesOfDisjointSetsLeaveWhatIsOutside) {
  const CodeSpace space({2, 2});
  const auto uniform = uniform_model<F>(CascadedShape(space));
  const Spellings two_items{TokenMap(space, {{0, 0}, {0, 1}, {1, 1}}), {0, 0, 1}, 2};
  EXPECT_EQ(e1_item_masses(uniform, two_items).truth, Truth::holds);
  const Spellings overlapping{TokenMap(space, {{0, 0}, {0, 0}}), {0, 1}, 2};
  EXPECT_EQ(e1_item_masses(uniform, overlapping).truth, Truth::unknown);
  const CascadedTable<F> no_law(CascadedShape(CodeSpace({2})), {F(1), F(1)});
  EXPECT_EQ(e1_item_masses(no_law, {TokenMap(CodeSpace({2}), {{0}}), {0}, 1}).truth,
            Truth::refuted);
}

TEST(E1, ADrawnSequenceCostsItsEntropyAndItsDivergence) {
  const CodeSpace space({2});
  const CascadedTable<Rational> model(CascadedShape(space), {Rational(1, 4), Rational(3, 4)});
  const TokenMap both(space, {{0}, {1}});
  EXPECT_EQ(e1_random_sequence(model, both, {1, 1}).truth, Truth::holds);
  EXPECT_EQ(e1_random_sequence(model, both, {1, 0}).truth, Truth::holds);
  EXPECT_EQ(e1_random_sequence(model, both, {0, 0}).truth, Truth::unknown);
}

TEST(E2, PairsAreMergedAtTheirBorder) {
  const CodeSpace space({2, 3});
  const TokenMap map(space, {{1, 2}, {0, 1}});
  const TokenMap pairs = merged_pairs(map);
  EXPECT_EQ(pairs.space().alphabets(), (std::vector<std::uint32_t>{2, 6, 3}));
  // (1 2)(1 2): last token 2 and first token 1 become 2 * 2 + 1.
  EXPECT_EQ(Sequence(pairs[0].begin(), pairs[0].end()), (Sequence{1, 5, 2}));
  // (0 1)(1 2).
  EXPECT_EQ(Sequence(pairs[2].begin(), pairs[2].end()), (Sequence{0, 3, 2}));
}

TEST(E2, EqualityHoldsForHistoriesAndNotForItems) {
  const TokenMap map(CodeSpace({2}), {{0}, {1}});
  const auto uniform = uniform_model<F>(CascadedShape(merged_pairs(map).space()));
  EXPECT_EQ(e2_merged_across_borders(uniform, map).truth, Truth::holds);
  const std::vector<TokenMap> maps = {map, TokenMap(CodeSpace({2}), {{0}, {0}})};
  const auto model = uniform_model<F>(CascadedShape(CodeSpace({2})));
  const std::vector<CascadedTable<F>> models = {model, model};
  EXPECT_EQ(e2_past_dependent(models, maps, {{1, 2}, {1, 0}}).truth, Truth::holds);
}

TEST(E2, NoPartialSumOfTokenLossesIsTheLossOfTheFirstItem) {
  // Two binary items (x, y) as the tokens (x + y mod 2, y); pair 2 x + y.
  const CodeSpace space({2, 2});
  const TokenMap pairs(space, {{0, 0}, {1, 1}, {1, 0}, {0, 1}});
  const auto f = [](int n, int d) { return fraction<F>(n, d); };
  const CascadedTable<F> model(CascadedShape(space),
                               {f(1, 3), f(2, 3), f(1, 2), f(1, 2), f(1, 5), f(4, 5)});
  EXPECT_TRUE(is_bijective(pairs));
  EXPECT_EQ(z_direct(model, pairs), F(1));
  for (std::size_t x = 0; x < 2; ++x) {
    const F first = prefix_mass(model, pairs[2 * x]) + prefix_mass(model, pairs[2 * x + 1]);
    EXPECT_EQ(first, x == 0 ? f(7, 10) : f(3, 10));
    for (std::size_t y = 0; y < 2; ++y)
      for (std::size_t length = 0; length <= 2; ++length)
        EXPECT_NE(prefix_mass(model, pairs[2 * x + y].first(length)), first);
  }
}

TEST(E3, OneToOneMapsAreUndoneAndOthersAreNot) {
  const CodeSpace space({2});
  const Channel<F> certain = {{F(1), F(0)}, {F(0), F(1)}};
  EXPECT_EQ(e3_left_inverse<F>(TokenMap(space, {{0}, {1}}), certain).truth, Truth::holds);
  EXPECT_EQ(e3_left_inverse<F>(TokenMap(space, {{0}, {0}}), certain).truth, Truth::holds);
  const F half = fraction<F>(1, 2);
  EXPECT_EQ(e3_consistency<F>({{half, half}, {half, half}}, certain).truth, Truth::holds);
  EXPECT_EQ(e3_consistency<F>(certain, certain).truth, Truth::holds);
  // Rows that are no laws: kappa is certain of item 0, and yet not of it alone.
  EXPECT_EQ(e3_consistency<F>({{F(1)}, {F(0)}}, {{F(1), F(1)}}).truth, Truth::refuted);
}

}  // namespace
}  // namespace sidproof
