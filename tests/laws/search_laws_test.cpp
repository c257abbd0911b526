// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/search_laws.hpp"

#include <gtest/gtest.h>

#include "exact/flint_rational.hpp"
#include "laws/reduction_laws.hpp"
#include "laws/sampling_laws.hpp"

namespace sidproof {
namespace {

using F = FlintRational;

TEST(H3, TheTrapOfWidthOneClosesAsComputedByHand) {
  const auto trap = non_monotone_trap<F>(1);
  const auto trie = Trie::build(trap.map.codes());
  const auto factors = raw_factors(on_trie(trap.model, *trie));
  // Width 1: 2/3 * 1/5 * 1. Width 2 keeps the two likely tokens after 1: 1/3 * 1/2 * 1/5.
  EXPECT_EQ(beam_search(*trie, factors, 1).results.front().score, fraction<F>(2, 15));
  EXPECT_EQ(beam_search(*trie, factors, 2).results.front().score, fraction<F>(1, 30));
}

TEST(H3, GreedyIsAsBadAsOneLikes) {
  for (const std::uint32_t ratio : {1U, 10U, 100U}) {
    const auto trap = greedy_trap<F>(ratio);
    const auto trie = Trie::build(trap.map.codes());
    const auto factors = raw_factors(on_trie(trap.model, *trie));
    EXPECT_EQ(greedy_search(*trie, factors).score,
              fraction<F>(3, 10 * static_cast<std::int64_t>(ratio)));
    EXPECT_EQ(exhaustive_ranking(*trie, factors).front().score, fraction<F>(2, 5));
    EXPECT_EQ(h3_not_monotone<F>(1 + ratio % 3, ratio).truth, Truth::holds);
  }
}

TEST(H1, TheLargestLevelCountsLeavesThatWait) {
  const CodeSpace space({3, 2});
  EXPECT_EQ(largest_level(*Trie::build(TokenMap(space, {{0}, {1, 0}, {1, 1}, {2, 0}}).codes())),
            4U);
  EXPECT_EQ(largest_level(*Trie::build(TokenMap(CodeSpace(), {Sequence{}}).codes())), 1U);
}

TEST(H4, TheTurnedScoresAreBelowOneAndInTheOtherOrder) {
  for (const auto& [a, b] : {std::pair<std::size_t, std::size_t>{1, 2}, {3, 2}, {1, 6}}) {
    const auto [p, q] = order_turned_round<F>(a, b);
    EXPECT_LT(p, F(1));
    EXPECT_LT(q, F(1));
    EXPECT_NE(p < q, power(p, b) < power(q, a));
  }
}

TEST(H6, TheWitnessIsFoundWhereTwoPositionsHaveAChoice) {
  EXPECT_EQ(h6_temperature_witness<F>(CodeSpace({2, 1, 3}), 2).truth, Truth::holds);
  EXPECT_EQ(h6_temperature_witness<F>(CodeSpace({1, 3}), 3).truth, Truth::holds);
  EXPECT_EQ(h6_temperature_witness<F>(CodeSpace(), 2).truth, Truth::holds);
}

TEST(H6, OnlyParallelHeadsMayBeCalledParallel) {
  const auto cascaded = softmax<F>(CascadedShape(CodeSpace({2, 2})),
                                   std::vector<F>{F(1), F(1), F(1), F(1), F(2), F(1)});
  EXPECT_EQ(h6_temperature(cascaded, 2, false).truth, Truth::holds);
  EXPECT_EQ(h6_temperature(cascaded, 2, true).truth, Truth::refuted);
}

TEST(H7, TopOneKeepsOneSequenceAndTopPKeepsTheFewestTokens) {
  const CodeSpace space({3});
  const auto trie = Trie::build(TokenMap(space, {{0}, {1}, {2}}).codes());
  const auto model =
      on_trie(softmax<F>(CascadedShape(space), std::vector<F>{F(2), F(5), F(3)}), *trie);
  EXPECT_EQ(kept_nodes(model, {1, F(1)}), (std::vector<bool>{true, false, true, false}));
  EXPECT_EQ(kept_nodes(model, {0, fraction<F>(3, 5)}),
            (std::vector<bool>{true, false, true, true}));
  EXPECT_EQ(kept_nodes(model, {0, fraction<F>(1, 2)}),
            (std::vector<bool>{true, false, true, false}));
  const auto mass = truncated_masses(model, kept_nodes(model, {2, F(1)}));
  EXPECT_EQ(mass[2], fraction<F>(5, 8));
  EXPECT_EQ(mass[3], fraction<F>(3, 8));
}

TEST(H9, HitsOfACollisionGroupCountInFull) {
  const TokenMap map(CodeSpace({2}), {{0}, {0}, {1}});
  EXPECT_EQ(h9_hit_rates(map, {0, 1, 2}, 0b101).truth, Truth::holds);
  EXPECT_EQ(h9_hit_rates(map, {}, 0).truth, Truth::unknown);
}

TEST(G5, NestedAndEmptyCodesHideBorders) {
  const CodeSpace space({2, 2});
  EXPECT_FALSE(has_ambiguous_border(TokenMap(space, {{0}, {1, 0}})));
  EXPECT_TRUE(has_ambiguous_border(TokenMap(space, {{0}, {0, 1}})));
  EXPECT_TRUE(has_ambiguous_border(TokenMap(space, {{0, 1}, {0, 1}})));
  EXPECT_TRUE(has_ambiguous_border(TokenMap(space, {Sequence{}})));
}

TEST(G3, PadsAreATokenOfTheirOwn) {
  const TokenMap filled = padded(TokenMap(CodeSpace({2, 3}), {{1}, {0, 2}, {}}));
  EXPECT_EQ(filled.space().alphabets(), (std::vector<std::uint32_t>{3, 4}));
  EXPECT_EQ(Sequence(filled[0].begin(), filled[0].end()), (Sequence{1, 3}));
  EXPECT_EQ(Sequence(filled[2].begin(), filled[2].end()), (Sequence{2, 3}));
}

}  // namespace
}  // namespace sidproof
