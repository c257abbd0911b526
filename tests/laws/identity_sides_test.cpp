// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The sides of identities against the same quantities of dense tables.
#include "laws/identity_sides.hpp"

#include <gtest/gtest.h>

#include "exact/flint_rational.hpp"
#include "laws/identity_gradient_sides.hpp"
#include "laws/identity_parallel_sides.hpp"
#include "model/model_draws.hpp"
#include "objective/gradient.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;
using Number = FlintRational;

// Every row of the table observed once.
ItemCounts one_each(const TokenMap& map) { return ItemCounts(map.items(), 1); }

TEST(IdentitySides, SlopesOnATrieAreTheGradientOfADenseSoftmaxTimesTheDirection) {
  Draws draws(1);
  int sparse = 0;
  for (int round = 0; round < 150; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, round % 2 == 0, 9);
    const auto trie = Trie::build(map.codes());
    const CascadedShape shape(space);
    std::vector<Number> weights;
    std::vector<Number> direction;
    for (const std::uint32_t weight : draws.weights(shape, true)) {
      weights.push_back(Number(std::int64_t{weight}));
      direction.push_back(Number(static_cast<std::int64_t>(draws.below(9)) - 4));
    }
    // The tokens outside the trie move together, as their sum.
    TrieLogits<Number> trie_weights{std::vector<Number>(trie->nodes(), Number(0)),
                                    std::vector<Number>(trie->nodes(), Number(0))};
    TrieLogits<Number> trie_direction = trie_weights;
    for (std::uint32_t node = 0; node < trie->nodes(); ++node) {
      const Sequence prefix = trie->prefix(node);
      if (trie->is_leaf(node)) continue;
      trie_direction.outside[node] = Number(has_outside(*trie, space, node, prefix.size()) ? 3 : 0);
      for (std::uint32_t token = 0; token < space.alphabet(prefix.size()); ++token) {
        const std::size_t cell = shape.row_begin(shape.row_of(prefix)) + token;
        if (const auto child = trie->child(node, token)) {
          trie_weights.edge[*child] = weights[cell];
          trie_direction.edge[*child] = direction[cell];
        } else {
          trie_weights.outside[node] += weights[cell];
          direction[cell] = Number(3);
          ++sparse;
        }
      }
    }
    const auto dense = softmax<Number>(shape, weights);
    const auto ar = ar_gradient(dense, map, one_each(map));
    const auto z = z_gradient(dense, map);
    Number ar_along(0);
    Number z_along(0);
    for (std::size_t cell = 0; cell < direction.size(); ++cell) {
      ar_along += ar[cell] * direction[cell];
      z_along += z[cell] * direction[cell];
    }
    const auto sides = gradient_sides(*trie, space, trie_weights, trie_direction);
    ASSERT_EQ(sides.left[0], ar_along);
    ASSERT_EQ(sides.right[0], ar_along);
    ASSERT_EQ(sides.left[1], z_along);
    ASSERT_EQ(sides.right[1], z_along);
  }
  EXPECT_GT(sparse, 100);
}

TEST(IdentitySides, OfParallelHeadsAreZAndTheLikelihoodOfDenseHeads) {
  Draws draws(2);
  for (int round = 0; round < 150; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, round % 2 == 0, 9);
    const auto trie = Trie::build(map.codes());
    const auto dense = draws.model<Number, ParallelShape>(space);
    TrieHeads<Number> heads;
    heads.heads.resize(trie->depth());
    for (std::size_t j = 0; j < trie->depth(); ++j)
      for (std::uint32_t token = 0; token < space.alphabet(j); ++token) {
        heads.heads[j].tokens.push_back(token);
        heads.heads[j].mass.push_back(dense.row(j)[token]);
      }
    const auto sides = parallel_sides(heads, *trie, space);
    const Number z = z_direct(dense, map);
    const Number likelihood = ar_likelihood(dense, map, one_each(map));
    ASSERT_EQ(sides.left, (std::vector<Number>{z, z, likelihood}));
    ASSERT_EQ(sides.right, (std::vector<Number>{z, z, likelihood}));
  }
}

}  // namespace
}  // namespace sidproof
