// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/trie_laws.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "decoding/constrained.hpp"
#include "generator/arithmetic/token_law.hpp"
#include "generator/decoding/item_law.hpp"
#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;

FlintRational rational(const Rational& x) { return FlintRational::parse(x.str()); }

TEST(Catalogue, RoundTripsEveryRowThroughTheTrie) {
  for (const auto& [name, table] : small_tables()) {
    const auto catalogue = Catalogue::make(table);
    ASSERT_TRUE(catalogue) << name;
    std::size_t items = 0;
    for (std::uint32_t leaf = catalogue->leaves().first; leaf < catalogue->leaves().second; ++leaf)
      for (const std::uint32_t item : catalogue->items_of(leaf)) {
        EXPECT_EQ(catalogue->trie().prefix(leaf), table.codes.row(item));
        ++items;
      }
    EXPECT_EQ(items, table.rows());
  }
}

TEST(Catalogue, KnowsItsPremises) {
  const auto full = Catalogue::make(full_table({2, 3}));
  EXPECT_TRUE(full->is_onto() && full->is_one_to_one());
  const auto gaps = Catalogue::make(full_table({2, 3}), 5);
  EXPECT_EQ(gaps->items(), 5U);
  EXPECT_TRUE(!gaps->is_onto() && gaps->is_one_to_one());
  const auto clash = Catalogue::make(numeric_table({1, 2}, {{0, 0}, {0, 1}, {0, 1}}));
  EXPECT_TRUE(clash->is_onto() && !clash->is_one_to_one());
}

TEST(Catalogue, PromptKeepsTheLastItemsThatFit) {
  const auto catalogue = Catalogue::make(numeric_table({3, 4}, {{0, 1}, {2, 3}, {1, 0}}));
  using Tokens = std::vector<std::uint32_t>;
  EXPECT_EQ(catalogue->vocabulary(), 8U);
  EXPECT_EQ(*catalogue->prompt(Tokens{}, 2), (Tokens{0}));
  EXPECT_EQ(*catalogue->prompt(Tokens{0, 1}, 6), (Tokens{0, 1, 5, 3, 7}));
  EXPECT_EQ(*catalogue->prompt(Tokens{0, 1, 2}, 5), (Tokens{0, 2, 4}));
  EXPECT_EQ(catalogue->prompt(Tokens{3}, 16).error().code, ErrorCode::usage);
  EXPECT_EQ(catalogue->prompt(Tokens{}, 1).error().code, ErrorCode::usage);
}

TEST(Catalogue, RefusesWhatItCannotDecode) {
  EXPECT_EQ(Catalogue::make(numeric_table({2}, {})).error().code, ErrorCode::malformed);
  EXPECT_EQ(Catalogue::make(full_table({2}), 0).error().code, ErrorCode::usage);
  EXPECT_EQ(Catalogue::make(numeric_table({}, {{}, {}})).error().code, ErrorCode::unsupported);
  Table ragged = full_table({2, 2});
  ragged.codes = Codes::ragged({0, 1, 3}, {0, 1, 1});
  ragged.items = ItemIds::row_numbers(2);
  EXPECT_EQ(Catalogue::make(ragged).error().code, ErrorCode::unsupported);
  Table wide = full_table({2});
  wide.alphabets = {Alphabet::numbers(1U << 20U)};
  EXPECT_EQ(Catalogue::make(wide).error().code, ErrorCode::too_large);
  Table code = full_table({2, 2});
  code.alphabets = {Alphabet::numbers(2), Alphabet::numbers(1)};
  EXPECT_EQ(Catalogue::make(code).error().what,
            "row 1 has the code 1 at position 2, whose alphabet has only 1");
  EXPECT_TRUE(Catalogue::make(code, 1));  // without that row
  Table alphabets = full_table({2, 2});
  alphabets.alphabets.pop_back();
  EXPECT_EQ(Catalogue::make(alphabets).error().code, ErrorCode::usage);
}

TEST(TrieLaws, EveryWayToComputeThemGivesTheSameBits) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 3);
    for (const Order order : {Order::forward, Order::backward, Order::shuffled})
      for (const unsigned threads : {1U, 2U})
        for (const std::size_t batch : {1U, 5U, 1024U})
          for (const CacheLayout layout : {CacheLayout::in_order, CacheLayout::scattered})
            ASSERT_EQ(*trie_laws(small.network, small.catalogue, small.prompt,
                                 Executor({Threads{threads}, 3, order}), {batch, layout}),
                      small.laws)
                << name;
  }
}

