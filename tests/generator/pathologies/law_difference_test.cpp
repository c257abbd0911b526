// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/law_difference.hpp"

#include <gtest/gtest.h>

#include "generator/pathologies/hand_made.hpp"

namespace sidproof {
namespace {

using namespace reference;

LawDifference difference(const Catalogue& catalogue, const TrieLaws& laws, std::size_t top) {
  const ItemLaw law = item_law(catalogue, laws);
  return law_difference(catalogue, laws, law, leaf_law(catalogue, laws, law, Decoding::global),
                        leaf_law(catalogue, laws, law, Decoding::local), top);
}

TEST(TotalVariation, IsHalfTheSumOfTheDifferences) {
  for (std::uint64_t seed = 0; seed < 6; ++seed)
    for (const auto& [name, table] : small_tables()) {
      const SmallCase small = SmallCase::make(table, 30 + seed);
      const ItemLaw law = item_law(small.catalogue, small.laws);
      Rational twice = 0;
      for (std::uint32_t leaf = small.catalogue.leaves().first;
           leaf < small.catalogue.leaves().second; ++leaf)
        twice += abs(probability(small.catalogue, small.laws, law, leaf, Decoding::local) -
                     probability(small.catalogue, small.laws, law, leaf, Decoding::global));
      EXPECT_EQ(2 * reduced(total_variation(small.catalogue, small.laws, law)), twice) << name;
    }
}

TEST(TotalVariation, IsKnownForLawsThatAreWrittenDown) {
  const HandMade bias = HandMade::label_bias();
  EXPECT_EQ(reduced(total_variation(bias.catalogue, bias.laws, bias.law)), Rational(15, 56));
  const HandMade popular = HandMade::popular_prefix();
  EXPECT_EQ(reduced(total_variation(popular.catalogue, popular.laws, popular.law)),
            Rational(21, 1328));
}

TEST(LawDifference, SeesTheBestItemChange) {
  const HandMade made = HandMade::label_bias();
  const LawDifference found = difference(made.catalogue, made.laws, 1);
  EXPECT_EQ(found.ranks.pairs, 1U);
  EXPECT_EQ(found.ranks.swapped, 1U);
  EXPECT_EQ(found.ranks.tau(), -1);
  EXPECT_TRUE(found.top_differs);
  EXPECT_EQ(found.top_shared, 0U);
  EXPECT_EQ(found.global_item, 1U);
  EXPECT_EQ(found.local_item, 0U);
  EXPECT_LE(found.total_variation.lo, 15.0 / 56);
  EXPECT_GE(found.total_variation.hi, 15.0 / 56);
  EXPECT_EQ(difference(made.catalogue, made.laws, 2).top_shared, 2U);
}

TEST(LawDifference, AFullGridHasOneLaw) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 31);
  const LawDifference found = difference(small.catalogue, small.laws, 5);
  EXPECT_EQ(found.ranks.swapped, 0U);
  EXPECT_FALSE(found.top_differs);
  EXPECT_EQ(found.top_shared, 5U);
  EXPECT_EQ(found.total_variation.hi, 0.0);
}

// THEORY F5: items {00, 01, 10}; without 01 LOCAL gives 00 the whole of its branch.
TEST(AmongSurvivors, AFilterTurnsLocalAroundAndLeavesGlobalAsItIs) {
  const HandMade whole = HandMade::make(numeric_table({2, 2}, {{0, 0}, {0, 1}, {1, 0}}),
                                        {{{}, {144, 112}}, {{0}, {64, 192}}, {{1}, {128, 128}}});
  const HandMade left = HandMade::make(numeric_table({2, 2}, {{0, 0}, {1, 0}}),
                                       {{{}, {144, 112}}, {{0}, {64, 192}}, {{1}, {128, 128}}});
  const auto after = [&](Decoding decoding) {
    return among_survivors(whole.catalogue,
                           leaf_law(whole.catalogue, whole.laws, whole.law, decoding),
                           left.catalogue, leaf_law(left.catalogue, left.laws, left.law, decoding));
  };
  EXPECT_EQ(after(Decoding::global).swapped, 0U);
  EXPECT_EQ(after(Decoding::global).pairs, 1U);
  EXPECT_EQ(after(Decoding::local).swapped, 1U);
}

}  // namespace
}  // namespace sidproof
