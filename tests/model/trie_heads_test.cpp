// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "model/trie_heads.hpp"

#include <gtest/gtest.h>

#include "exact/degree.hpp"
#include "exact/mersenne61.hpp"
#include "exact/rational.hpp"
#include "model/model_draws.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

TEST(TrieHeads, TiedToATrieAreTheParallelModel) {
  Draws draws(1);
  for (int round = 0; round < 200; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, round % 2 == 0);
    const auto trie = Trie::build(map.codes());
    const auto dense = draws.model<Rational, ParallelShape>(space);
    TrieHeads<Rational> heads;
    heads.heads.resize(trie->depth());
    for (std::size_t j = 0; j < trie->depth(); ++j)
      for (std::uint32_t token = 0; token < space.alphabet(j); ++token) {
        heads.heads[j].tokens.push_back(token);
        heads.heads[j].mass.push_back(dense.row(j)[token]);
      }
    const auto tied = tied_trie_model(heads, *trie, space);
    const auto expected = on_trie(dense, *trie);
    for (std::size_t node = 0; node < trie->nodes(); ++node) {
      ASSERT_EQ(tied.into(node), expected.into(node));
      ASSERT_EQ(tied.leak(node), expected.leak(node));
    }
  }
}

TEST(TrieHeads, FreeHeadsAreOneLawAPositionOfDegreeOne) {
  Draws draws(2);
  int full = 0;
  for (int round = 0; round < 200; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, true, 12);
    const auto trie = Trie::build(map.codes());
    std::size_t drawn = 0;
    const auto heads = free_trie_heads<Mersenne61>(*trie, space, [&] {
      ++drawn;
      return Mersenne61::from_bits(draws.below(~std::uint64_t{0}));
    });
    std::size_t expected = 0;
    ASSERT_EQ(heads.heads.size(), space.length());
    for (std::size_t j = 0; j < space.length(); ++j) {
      const auto& head = heads.heads[j];
      ASSERT_TRUE(std::ranges::is_sorted(head.tokens));
      for (std::size_t v = 0; v < map.items(); ++v)
        ASSERT_TRUE(std::ranges::binary_search(head.tokens, map[v][j]));
      Mersenne61 sum(0);
      for (const Mersenne61 mass : head.mass) sum += mass;
      const bool is_full = head.tokens.size() == space.alphabet(j);
      full += is_full ? 1 : 0;
      expected += head.tokens.size() - (is_full ? 1 : 0);
      if (is_full) {
        ASSERT_EQ(sum, Mersenne61(1));
      }
    }
    ASSERT_EQ(drawn, expected);
    const auto degrees =
        free_trie_heads<DegreeTracker>(*trie, space, [] { return DegreeTracker::variable(); });
    for (const auto& head : degrees.heads)
      for (const DegreeTracker& mass : head.mass) {
        ASSERT_LE(mass.numerator(), 1U);
        ASSERT_EQ(mass.denominator(), 0U);
      }
  }
  EXPECT_GT(full, 50);
}

}  // namespace
}  // namespace sidproof
