// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/soft_mask_laws.hpp"

#include <gtest/gtest.h>

#include "exact/flint_rational.hpp"

namespace sidproof {
namespace {

using F = FlintRational;

// THEORY's smallest case: C = {00, 10}, q() = (3/5, 2/5), q(.|0) = (1/3, 2/3),
// q(.|1) = (2/3, 1/3).
TrieModel<F> theory_case(const Trie& trie) {
  const CodeSpace space({2, 2});
  return on_trie(
      softmax<F>(CascadedShape(space), std::vector<F>{F(3), F(2), F(1), F(2), F(2), F(1)}), trie);
}

TEST(F6, AFinitePenaltyLeaksAndEverythingOrNothingIsRawOrLocal) {
  const auto trie = Trie::build(TokenMap(CodeSpace({2, 2}), {{0, 0}, {1, 0}}).codes());
  const auto model = theory_case(*trie);
  for (const F& factor : {F(0), F(1), fraction<F>(1, 2)})
    EXPECT_EQ(f6_soft_mask(model, factor).truth, Truth::holds);
  // Factor 1/2: after 0 the code keeps (1/3)/(1/3 + 1/3), after 1 (2/3)/(2/3 + 1/6).
  const auto soft = raw_masses(soft_masked_model(model, fraction<F>(1, 2)));
  EXPECT_EQ(soft[3], fraction<F>(3, 5) * fraction<F>(1, 2));
  EXPECT_EQ(soft[4], fraction<F>(2, 5) * fraction<F>(4, 5));
  EXPECT_EQ(
      f6_row_without_valid_child<F>({fraction<F>(1, 3), fraction<F>(2, 3)}, fraction<F>(1, 1000))
          .truth,
      Truth::holds);
  EXPECT_EQ(f6_row_without_valid_child<F>({F(1), F(1)}, fraction<F>(1, 2)).truth, Truth::refuted);
}

TEST(F6, FloatsTieUnderALargePenalty) {
  EXPECT_EQ(0.25F - 1e9F, 0.5F - 1e9F);  // the usual "-1e9" of decoders
  EXPECT_EQ(f6_in_floating_point(0.25F, 0.5F).truth, Truth::holds);
  EXPECT_EQ(f6_in_floating_point(0.25, 0.5).truth, Truth::holds);
  EXPECT_EQ(f6_in_floating_point(0.5, 0.5).truth, Truth::unknown);
}

TEST(F2, OneChoiceThenFreeIsWhereLocalIsGlobalForAllModels) {
  const CodeSpace space({2, 2});
  const auto is_free = [&](const std::vector<Sequence>& codes) {
    return is_one_choice_then_free(*Trie::build(TokenMap(space, codes).codes()), space);
  };
  EXPECT_TRUE(is_free({{0, 1}}));
  EXPECT_TRUE(is_free({{0, 0}, {0, 1}}));
  EXPECT_TRUE(is_free({{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
  EXPECT_FALSE(is_free({{0, 0}, {1, 0}}));
  EXPECT_FALSE(is_free({{0, 0}, {0, 1}, {1, 0}}));
  const auto trie = Trie::build(TokenMap(space, {{0, 0}, {1, 0}}).codes());
  EXPECT_EQ(f2_for_all_positive(theory_case(*trie)).truth, Truth::holds);
}

TEST(F5, LocalChangesWhenAnItemGoesOutOfStock) {
  // C = {00, 01, 10}: without 01 the survivors 00 and 10 lose unlike shares.
  const CodeSpace space({2, 2});
  const auto trie = Trie::build(TokenMap(space, {{0, 0}, {0, 1}, {1, 0}}).codes());
  const auto smaller = Trie::build(TokenMap(space, {{0, 0}, {1, 0}}).codes());
  const auto model = theory_case(*trie);
  EXPECT_EQ(f5_local_is_incoherent(model, *smaller).truth, Truth::holds);
  const auto before = local_masses(model);
  const auto after = local_masses(theory_case(*smaller));
  EXPECT_NE(before[3] / before[5], after[3] / after[4]);
}

TEST(F7, GridsAreSoundAndDiagonalsAreNot) {
  const CodeSpace space({2, 2});
  EXPECT_EQ(f7_coarse_constraints(TokenMap(space, {{0, 0}, {1, 1}})).truth, Truth::holds);
  EXPECT_EQ(f7_coarse_constraints(TokenMap(space, {{0, 0}, {0, 1}})).truth, Truth::holds);
  EXPECT_EQ(f7_coarse_constraints(TokenMap(space, {{0}})).truth, Truth::unknown);
}

}  // namespace
}  // namespace sidproof
