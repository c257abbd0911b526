// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "decoding/constrained.hpp"

#include <gtest/gtest.h>

#include <set>

#include "exact/rational.hpp"
#include "model/model_draws.hpp"
#include "model/tabular.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

TEST(Constrained, LawsAgreeWithTheirDefinitionsBySequences) {
  Draws draws(1);
  for (int round = 0; round < 200; ++round) {
    const CodeSpace space = draws.space();
    const TokenMap map = draws.map(space, true, 9);
    const auto trie = Trie::build(map.codes());
    ASSERT_TRUE(is_prefix_free(*trie));
    const auto dense = draws.model<Rational, CascadedShape>(space, true);
    const auto model = on_trie(dense, *trie);
    std::set<Sequence> valid;
    for (std::size_t v = 0; v < map.items(); ++v) valid.emplace(map[v].begin(), map[v].end());
    const auto starts = [](const Sequence& s, const Sequence& w) {
      return std::equal(w.begin(), w.end(), s.begin());
    };
    Rational covered = 0;
    for (const Sequence& s : valid) covered += prefix_mass(dense, s);

    const auto a = child_masses(model);
    const auto h = completion_masses(model);
    const auto raw = raw_masses(model);
    const auto global = global_masses(model);
    const auto local = local_masses(model);
    const auto weight = importance_weights(model);
    ASSERT_EQ(h[0], covered);
    for (std::uint32_t node = 0; node < trie->nodes(); ++node) {
      const Sequence w = trie->prefix(node);
      Rational below = 0;
      for (const Sequence& s : valid)
        if (starts(s, w)) below += prefix_mass(dense, s);
      const Rational own = prefix_mass(dense, w);
      ASSERT_EQ(raw[node], own);
      ASSERT_EQ(h[node], below / own);
      ASSERT_EQ(global[node], below / covered);
      Rational product = 1;
      Rational masks = 1;
      for (std::size_t j = 0; j < w.size(); ++j) {
        const Sequence head(w.begin(), w.begin() + static_cast<std::ptrdiff_t>(j));
        std::set<std::uint32_t> allowed;
        for (const Sequence& s : valid)
          if (starts(s, head)) allowed.insert(s[j]);
        Rational mass = 0;
        for (const std::uint32_t t : allowed) mass += dense.conditional(head, t);
        product *= dense.conditional(head, w[j]) / mass;
        masks *= mass;
      }
      ASSERT_EQ(local[node], product);
      ASSERT_EQ(weight[node], masks);
      Rational children = trie->is_leaf(node) ? 1 : 0;
      for (std::uint32_t t = 0; w.size() < space.length() && t < space.alphabet(w.size()); ++t)
        if (trie->child(node, t)) children += dense.conditional(w, t);
      ASSERT_EQ(a[node], children);
    }
    const auto masked = masked_model(model);
    ASSERT_EQ(raw_masses(masked), local);
    ASSERT_EQ(completion_masses(masked)[0], 1);
  }
}

TEST(Constrained, TheoryExampleWhereTheBestItemDiffers) {
  const CodeSpace space({2, 2});
  const auto trie = Trie::build(TokenMap(space, {{0, 0}, {1, 0}}).codes());
  const std::vector<std::uint32_t> weights = {3, 2, 1, 2, 2, 1};
  // Rows of different sums: (3/5, 2/5), (1/3, 2/3), (2/3, 1/3).
  const auto model =
      on_trie(from_weights<Rational>(CascadedShape(space), std::span(weights)), *trie);
  const auto [begin, end] = trie->level(2);
  ASSERT_EQ(end - begin, 2U);
  EXPECT_EQ(local_masses(model)[begin], Rational(3, 5));
  EXPECT_EQ(global_masses(model)[begin], Rational(3, 7));
  EXPECT_EQ(global_masses(model)[begin + 1], Rational(4, 7));
}

TEST(Constrained, DeadEndsAreRefused) {
  const CodeSpace space({2, 2});
  const auto trie = Trie::build(TokenMap(space, {{0, 0}}).codes());
  const auto model = on_trie(deterministic_model<Rational>(space, Sequence{0, 1}), *trie);
  EXPECT_THROW((void)local_masses(model), std::overflow_error);
  EXPECT_THROW((void)global_masses(model), std::overflow_error);
  EXPECT_EQ(completion_masses(model)[0], 0);
}

TEST(Constrained, ProperPrefixesAreNoticed) {
  EXPECT_FALSE(is_prefix_free(*Trie::build(TokenMap(CodeSpace({2, 2}), {{0}, {0, 1}}).codes())));
  EXPECT_TRUE(is_prefix_free(*Trie::build(TokenMap(CodeSpace({2, 2}), {{0}, {1, 1}}).codes())));
}

}  // namespace
}  // namespace sidproof
