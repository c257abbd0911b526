// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/sampler.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

#include "generator/decoding/small_catalogues.hpp"
#include "random/philox.hpp"

namespace sidproof {
namespace {

using namespace reference;

// The boundaries of the implemented map u -> leaf by bisection, against the sums of
// the masses: the law of a draw is exactly GLOBAL.
TEST(Sampler, GlobalsDistributionFunctionJumpsExactlyAtTheSumsOfTheMasses) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 21);
    const ItemLaw law = item_law(small.catalogue, small.laws);
    const auto sampler = Sampler::make(small.catalogue, small.laws, law, Decoding::global);
    const auto [begin, end] = small.catalogue.leaves();
    Integer sum = 0;
    for (std::uint32_t leaf = begin; leaf < end; ++leaf) {
      // The smallest u that is mapped beyond this leaf.
      Integer low = 0;
      Integer high = law.inside();
      while (low < high) {
        const Integer middle = (low + high) / 2;
        if (sampler->global_leaf(middle) <= leaf)
          low = middle + 1;
        else
          high = middle;
      }
      sum += law.mass[leaf];
      ASSERT_EQ(low, sum) << name;
    }
    EXPECT_EQ(sum, law.inside()) << name;
  }
}

TEST(Sampler, LocalsStepsJumpExactlyAtTheSumsOfTheWeights) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 22);
    const ItemLaw law = item_law(small.catalogue, small.laws);
    const auto sampler = Sampler::make(small.catalogue, small.laws, law, Decoding::local);
    const Trie& trie = small.catalogue.trie();
    for (std::uint32_t node = 0; node < small.catalogue.leaves().first; ++node) {
      std::uint64_t sum = 0;
      for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
           ++child) {
        ASSERT_EQ(sampler->local_child(node, sum), child) << name;
        sum += small.laws.weight[child];
        ASSERT_EQ(sampler->local_child(node, sum - 1), child) << name;
      }
      ASSERT_EQ(sum, sampler->inside(node)) << name;
    }
  }
}

TEST(Sampler, UniformBelowIsTheStreamsWordsCutToTheBound) {
  const Seed seed{3, 4};
  for (const Integer& bound : {Integer(1), Integer(2), Integer(3), Integer(1) << 64U,
                               (Integer(1) << 64U) + 1, (Integer(1) << 144U) - 5}) {
    RandomStream random(seed);
    RandomStream again(seed);
    for (int round = 0; round < 200; ++round) {
      const Integer u = uniform_below(random, bound);
      ASSERT_LT(u, bound);
      if (bound == 1) continue;
      Integer expected = bound;
      while (expected >= bound) {
        expected = 0;
        std::size_t bits = 0;
        while ((Integer(1) << bits) < bound) ++bits;
        while (bits > 0) {
          const std::size_t taken = std::min<std::size_t>(bits, 64);
          expected = expected * (Integer(1) << taken) + (again.bits64() >> (64 - taken));
          bits -= taken;
        }
      }
      ASSERT_EQ(u, expected);
    }
  }
}

TEST(Sampler, NoTwoDrawsShareAPhiloxCounter) {
  // The stream's counter is (draw, draw, sample and request, request), its key the seed.
  std::set<std::pair<std::uint64_t, std::uint64_t>> streams;
  for (const std::uint64_t request : {0U, 1U, 2U, 0xffffffU})
    for (const std::uint64_t sample :
         {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{2}, (std::uint64_t{1} << 40U) - 1}) {
      const Seed seed = Sampler::stream(Seed{9, 7}, request, sample);
      EXPECT_TRUE(streams.insert({seed.high, seed.low}).second);
      RandomStream random(seed);
      const PhiloxCounter expected =
          philox4x32_10({0, 0, static_cast<std::uint32_t>(sample),
                         static_cast<std::uint32_t>(request << 8U | sample >> 32U)},
                        {7, 0});
      EXPECT_EQ(random(), expected[0]);
    }
}

TEST(Sampler, DrawsAreReproducibleAndOnlyEverItems) {
  for (const Decoding decoding : {Decoding::global, Decoding::local})
    for (const auto& [name, table] : small_tables()) {
      const SmallCase small = SmallCase::make(table, 23);
      const ItemLaw law = item_law(small.catalogue, small.laws);
      const auto sampler = Sampler::make(small.catalogue, small.laws, law, decoding);
      std::set<std::uint32_t> seen;
      for (std::uint64_t sample = 0; sample < 300; ++sample) {
        const std::uint32_t leaf = sampler->draw(Seed{0, 5}, 1, sample);
        ASSERT_GE(leaf, small.catalogue.leaves().first);
        ASSERT_LT(leaf, small.catalogue.leaves().second);
        ASSERT_EQ(leaf, sampler->draw(Seed{0, 5}, 1, sample));
        seen.insert(leaf);
      }
      EXPECT_TRUE(seen.size() > 1 ||
                  small.catalogue.leaves().second - small.catalogue.leaves().first == 1)
          << name;
    }
}

TEST(Sampler, RawIsRefused) {
  const SmallCase small = SmallCase::make(full_table({2, 2}), 24);
  const ItemLaw law = item_law(small.catalogue, small.laws);
  EXPECT_FALSE(Sampler::make(small.catalogue, small.laws, law, Decoding::raw));
}

TEST(Sampler, NumbersBeyondTheMassesAndStreamsAreRefused) {
  const SmallCase small = SmallCase::make(full_table({3, 4}), 7);
  const ItemLaw law = item_law(small.catalogue, small.laws);
  const auto global = Sampler::make(small.catalogue, small.laws, law, Decoding::global);
  const auto local = Sampler::make(small.catalogue, small.laws, law, Decoding::local);
  ASSERT_TRUE(global && local);
  EXPECT_NO_THROW(static_cast<void>(global->global_leaf(law.inside() - 1)));
  EXPECT_THROW(static_cast<void>(global->global_leaf(law.inside())), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(global->global_leaf(-1)), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(local->global_leaf(0)), std::invalid_argument);
  EXPECT_NO_THROW(static_cast<void>(local->local_child(0, local->inside(0) - 1)));
  EXPECT_THROW(static_cast<void>(local->local_child(0, local->inside(0))), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(local->local_child(small.catalogue.leaves().first, 0)),
               std::invalid_argument);
  RandomStream random(Seed{0, 1});
  EXPECT_THROW(static_cast<void>(uniform_below(random, 0)), std::invalid_argument);
  // Beyond these two draws would be one.
  const Seed seed{0, 1};
  EXPECT_NO_THROW(static_cast<void>(global->draw(seed, (1U << 24U) - 1, (1ULL << 40U) - 1)));
  EXPECT_THROW(static_cast<void>(global->draw(seed, 1U << 24U, 0)), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(global->draw(seed, 0, 1ULL << 40U)), std::invalid_argument);
}

TEST(Sampler, LawsOfAnotherCatalogueAreRefused) {
  const SmallCase small = SmallCase::make(full_table({3, 4}), 7);
  const SmallCase other = SmallCase::make(full_table({4, 3}), 7);
  const ItemLaw law = item_law(small.catalogue, small.laws);
  EXPECT_EQ(Sampler::make(other.catalogue, small.laws, law, Decoding::global).error().code,
            ErrorCode::usage);
  EXPECT_EQ(Sampler::make(other.catalogue, other.laws, law, Decoding::global).error().code,
            ErrorCode::usage);
}

}  // namespace
}  // namespace sidproof
