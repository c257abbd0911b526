// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/batch_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "generator/decoding/host_place.hpp"
#include "generator/decoding/small_catalogues.hpp"
#include "generator/decoding/step_kernels.hpp"

namespace sidproof {
namespace {

using namespace reference;
using Prompts = std::vector<std::vector<std::uint32_t>>;

// Prompts of several lengths for one catalogue.
Prompts prompts_of(const SmallCase& small) {
  Prompts prompts{small.prompt};
  for (const std::vector<std::uint32_t>& history :
       {std::vector<std::uint32_t>{}, std::vector<std::uint32_t>{0}})
    prompts.push_back(*small.catalogue.prompt(history, small.network.shape().positions));
  prompts.push_back(small.prompt);
  return prompts;
}

void expect_alone(const SmallCase& small, const Prompts& prompts, std::size_t width,
                  Decoding decoding, const Executor& executor) {
  const auto found =
      batch_search(small.network, small.catalogue, prompts, width, decoding, executor);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), prompts.size());
  for (std::size_t r = 0; r < prompts.size(); ++r) {
    const auto alone =
        beam_search(small.network, small.catalogue, prompts[r], width, decoding, Executor());
    ASSERT_EQ((*found)[r].results, alone->results);
    ASSERT_EQ((*found)[r].best_pruned.has_value(), alone->best_pruned.has_value());
    if (alone->best_pruned) {
      EXPECT_EQ((*found)[r].best_pruned->score, alone->best_pruned->score);
    }
  }
}

TEST(BatchSearch, EveryRequestIsSearchedAsIfAlone) {
  for (std::uint64_t seed = 0; seed < 3; ++seed)
    for (const auto& [name, table] : small_tables()) {
      const SmallCase small = SmallCase::make(table, 50 + seed);
      SCOPED_TRACE(name);
      for (const Decoding decoding : {Decoding::raw, Decoding::local})
        for (const std::size_t width : {1U, 2U, 3U, 7U, 1000U})
          expect_alone(small, prompts_of(small), width, decoding, Executor());
    }
}

TEST(BatchSearch, SchedulesGiveTheSameBits) {
  const SmallCase small = SmallCase::make(random_table({6, 6, 6}, 80, 3), 53);
  for (const Order order : {Order::forward, Order::backward, Order::shuffled})
    for (const unsigned block : {1U, 5U, 32U, 2000U})
      for (const unsigned threads : {1U, 3U})
        expect_alone(small, prompts_of(small), 4, Decoding::raw,
                     Executor({Threads{threads}, block, order}));
}

TEST(BatchSearch, EqualScoresKeepTheOrderOfTheirTokens) {
  // A network whose logits are all alike: every sequence has the same score.
  SmallCase small = SmallCase::make(full_table({3, 4, 2}), 54);
  Weights weights = small.network.weights();
  for (float& value : weights.norm) value = 0;
  for (float& value : weights.norm_bias) value = 0;
  const Network flat(std::move(weights));
  const auto found =
      batch_search(flat, small.catalogue, prompts_of(small), 5, Decoding::raw, Executor());
  ASSERT_TRUE(found);
  for (const Found& one : *found) {
    ASSERT_EQ(one.results.size(), 5U);
    for (std::uint32_t i = 0; i < 5; ++i) {
      EXPECT_EQ(one.results[i].node, small.catalogue.leaves().first + i);
      EXPECT_EQ(one.results[i].score, one.results[0].score);
    }
    EXPECT_FALSE(one.certifies(5));
  }
}

TEST(BatchSearch, EqualScoresOfDifferentBeamsKeepTheOrderOfTheirTokens) {
  // Both positions have one law, whatever came before: (0, 1) and (1, 0) are equally
  // probable, and the better first token is now the first one, now the second.
  const SmallCase base = SmallCase::make(full_table({2, 2}), 57);
  for (const bool swap : {false, true}) {
    Weights weights = base.network.weights();
    const std::size_t width = weights.shape.width;
    for (float& value : weights.norm) value = 0;
    for (std::size_t i = 0; i < width; ++i) {
      weights.norm_bias[i] = 1;
      for (std::size_t code = 0; code < 2; ++code)
        for (std::size_t position = 0; position < 2; ++position)
          weights.tokens[(1 + 2 * position + code) * width + i] = (code == 1) == swap ? 0.1F : 0.0F;
    }
    SmallCase small = base;
    small.network = Network(std::move(weights));
    for (const std::size_t beam : {2U, 3U, 4U})
      expect_alone(small, prompts_of(small), beam, Decoding::raw, Executor());
    const auto found =
        beam_search(small.network, small.catalogue, small.prompt, 4, Decoding::raw, Executor());
    EXPECT_EQ(found->results[1].score, found->results[2].score);
    EXPECT_LT(found->results[1].node, found->results[2].node);
  }
}

