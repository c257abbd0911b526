// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "model/trie_model.hpp"

#include <gtest/gtest.h>

#include "exact/degree.hpp"
#include "exact/mersenne61.hpp"
#include "exact/rational.hpp"
#include "model/model_draws.hpp"
#include "model/sequence_law.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

TEST(TrieModel, RestrictedToATrieKeepsTheMassOfEveryCode) {
  Draws draws(6);
  for (int round = 0; round < 200; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, round % 2 == 0);
    const auto trie = Trie::build(map.codes());
    const auto dense = draws.model<Rational, CascadedShape>(space);
    const auto sparse = on_trie(dense, *trie);
    for (std::size_t v = 0; v < map.items(); ++v)
      ASSERT_EQ(prefix_mass(sparse, map[v]), prefix_mass(dense, map[v]));
    // As a full model its rows are laws, too.
    ASSERT_EQ(first_row_that_is_no_law(as_cascaded(sparse)), std::nullopt);
  }
}

TEST(TrieModel, FreeModelsAreLawsForAnyFreeNumbers) {
  Draws draws(8);
  for (int round = 0; round < 200; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, round % 2 == 0, 12);
    const auto trie = Trie::build(map.codes());
    const auto model = free_trie_model<Mersenne61>(
        *trie, space, [&] { return Mersenne61::from_bits(draws.below(~std::uint64_t{0})); });
    for (std::size_t node = 0; node < trie->nodes(); ++node) {
      Mersenne61 sum = model.leak(node);
      for (auto c = trie->first_child(node); c < trie->first_child(node + 1); ++c)
        sum += model.into(c);
      const bool inner = trie->prefix(static_cast<std::uint32_t>(node)).size() < space.length();
      ASSERT_EQ(sum, Mersenne61(inner ? 1 : 0));
    }
    ASSERT_EQ(first_row_that_is_no_law(as_cascaded(model)), std::nullopt);
  }
}

TEST(TrieModel, FreeModelsAreLinearInTheirNumbers) {
  const TokenMap map(CodeSpace({2, 3}), {{0, 0}, {0, 1}, {0, 2}, {1, 1}});
  const auto trie = Trie::build(map.codes());
  const auto model =
      free_trie_model<DegreeTracker>(*trie, map.space(), [] { return DegreeTracker::variable(); });
  for (std::size_t node = 0; node < trie->nodes(); ++node) {
    EXPECT_LE(model.into(node).numerator(), 1U);
    EXPECT_EQ(model.into(node).denominator(), 0U);
    EXPECT_LE(model.leak(node).numerator(), 1U);
  }
  // The root has both its tokens, node 1 all three: nothing leaks there.
  EXPECT_EQ(model.leak(0).numerator(), 0U);
  EXPECT_EQ(model.leak(1).numerator(), 0U);
  EXPECT_EQ(model.leak(2).numerator(), 1U);
}

TEST(TrieModel, MustFitItsTrie) {
  const auto trie = Trie::build(TokenMap(CodeSpace({2}), {{0}}).codes());
  EXPECT_THROW(TrieModel<Rational>(*trie, CodeSpace({2}), {1}, {0, 0}), std::invalid_argument);
  EXPECT_THROW(TrieModel<Rational>(*trie, CodeSpace(), {1, 1}, {0, 0}), std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