TEST(TrieLaws, RecomputationWithoutACacheGivesTheSameBits) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 4);
    const Trie& trie = small.catalogue.trie();
    for (std::uint32_t node = 0; node < small.catalogue.leaves().first; ++node) {
      const auto law =
          recomputed_law(small.network, small.catalogue, small.prompt, node, Executor());
      ASSERT_TRUE(law);
      for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
           ++child) {
        const std::size_t i = child - trie.first_child(node);
        ASSERT_EQ(law->weight[i], small.laws.weight[child]) << name;
        ASSERT_EQ(law->log[i], small.laws.log[child]) << name;
        ASSERT_EQ(law->masked_log[i], small.laws.masked_log[child]) << name;
      }
    }
  }
}

TEST(TrieLaws, OfNothingAtOnceOrOfNoInnerNodeAreRefused) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 6);
  EXPECT_EQ(trie_laws(small.network, small.catalogue, small.prompt, Executor(), {.batch = 0})
                .error()
                .code,
            ErrorCode::usage);
  const std::uint32_t leaf = small.catalogue.leaves().first;
  for (const std::uint32_t node : {leaf, ~std::uint32_t{0}})
    EXPECT_EQ(
        recomputed_law(small.network, small.catalogue, small.prompt, node, Executor()).error().code,
        ErrorCode::usage);
}

TEST(TrieLaws, ACostBeyondTheLimitIsRefused) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 5);
  const double cost = trie_cost(small.network.shape(), small.catalogue, small.prompt.size());
  EXPECT_GT(cost, 1e4);
  EXPECT_TRUE(
      trie_laws(small.network, small.catalogue, small.prompt, Executor(), {}, cost * 1.001));
  const auto refused =
      trie_laws(small.network, small.catalogue, small.prompt, Executor(), {}, cost * 0.999);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
}

TEST(TrieLaws, AnOverflowingNetworkIsAnError) {
  const auto catalogue = Catalogue::make(full_table({3, 3}));
  Weights weights = small_network(*catalogue, 6).weights();
  for (float& value : weights.norm) value = 3e38F;
  const Network network(weights);
  const std::vector<std::uint32_t> prompt{0};
  const auto laws = trie_laws(network, *catalogue, prompt, Executor());
  ASSERT_FALSE(laws);
  EXPECT_EQ(laws.error().code, ErrorCode::out_of_range);
  const auto law = recomputed_law(network, *catalogue, prompt, 0, Executor());
  ASSERT_FALSE(law);
  EXPECT_EQ(law.error().code, ErrorCode::out_of_range);
}

// The integer law against the templates that the laws of the theorem are stated with.
TEST(ItemLaw, IsTheRationalModelOfTheTheorem) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 7);
    const ItemLaw law = item_law(small.catalogue, small.laws);
    const auto model = rational_model(small.catalogue, small.laws);
    const auto raw = raw_masses(model);
    const auto global = global_masses(model);
    const auto local = local_masses(model);
    const auto [begin, end] = small.catalogue.leaves();
    FlintRational sums[3];
    for (std::uint32_t leaf = begin; leaf < end; ++leaf) {
      const auto exact = [&](Decoding decoding) {
        return rational(probability(small.catalogue, small.laws, law, leaf, decoding));
      };
      ASSERT_EQ(exact(Decoding::raw), raw[leaf]) << name;
      ASSERT_EQ(exact(Decoding::global), global[leaf]) << name;
      ASSERT_EQ(exact(Decoding::local), local[leaf]) << name;
      sums[0] += exact(Decoding::raw);
      sums[1] += exact(Decoding::global);
      sums[2] += exact(Decoding::local);
    }
    EXPECT_EQ(sums[0], completion_masses(model)[0]) << name;
    EXPECT_EQ(sums[1], FlintRational(1)) << name;
    EXPECT_EQ(sums[2], FlintRational(1)) << name;
    EXPECT_EQ(sums[0] == FlintRational(1), small.catalogue.is_onto()) << name;
  }
}

TEST(ItemLaw, ZIsOneOnlyUnderABijectionHere) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 8);
    const ItemLaw law = item_law(small.catalogue, small.laws);
    const Integer one = Integer(1) << (weight_bits * small.catalogue.length());
    const bool bijective = small.catalogue.is_onto() && small.catalogue.is_one_to_one();
    EXPECT_EQ(item_mass_sum(small.catalogue, law) == one, bijective) << name;
  }
}

}  // namespace
}  // namespace sidproof
