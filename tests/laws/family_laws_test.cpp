// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// A2c on THEORY's case: one-to-one codes {00, 01, 11} seen (2, 2, 3) times, parallel heads.
#include "laws/family_laws.hpp"

#include <gtest/gtest.h>

#include "exact/flint_rational.hpp"
#include "laws/coordinate_laws.hpp"

namespace sidproof {
namespace {

using F = FlintRational;

const CodeSpace space({2, 2});
const TokenMap three_codes(space, {{0, 0}, {0, 1}, {1, 1}});
const ItemCounts seen = {2, 2, 3};

// Every pair of heads with denominators up to `finest`.
std::vector<ParallelHeads<F>> grid_of_heads(std::int64_t finest) {
  std::vector<F> shares;
  for (std::int64_t d = 1; d <= finest; ++d)
    for (std::int64_t n = 0; n <= d; ++n) shares.push_back(fraction<F>(n, d));
  std::vector<ParallelHeads<F>> heads;
  for (const F& a : shares)
    for (const F& b : shares)
      heads.emplace_back(ParallelShape(space), std::vector<F>{a, F(1) - a, b, F(1) - b});
  return heads;
}

TEST(A2cAnyFamily, TheoryExampleWhereTheFamilysOptimaRankDifferently) {
  // The optima of the family come out of a search through it and out of the formulas.
  std::optional<ParallelHeads<F>> best_for_tokens;
  std::optional<ParallelHeads<F>> best_for_items;
  F most_tokens(0);
  F most_items(0);
  for (const auto& heads : grid_of_heads(7)) {
    const F tokens = ar_likelihood(heads, three_codes, seen);
    if (is_zero(tokens)) continue;
    const F items = fv_likelihood<F>(normalised(item_masses(heads, three_codes)), seen);
    if (most_tokens < tokens) best_for_tokens = heads, most_tokens = tokens;
    if (most_items < items) best_for_items = heads, most_items = items;
  }
  const auto of_49 = [](std::int64_t n) { return fraction<F>(n, 49); };
  EXPECT_EQ(item_masses(*best_for_tokens, three_codes),
            (std::vector<F>{of_49(8), of_49(20), of_49(15)}));
  EXPECT_EQ(normalised(item_masses(*best_for_items, three_codes)),
            (std::vector<F>{fraction<F>(2, 7), fraction<F>(2, 7), fraction<F>(3, 7)}));
  const auto formula = best_of_family<F>(ParallelShape(space), three_codes, seen);
  EXPECT_TRUE(std::ranges::equal(formula.cells(), best_for_tokens->cells()));
  EXPECT_EQ(a2c_argmin_in_family<F>(ParallelShape(space), three_codes, seen).truth, Truth::holds);
  EXPECT_TRUE(better_for_items(formula, three_codes, seen));
}

TEST(A2cAnyFamily, UnrestrictedTablesHaveNoBetterMemberForOneToOneCodes) {
  const auto best = best_of_family<F>(CascadedShape(space), three_codes, seen);
  EXPECT_FALSE(better_for_items(best, three_codes, seen));
  EXPECT_EQ(item_masses(best, three_codes),
            (std::vector<F>{fraction<F>(2, 7), fraction<F>(2, 7), fraction<F>(3, 7)}));
}

TEST(A2cAnyFamily, RefutesMembersThatAreNoLaws) {
  const TokenMap all(space, {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
  const F half = fraction<F>(1, 2);
  const std::vector<ParallelHeads<F>> broken = {{ParallelShape(space), {half, half, half, F(1)}}};
  EXPECT_EQ(a2c_any_family(broken, all, {1, 1, 1, 1}).truth, Truth::refuted);
}

TEST(A5Paths, DifferForTwoPositionsAndAgreeForOne) {
  EXPECT_EQ(a5_paths_differ<F>(space).truth, Truth::holds);
  EXPECT_EQ(a5_paths_differ<F>(CodeSpace({1, 4, 1})).truth, Truth::holds);
  EXPECT_TRUE(same_direction<F>({F(1), F(2), F(3)}, {F(5), F(7), F(9)}));
  EXPECT_FALSE(same_direction<F>({F(1), F(2), F(3)}, {F(5), F(7), F(8)}));
}

TEST(A6Order, TheEmitterOf01IsNotTheOneOf10) {
  EXPECT_EQ(a6_one_model_in_another_order<F>(space).truth, Truth::holds);
  EXPECT_EQ(a6_one_model_in_another_order<F>(CodeSpace({2, 3})).truth, Truth::unknown);
}

}  // namespace
}  // namespace sidproof
