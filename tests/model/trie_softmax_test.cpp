// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "model/trie_softmax.hpp"

#include <gtest/gtest.h>

#include "exact/mersenne61.hpp"
#include "model/model_draws.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

TEST(TrieSoftmax, IsALawAtEveryNodeProportionalToTheWeights) {
  Draws draws(1);
  for (int round = 0; round < 200; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, round % 2 == 0, 12);
    const auto trie = Trie::build(map.codes());
    const auto weights = free_trie_logits<Mersenne61>(
        *trie, space, [&] { return Mersenne61::from_bits(draws.below(~std::uint64_t{0}) | 1U); });
    const auto model = trie_softmax<Mersenne61>(*trie, space, weights);
    for (std::uint32_t node = 0; node < trie->nodes(); ++node) {
      Mersenne61 sum = model.leak(node);
      for (auto c = trie->first_child(node); c < trie->first_child(node + 1); ++c) {
        sum += model.into(c);
        ASSERT_EQ(model.into(c) * weights.edge[trie->first_child(node)],
                  model.into(trie->first_child(node)) * weights.edge[c]);
        ASSERT_EQ(model.into(c) * weights.outside[node], model.leak(node) * weights.edge[c]);
      }
      ASSERT_EQ(sum, Mersenne61(trie->prefix(node).size() < space.length() ? 1 : 0));
    }
  }
}

TEST(TrieSoftmax, DrawsOneNumberForEachChildAndOneForTheTokensOutside) {
  const CodeSpace space({2, 3});
  const TokenMap map(space, {{0, 0}, {0, 1}, {0, 2}, {1, 1}});
  std::int64_t drawn = 0;
  const auto logits = free_trie_logits<Mersenne61>(*Trie::build(map.codes()), space,
                                                   [&] { return Mersenne61(++drawn); });
  // Root and prefix 0 are full; prefix 1 has tokens outside.
  const std::vector<Mersenne61> edge = {Mersenne61(0), Mersenne61(1), Mersenne61(2), Mersenne61(3),
                                        Mersenne61(4), Mersenne61(5), Mersenne61(6)};
  EXPECT_EQ(logits.edge, edge);
  EXPECT_EQ(logits.outside[2], Mersenne61(7));
  EXPECT_EQ(drawn, 7);
}

TEST(TrieSoftmax, DrawsNothingForLeavesAboveTheLastPosition) {
  const CodeSpace space({2, 3});
  std::int64_t drawn = 0;
  const auto trie = Trie::build(TokenMap(space, {{0}, {1, 2}}).codes());
  const auto logits =
      free_trie_logits<Mersenne61>(*trie, space, [&] { return Mersenne61(++drawn); });
  // Two children of the root, one of prefix 1, and what is outside of it.
  EXPECT_EQ(drawn, 4);
  EXPECT_EQ(logits.outside,
            (std::vector<Mersenne61>{Mersenne61(0), Mersenne61(0), Mersenne61(4), Mersenne61(0)}));
}

TEST(TrieSoftmax, OfWeightsThatSumToZeroIsADivisionByZero) {
  const CodeSpace space({2});
  const auto trie = Trie::build(TokenMap(space, {Sequence{0}, Sequence{1}}).codes());
  std::int64_t sign = 1;
  const auto weights =
      free_trie_logits<Mersenne61>(*trie, space, [&] { return Mersenne61(sign = -sign); });
  EXPECT_THROW((void)trie_softmax<Mersenne61>(*trie, space, weights), std::overflow_error);
}

}  // namespace
}  // namespace sidproof
