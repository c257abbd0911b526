// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// THEORY F5 on the generator: filters of the catalogue.
#include <gtest/gtest.h>

#include <algorithm>

#include "generator/decoding/item_law.hpp"
#include "generator/decoding/search.hpp"
#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;

std::vector<bool> random_flags(std::size_t items, std::uint64_t seed) {
  RandomStream random(Seed{8, seed});
  std::vector<bool> keep(items);
  for (std::size_t i = 0; i < items; ++i) keep[i] = random.below(2) == 0;
  keep[random.below(items)] = true;
  return keep;
}

TEST(Restricted, HoldsTheSequencesOfTheItemsThatStayAndThoseItems) {
  for (const auto& [name, table] : small_tables())
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      const auto whole = Catalogue::make(table);
      const std::vector<bool> keep = random_flags(table.rows(), seed);
      const auto left = whole->restricted(keep);
      ASSERT_TRUE(left) << name;
      EXPECT_EQ(left->vocabulary(), whole->vocabulary());
      std::vector<std::uint32_t> items;
      for (std::uint32_t leaf = left->leaves().first; leaf < left->leaves().second; ++leaf) {
        EXPECT_FALSE(left->items_of(leaf).empty()) << name;
        for (const std::uint32_t item : left->items_of(leaf)) {
          EXPECT_EQ(left->trie().prefix(leaf), table.codes.row(item)) << name;
          items.push_back(item);
        }
      }
      std::ranges::sort(items);
      std::vector<std::uint32_t> expected;
      for (std::uint32_t item = 0; item < keep.size(); ++item)
        if (keep[item]) expected.push_back(item);
      EXPECT_EQ(items, expected) << name;
      // And once more: what is left can be restricted again.
      std::vector<bool> one(keep.size(), false);
      one[expected.back()] = true;
      const auto last = left->restricted(one);
      ASSERT_TRUE(last);
      EXPECT_EQ(last->items_of(last->leaves().first).front(), expected.back());
    }
}

TEST(Restricted, GlobalIsConditionedOnTheSequencesThatStay) {
  for (const auto& [name, table] : small_tables())
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
      const SmallCase small = SmallCase::make(table, 100 + seed);
      const std::vector<bool> keep = random_flags(table.rows(), seed);
      const auto left = small.catalogue.restricted(keep);
      const auto laws = trie_laws(small.network, *left, small.prompt, Executor());
      ASSERT_TRUE(laws);
      const ItemLaw before = item_law(small.catalogue, small.laws);
      const ItemLaw after = item_law(*left, *laws);
      // A sequence stays while one of its items does.
      Rational staying = 0;
      std::size_t sequences = 0;
      for (std::uint32_t leaf = small.catalogue.leaves().first;
           leaf < small.catalogue.leaves().second; ++leaf) {
        const auto items = small.catalogue.items_of(leaf);
        if (std::ranges::none_of(items, [&](std::uint32_t item) { return keep[item]; })) continue;
        staying += probability(small.catalogue, small.laws, before, leaf, Decoding::global);
        ++sequences;
      }
      ASSERT_EQ(left->leaves().second - left->leaves().first, sequences) << name;
      for (std::uint32_t leaf = left->leaves().first; leaf < left->leaves().second; ++leaf) {
        const std::uint32_t old = *small.catalogue.trie().find(left->trie().prefix(leaf));
        EXPECT_EQ(probability(*left, *laws, after, leaf, Decoding::global) * staying,
                  probability(small.catalogue, small.laws, before, old, Decoding::global))
            << name;
        EXPECT_EQ(probability(*left, *laws, after, leaf, Decoding::raw),
                  probability(small.catalogue, small.laws, before, old, Decoding::raw))
            << name;
      }
    }
}

TEST(Restricted, BeamsHoldNothingThatIsExcludedAndNoFiller) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 110);
    const std::vector<bool> keep = random_flags(table.rows(), 7);
    const auto left = small.catalogue.restricted(keep);
    for (const Decoding decoding : {Decoding::raw, Decoding::global, Decoding::local}) {
      const auto found =
          beam_search(small.network, *left, small.prompt, 1000, decoding, Executor());
      ASSERT_TRUE(found);
      auto items = items_in_order(*left, found->results);
      EXPECT_EQ(items.size(), static_cast<std::size_t>(std::count(keep.begin(), keep.end(), true)));
      for (const std::uint32_t item : items) EXPECT_TRUE(keep[item]) << name;
    }
  }
}

TEST(Restricted, PromptsSpeakOfTheItemsByTheirOldNumbers) {
  const auto whole = Catalogue::make(numeric_table({3, 4}, {{0, 1}, {2, 3}, {1, 0}}));
  const auto left = whole->restricted({false, true, true});
  ASSERT_TRUE(left);
  using Tokens = std::vector<std::uint32_t>;
  EXPECT_EQ(*left->prompt(Tokens{2, 1}, 16), *whole->prompt(Tokens{2, 1}, 16));
  EXPECT_EQ(left->prompt(Tokens{0}, 16).error().code, ErrorCode::usage);
  EXPECT_EQ(left->prompt(Tokens{3}, 16).error().code, ErrorCode::usage);
}

TEST(Restricted, ToNothingIsRefused) {
  const auto whole = Catalogue::make(full_table({2, 2}));
  const auto nothing = whole->restricted(std::vector<bool>(4, false));
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, ErrorCode::usage);
}

TEST(Restricted, ByFlagsForSomeItemsOnlyIsRefused) {
  const auto whole = Catalogue::make(full_table({2, 2}));
  const auto refused = whole->restricted(std::vector<bool>(3, true));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::usage);
}

}  // namespace
}  // namespace sidproof
