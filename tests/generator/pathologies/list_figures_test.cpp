// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/list_figures.hpp"

#include <gtest/gtest.h>

#include "generator/decoding/law_search.hpp"
#include "generator/pathologies/hand_made.hpp"

namespace sidproof {
namespace {

using namespace reference;

TEST(MeanSharedPrefix, IsTheMeanOverPairs) {
  const HandMade made = HandMade::popular_prefix();
  const auto mean = [&](const std::vector<Sequence>& sequences) {
    std::vector<std::uint32_t> leaves;
    for (const Sequence& sequence : sequences) leaves.push_back(made.leaf(sequence));
    return mean_shared_prefix(made.catalogue.trie(), leaves);
  };
  EXPECT_EQ(mean({}), 0);
  EXPECT_EQ(mean({{0, 0}}), 0);
  EXPECT_EQ(mean({{0, 0}, {0, 1}}), 1);
  EXPECT_EQ(mean({{0, 0}, {1, 0}}), 0);
  EXPECT_EQ(mean({{0, 0}, {1, 0}, {0, 2}}), Rational(1, 3));
}

TEST(BeamFigures, AreKnownForAPopularPrefix) {
  const HandMade made = HandMade::popular_prefix();
  const LeafLaw law = leaf_law(made.catalogue, made.laws, made.law, Decoding::global);
  const LawSearch search(made.catalogue, made.laws, Decoding::global);
  const auto figures = [&](std::size_t width, std::size_t top) {
    return beam_figures(made.catalogue, law, search.beam(width), width, top);
  };
  // Greedy takes the popular prefix: rank 2 of 5.
  const BeamFigures greedy = figures(1, 1);
  EXPECT_EQ(greedy.returned, 1U);
  EXPECT_EQ(greedy.found, 0U);
  EXPECT_EQ(greedy.items_found, 0U);
  EXPECT_EQ(greedy.regret, Rational(105 - 36, 249));
  EXPECT_FALSE(greedy.certified);
  // One of the top two, and the mass of the best one is lost.
  EXPECT_EQ(figures(1, 2).found, 1U);
  EXPECT_EQ(figures(1, 2).regret, Rational(105, 249));
  const BeamFigures two = figures(2, 1);
  EXPECT_EQ(two.found, 1U);
  EXPECT_EQ(two.regret, 0);
  EXPECT_TRUE(two.certified);
  // The second and third tie, so the top two cannot be certified at width 2 ...
  EXPECT_EQ(figures(2, 2).found, 2U);
  EXPECT_FALSE(figures(2, 2).certified);
  // ... but nothing is pruned at width 5.
  EXPECT_TRUE(figures(5, 2).certified);
  EXPECT_EQ(figures(5, 9).returned, 5U);
  EXPECT_EQ(figures(5, 9).regret, 0);
}

TEST(BeamFigures, WhatIsCertifiedIsComplete) {
  std::size_t certified = 0;
  std::size_t incomplete = 0;
  for (std::uint64_t seed = 0; seed < 8; ++seed)
    for (const auto& [name, table] : small_tables())
      for (const Decoding decoding : {Decoding::global, Decoding::local}) {
        const SmallCase small = SmallCase::make(table, 60 + seed);
        const ItemLaw exact = item_law(small.catalogue, small.laws);
        const LeafLaw law = leaf_law(small.catalogue, small.laws, exact, decoding);
        const LawSearch search(small.catalogue, small.laws, decoding);
        for (const std::size_t width : {1U, 2U, 4U, 8U, 100U})
          for (const std::size_t top : {1U, 3U, 5U}) {
            const BeamFigures figures =
                beam_figures(small.catalogue, law, search.beam(width), width, top);
            ASSERT_GE(figures.regret, 0) << name;
            ASSERT_LE(figures.found, figures.returned) << name;
            const std::uint64_t all = std::min(top, law.order.size());
            // Equal masses may rank apart by scores; here none do.
            ASSERT_EQ(figures.regret == 0, figures.found == all) << name;
            if (figures.found == all) {
              ASSERT_EQ(figures.items_found, std::min(top, small.catalogue.items())) << name;
            }
            if (figures.certified) {
              ASSERT_EQ(figures.found, all) << name;
              ++certified;
            } else if (figures.found < all) {
              ++incomplete;
            }
          }
      }
  EXPECT_GT(certified, 100U);
  EXPECT_GT(incomplete, 100U);
}

TEST(BeamFigures, ItemsOfACollisionGroupCountOneByOne) {
  // Two items share the best sequence: of the top 3 items a beam of 1 has two.
  const HandMade made = HandMade::make(numeric_table({2, 2}, {{0, 0}, {1, 1}, {0, 0}, {0, 1}}),
                                       {{{}, {192, 64}}, {{0}, {192, 64}}, {{1}, {16, 240}}});
  const LeafLaw law = leaf_law(made.catalogue, made.laws, made.law, Decoding::global);
  const LawSearch search(made.catalogue, made.laws, Decoding::global);
  const BeamFigures figures = beam_figures(made.catalogue, law, search.beam(1), 1, 3);
  EXPECT_EQ(figures.found, 1U);
  EXPECT_EQ(figures.items_found, 2U);
  EXPECT_EQ(beam_figures(made.catalogue, law, search.beam(1), 1, 1).items_found, 1U);
}

TEST(ListFigures, SumsMassAndCountsTheTop) {
  const HandMade made = HandMade::popular_prefix();
  const LeafLaw law = leaf_law(made.catalogue, made.laws, made.law, Decoding::global);
  const std::vector<std::uint32_t> leaves{made.leaf({1, 0}), made.leaf({0, 3})};
  const ListFigures figures = list_figures(made.catalogue, law, "two", leaves, 2);
  EXPECT_EQ(figures.name, "two");
  EXPECT_EQ(figures.returned, 2U);
  EXPECT_EQ(figures.found, 1U);
  EXPECT_EQ(figures.mass, Rational(141, 249));
  EXPECT_EQ(figures.shared_prefix, 0);
}

}  // namespace
}  // namespace sidproof
