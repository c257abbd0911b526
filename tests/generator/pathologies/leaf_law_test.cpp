// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/leaf_law.hpp"

#include <gtest/gtest.h>

#include "generator/pathologies/hand_made.hpp"

namespace sidproof {
namespace {

using namespace reference;

constexpr Decoding every_law[] = {Decoding::raw, Decoding::global, Decoding::local};

TEST(LeafLaw, HasTheProbabilitiesOfTheItemLawInOrder) {
  for (const auto& [name, table] : small_tables())
    for (const Decoding decoding : every_law) {
      const SmallCase small = SmallCase::make(table, 21);
      const ItemLaw law = item_law(small.catalogue, small.laws);
      const LeafLaw leaves = leaf_law(small.catalogue, small.laws, law, decoding);
      for (std::uint32_t rank = 0; rank < leaves.order.size(); ++rank) {
        const std::uint32_t leaf = leaves.order[rank];
        EXPECT_EQ(leaves.of(leaf), probability(small.catalogue, small.laws, law, leaf, decoding))
            << name;
        EXPECT_EQ(leaves.rank_of(leaf), rank);
        if (rank == 0) continue;
        const std::uint32_t before = leaves.order[rank - 1];
        EXPECT_TRUE(leaves.of(before) > leaves.of(leaf) ||
                    (leaves.of(before) == leaves.of(leaf) && before < leaf));
      }
    }
}

TEST(LeafLaw, TiesGoByTokens) {
  const HandMade made = HandMade::popular_prefix();
  const LeafLaw leaves = leaf_law(made.catalogue, made.laws, made.law, Decoding::global);
  EXPECT_EQ(leaves.order,
            (std::vector<std::uint32_t>{made.leaf({1, 0}), made.leaf({0, 0}), made.leaf({0, 1}),
                                        made.leaf({0, 2}), made.leaf({0, 3})}));
}

TEST(PrefixMasses, AreTheSumsOfTheLeavesBelow) {
  for (const auto& [name, table] : small_tables())
    for (const Decoding decoding : every_law) {
      const SmallCase small = SmallCase::make(table, 22);
      const ItemLaw law = item_law(small.catalogue, small.laws);
      const LeafLaw leaves = leaf_law(small.catalogue, small.laws, law, decoding);
      std::vector<Rational> sums(small.catalogue.trie().nodes(), 0);
      for (std::uint32_t leaf = leaves.first; leaf < sums.size(); ++leaf) {
        std::uint32_t node = leaf;
        for (; node != 0; node = small.catalogue.trie().parent(node)) sums[node] += leaves.of(leaf);
        sums[0] += leaves.of(leaf);
      }
      EXPECT_EQ(prefix_masses(small.catalogue, small.laws, law, decoding), sums) << name;
    }
}

}  // namespace
}  // namespace sidproof