TEST(BatchSearch, AnOverflowIsAnError) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 55);
  for (const float poison :
       {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
    Weights weights = small.network.weights();
    weights.norm_bias[0] = poison;
    const auto found = batch_search(Network(std::move(weights)), small.catalogue, prompts_of(small),
                                    5, Decoding::raw, Executor());
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::out_of_range);
  }
}

TEST(BatchSearch, ImpossibleSearchesAreRefused) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 56);
  const auto code = [&](const Prompts& prompts, std::size_t width) {
    const auto found =
        batch_search(small.network, small.catalogue, prompts, width, Decoding::raw, Executor());
    return found ? ErrorCode::internal : found.error().code;
  };
  EXPECT_EQ(code(prompts_of(small), 0), ErrorCode::usage);
  EXPECT_EQ(code({}, 3), ErrorCode::usage);
  EXPECT_EQ(code({{0}, {}}, 3), ErrorCode::usage);
  Shape parallel = small.network.shape();
  parallel.parallel_heads = 3;
  const auto plan =
      SearchPlan::make(parallel, small.catalogue, prompts_of(small), 3, Decoding::raw);
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, ErrorCode::unsupported);
}

TEST(SearchPlan, KnowsEverySizeBeforehand) {
  const auto catalogue =
      Catalogue::make(numeric_table({3, 4}, {{0, 1}, {0, 3}, {2, 0}, {2, 1}, {2, 2}}));
  Shape shape = small_network(*catalogue, 1).shape();
  const Prompts prompts{{0, 1, 2}, {0}};
  const auto plan = SearchPlan::make(shape, *catalogue, prompts, 4, Decoding::local);
  ASSERT_TRUE(plan);
  EXPECT_TRUE(plan->masked);
  ASSERT_EQ(plan->depth(), 2U);
  EXPECT_EQ(plan->levels[0].beams, 1U);
  EXPECT_EQ(plan->levels[0].candidates, 2U);  // the root's children
  EXPECT_EQ(plan->levels[1].beams, 2U);       // the level has no more
  EXPECT_EQ(plan->levels[1].candidates, 5U);
  EXPECT_EQ(plan->results(), 4U);
  EXPECT_EQ(plan->slots(), 3 + 1 + 2 * 2U);
  EXPECT_EQ(plan->most_rows(), 4U);
  EXPECT_GT(plan->bytes(shape), Cache::bytes(shape, plan->slots()));
  const auto narrow = SearchPlan::make(shape, *catalogue, prompts, 1, Decoding::raw);
  EXPECT_EQ(narrow->levels[1].candidates, 3U);  // the larger of the two nodes' children
  EXPECT_FALSE(narrow->masked);
}

TEST(HostPlace, SortsSegmentsAndKeepsTheOrderOfEquals) {
  const Executor executor;
  const HostPlace place(executor);
  HostPlace::Array<std::uint64_t> keys;
  HostPlace::Array<std::uint32_t> numbers;
  const std::vector<std::uint64_t> in{3, no_candidate, 1, 3, 1, 9, 9, 2, 2, 2};
  place.upload(std::span(in), keys);
  numbers.grow(in.size());
  for (std::uint32_t i = 0; i < in.size(); ++i) numbers.data()[i] = i;
  place.sort(keys, numbers, 2, 5, 4);
  const std::vector<std::uint64_t> sorted(keys.data(), keys.data() + 10);
  const std::vector<std::uint32_t> moved(numbers.data(), numbers.data() + 10);
  EXPECT_EQ(sorted, (std::vector<std::uint64_t>{1, 1, 3, 3, no_candidate, 2, 2, 2, 9, 9}));
  EXPECT_EQ(moved, (std::vector<std::uint32_t>{2, 4, 0, 3, 1, 7, 8, 9, 5, 6}));
}

}  // namespace
}  // namespace sidproof
