// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/pathologies.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "generator/pathologies/hand_made.hpp"
#include "generator/pathologies/leaf_law.hpp"

namespace sidproof {
namespace {

using namespace reference;

TEST(BeamWidths, AreThePowersOfTwoAndAll) {
  EXPECT_EQ(beam_widths(1), (std::vector<std::size_t>{1}));
  EXPECT_EQ(beam_widths(2), (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(beam_widths(5), (std::vector<std::size_t>{1, 2, 4, 5}));
  EXPECT_EQ(beam_widths(8), (std::vector<std::size_t>{1, 2, 4, 8}));
}

TEST(Pathologies, AreKnownForAPopularPrefix) {
  const HandMade made = HandMade::popular_prefix();
  const auto figures = pathologies(made.catalogue, made.laws, {.top = 2, .groups = 2});
  ASSERT_TRUE(figures);
  EXPECT_EQ(figures->sequences, 5U);
  EXPECT_EQ(figures->top, 2U);
  EXPECT_EQ(figures->top_mass, Rational(141, 249));
  EXPECT_EQ(figures->greedy.rank, 2U);
  EXPECT_EQ(figures->greedy.probability, Rational(36, 249));
  EXPECT_EQ(figures->greedy.best, Rational(105, 249));
  EXPECT_EQ(figures->greedy.item, 0U);
  EXPECT_EQ(figures->greedy.best_item, 4U);
  ASSERT_EQ(figures->prefixes.size(), 1U);
  const PrefixFigures& prefix = figures->prefixes.front();
  EXPECT_EQ(prefix.heaviest, Rational(144, 249));
  EXPECT_EQ(prefix.best_below, Rational(36, 249));
  EXPECT_EQ(prefix.rank_below, 2U);
  EXPECT_EQ(prefix.of_best, Rational(105, 249));
  EXPECT_TRUE(prefix.misleads());
  EXPECT_EQ(figures->leaked, (std::vector<Rational>{0, Rational(7, 256)}));
  EXPECT_EQ(figures->rounding.swapped, 0U);
  EXPECT_EQ(figures->laws.ranks.swapped, 0U);
  EXPECT_EQ(figures->beams.size(), 4U);
  EXPECT_EQ(figures->beams.back().width, 5U);
  EXPECT_TRUE(figures->beams.back().certified);
  EXPECT_EQ(figures->collisions.items, 2U);
  EXPECT_EQ(figures->collisions.largest, 1U);
  EXPECT_EQ(figures->collisions.colliding, 0U);
}

TEST(Pathologies, RawMassesAreGlobalsTimesQC) {
  const HandMade made = HandMade::popular_prefix();
  const auto global = pathologies(made.catalogue, made.laws, {.top = 2, .groups = 2});
  const auto raw =
      pathologies(made.catalogue, made.laws, {.decoding = Decoding::raw, .top = 2, .groups = 2});
  ASSERT_TRUE(global && raw);
  EXPECT_EQ(raw->top_mass, global->top_mass * Rational(249, 256));
  EXPECT_EQ(raw->greedy.probability, Rational(36, 256));
  EXPECT_EQ(raw->prefixes.front().heaviest, Rational(144, 256));
  for (std::size_t i = 0; i < raw->beams.size(); ++i)
    EXPECT_EQ(raw->beams[i].regret, global->beams[i].regret * Rational(249, 256));
}

TEST(Pathologies, HoldTogetherOnRandomNetworks) {
  for (std::uint64_t seed = 0; seed < 3; ++seed)
    for (const auto& [name, table] : small_tables())
      for (const Decoding decoding : {Decoding::raw, Decoding::global, Decoding::local}) {
        const SmallCase small = SmallCase::make(table, 70 + seed);
        const auto figures =
            pathologies(small.catalogue, small.laws,
                        {.decoding = decoding, .top = 4, .groups = 2, .penalty = 1LL << 39});
        ASSERT_TRUE(figures) << name;
        const ItemLaw law = item_law(small.catalogue, small.laws);
        const LeafLaw leaves = leaf_law(small.catalogue, small.laws, law, decoding);
        Rational leaked = 0;
        for (const Rational& part : figures->leaked) leaked += part;
        EXPECT_EQ(leaked, 1 - Rational(law.inside(),
                                       Integer(1) << (weight_bits * small.catalogue.length())))
            << name;
        EXPECT_EQ(figures->beams.front().found, figures->greedy.rank <= figures->top) << name;
        EXPECT_EQ(figures->beams.back().regret, 0) << name;
        EXPECT_EQ(figures->beams.back().found, figures->top) << name;
        EXPECT_EQ(figures->lists.front().found, figures->top) << name;
        for (const ListFigures& list : figures->lists)
          EXPECT_LE(list.mass, figures->top_mass) << name << list.name;
        for (const PrefixFigures& prefix : figures->prefixes) {
          EXPECT_GE(prefix.heaviest, prefix.of_best) << name;
          EXPECT_LE(prefix.best_below, figures->greedy.best) << name;
          EXPECT_EQ(prefix.misleads(), prefix.best_below != figures->greedy.best) << name;
        }
        std::uint64_t items = 0;
        for (std::size_t i = 0; i < figures->top; ++i)
          items += small.catalogue.items_of(leaves.order[i]).size();
        EXPECT_EQ(figures->collisions.items, items) << name;
      }
}

TEST(Pathologies, WhatCannotBeMeasuredIsRefused) {
  const HandMade made = HandMade::label_bias();
  EXPECT_EQ(pathologies(made.catalogue, made.laws, {.top = 0}).error().code, ErrorCode::usage);
  EXPECT_EQ(pathologies(made.catalogue, made.laws, {.groups = 0}).error().code, ErrorCode::usage);
  EXPECT_EQ(pathologies(made.catalogue, made.laws, {.penalty = -1}).error().code, ErrorCode::usage);
  EXPECT_EQ(pathologies(made.catalogue, made.laws, {.lambda = 2}).error().code, ErrorCode::usage);
  const HandMade other = HandMade::popular_prefix();
  EXPECT_EQ(pathologies(other.catalogue, made.laws, {}).error().code, ErrorCode::usage);
  TrieLaws cut = made.laws;
  cut.log[1] = cut_log;
  EXPECT_EQ(pathologies(made.catalogue, cut, {}).error().code, ErrorCode::usage);
}

TEST(FilterFigures, GlobalIsRestrictedAndLocalRanksAnew) {
  std::size_t swapped = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const SmallCase small = SmallCase::make(random_table({6, 6, 6}, 40, 2), 80 + seed);
    std::vector<bool> keep(40, true);
    RandomStream random(Seed{5, seed});
    for (std::size_t i = 0; i < keep.size(); ++i) keep[i] = random.below(3) != 0;
    const auto left = small.catalogue.restricted(keep);
    ASSERT_TRUE(left);
    const auto laws = trie_laws(small.network, *left, small.prompt, Executor());
    ASSERT_TRUE(laws);
    const FilterFigures figures = filter_figures(small.catalogue, small.laws, *left, *laws);
    EXPECT_EQ(figures.items_left,
              static_cast<std::uint64_t>(std::count(keep.begin(), keep.end(), true)));
    EXPECT_EQ(figures.global.swapped, 0U);
    std::vector<Rational> before;
    std::vector<Rational> after;
    const ItemLaw whole_law = item_law(small.catalogue, small.laws);
    const ItemLaw left_law = item_law(*left, *laws);
    for (std::uint32_t leaf = left->leaves().first; leaf < left->leaves().second; ++leaf) {
      const std::uint32_t old = *small.catalogue.trie().find(left->trie().prefix(leaf));
      before.push_back(probability(small.catalogue, small.laws, whole_law, old, Decoding::local));
      after.push_back(probability(*left, *laws, left_law, leaf, Decoding::local));
    }
    EXPECT_EQ(figures.local, rank_difference(before, after));
    EXPECT_GT(figures.mass_left, 0);
    EXPECT_LT(figures.mass_left, 1);
    swapped += figures.local.swapped;
  }
  EXPECT_GT(swapped, 10U);
}

}  // namespace
}  // namespace sidproof
