// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "decoding/truncation.hpp"

#include <gtest/gtest.h>

#include "exact/rational.hpp"
#include "model/tabular.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof {
namespace {

using Kept = std::vector<bool>;

// One position with the conditionals 2/10, 5/10, 3/10 and 0.
struct Example {
  CodeSpace space{{4}};
  Trie trie = *Trie::build(TokenMap(space, {Sequence{0}, {1}, {2}, {3}}).codes());
  TrieModel<Rational> model =
      on_trie(softmax<Rational>(CascadedShape(space), std::vector<Rational>{2, 5, 3, 0}), trie);
};

TEST(Truncation, TopKKeepsTheBestChildren) {
  const Example example;
  EXPECT_EQ(kept_nodes(example.model, {1, Rational(1)}), (Kept{true, false, true, false, false}));
  EXPECT_EQ(kept_nodes(example.model, {2, Rational(1)}), (Kept{true, false, true, true, false}));
  EXPECT_EQ(kept_nodes(example.model, {9, Rational(2)}), (Kept{true, true, true, true, true}));
}

TEST(Truncation, TopPKeepsTheFewestChildrenWithTheShare) {
  const Example example;
  const auto kept = [&](const Rational& share) { return kept_nodes(example.model, {0, share}); };
  EXPECT_EQ(kept(0), (Kept{true, false, true, false, false}));
  EXPECT_EQ(kept(Rational(1, 2)), (Kept{true, false, true, false, false}));
  EXPECT_EQ(kept(Rational(51, 100)), (Kept{true, false, true, true, false}));
  EXPECT_EQ(kept(Rational(8, 10)), (Kept{true, false, true, true, false}));
  EXPECT_EQ(kept(1), (Kept{true, true, true, true, false}));
}

TEST(Truncation, OfBothRulesTheStricterCounts) {
  const Example example;
  EXPECT_EQ(kept_nodes(example.model, {1, Rational(9, 10)}),
            (Kept{true, false, true, false, false}));
  EXPECT_EQ(kept_nodes(example.model, {3, Rational(6, 10)}),
            (Kept{true, false, true, true, false}));
}

TEST(Truncation, GivesTheKeptChildrenTheMassOfTheirParent) {
  const Example example;
  const auto mass = truncated_masses(example.model, kept_nodes(example.model, {2, Rational(1)}));
  EXPECT_EQ(mass, (std::vector<Rational>{1, 0, Rational(5, 8), Rational(3, 8), 0}));
}

// Equal conditionals: the smaller token stays.
TEST(Truncation, TiesGoToTheFirst) {
  const CodeSpace space({3});
  const Trie trie = *Trie::build(TokenMap(space, {Sequence{0}, {1}, {2}}).codes());
  const auto model =
      on_trie(softmax<Rational>(CascadedShape(space), std::vector<Rational>{1, 1, 1}), trie);
  EXPECT_EQ(kept_nodes(model, {2, Rational(1)}), (Kept{true, true, true, false}));
}

}  // namespace
}  // namespace sidproof
