// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;

Found search(const SmallCase& small, std::size_t width, Decoding decoding,
             const Executor& executor = Executor(), CacheLayout layout = CacheLayout::in_order) {
  return *beam_search(small.network, small.catalogue, small.prompt, width, decoding, executor,
                      layout);
}

TEST(Search, AFullWidthBeamIsTheExhaustiveRanking) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 11);
    for (const Decoding decoding : {Decoding::raw, Decoding::global, Decoding::local}) {
      const auto ranking = exhaustive_ranking(small.catalogue, small.laws, decoding);
      for (const std::size_t width : {ranking.size(), ranking.size() + 100}) {
        const Found found = search(small, width, decoding);
        EXPECT_EQ(found.results, ranking) << name;
        EXPECT_FALSE(found.best_pruned) << name;
        EXPECT_TRUE(found.certifies(ranking.size())) << name;
      }
    }
  }
}

TEST(Search, CertifiedResultsAreTheExactTopOfAllSequences) {
  std::size_t certified = 0;
  std::size_t wrong = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed)
    for (const auto& [name, table] : small_tables()) {
      const SmallCase small = SmallCase::make(table, seed);
      for (const Decoding decoding : {Decoding::raw, Decoding::local}) {
        const auto ranking = exhaustive_ranking(small.catalogue, small.laws, decoding);
        for (const std::size_t width : {1U, 2U, 3U, 6U}) {
          const Found found = search(small, width, decoding);
          ASSERT_LE(found.results.size(), width);
          for (std::size_t k = 1; k <= found.results.size(); ++k) {
            const bool exact =
                std::equal(found.results.begin(),
                           found.results.begin() + static_cast<std::ptrdiff_t>(k), ranking.begin());
            if (found.certifies(k)) {
              ASSERT_TRUE(exact) << name;
              ++certified;
            }
            if (!exact) ++wrong;
          }
        }
      }
    }
  // Both kinds occur, so the certificate says something.
  EXPECT_GT(certified, 100U);
  EXPECT_GT(wrong, 10U);
}

TEST(Search, ScoresAreThoseOfTheWholeTrie) {
  const SmallCase small = SmallCase::make(random_table({6, 6, 6}, 80, 3), 12);
  for (const Decoding decoding : {Decoding::raw, Decoding::local}) {
    const auto ranking = exhaustive_ranking(small.catalogue, small.laws, decoding);
    for (const Scored& result : search(small, 5, decoding).results)
      EXPECT_NE(std::find(ranking.begin(), ranking.end(), result), ranking.end());
  }
}

TEST(Search, SchedulesAndCacheLayoutsGiveTheSameBeams) {
  const SmallCase small = SmallCase::make(random_table({6, 6, 6}, 80, 3), 13);
  const Found expected = search(small, 4, Decoding::raw);
  for (const Order order : {Order::forward, Order::backward, Order::shuffled})
    for (const unsigned threads : {1U, 3U})
      for (const CacheLayout layout : {CacheLayout::in_order, CacheLayout::scattered}) {
        const Found found =
            search(small, 4, Decoding::raw, Executor({Threads{threads}, 5, order}), layout);
        EXPECT_EQ(found.results, expected.results);
        EXPECT_EQ(found.best_pruned, expected.best_pruned);
      }
}

TEST(Search, GreedyCanMissTheBestSequence) {
  std::size_t missed = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const SmallCase small = SmallCase::make(random_table({6, 6, 6}, 80, 3), seed);
    const Found greedy = search(small, 1, Decoding::raw);
    const auto ranking = exhaustive_ranking(small.catalogue, small.laws, Decoding::raw);
    ASSERT_EQ(greedy.results.size(), 1U);
    if (greedy.results.front() != ranking.front()) {
      ++missed;
      EXPECT_FALSE(greedy.certifies(1));
    }
  }
  EXPECT_GT(missed, 0U);
}

TEST(Search, MaskedTrainingsLawRanksDifferently) {
  std::size_t different = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const SmallCase small = SmallCase::make(random_table({6, 6, 6}, 40, 2), seed);
    const auto order = [&](Decoding decoding) {
      return items_in_order(small.catalogue,
                            exhaustive_ranking(small.catalogue, small.laws, decoding));
    };
    if (order(Decoding::raw) != order(Decoding::local)) ++different;
    EXPECT_EQ(order(Decoding::raw), order(Decoding::global));
  }
  EXPECT_GT(different, 5U);
}

TEST(Search, AllItemsOfACollisionGroupAreReturned) {
  const Table table = random_table({4, 3, 3}, 60, 1);
  const SmallCase small = SmallCase::make(table, 14);
  const auto items = items_in_order(small.catalogue, search(small, 1000, Decoding::raw).results);
  EXPECT_EQ(items.size(), 60U);
  EXPECT_EQ(std::set<std::uint32_t>(items.begin(), items.end()).size(), 60U);
}

TEST(Search, AWidthOfZeroIsRefused) {
  const SmallCase small = SmallCase::make(full_table({2, 2}), 15);
  const auto found =
      beam_search(small.network, small.catalogue, small.prompt, 0, Decoding::raw, Executor());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::usage);
}

}  // namespace
}  // namespace sidproof
