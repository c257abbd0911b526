// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/batch_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <utility>

#include "generator/decoding/host_place.hpp"
#include "generator/decoding/small_catalogues.hpp"
#include "generator/decoding/step_kernels.hpp"
#include "generator/decoding/step_program.hpp"

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

// A place that copies from the host as late as it may, and counts what its arrays take. Keys
// and numbers lie twice, as on a device.
class LatePlace {
 public:
  template <class T>
  class Array {
   public:
    [[nodiscard]] T* data() const { return values_->data(); }
    [[nodiscard]] std::size_t size() const { return values_->size(); }
    void grow(std::size_t size) {
      if (size <= values_->size()) return;
      bytes += (size - values_->size()) * sizeof(T);
      values_->resize(size);
    }

   private:
    std::shared_ptr<std::vector<T>> values_ = std::make_shared<std::vector<T>>();
  };
  class Pairs {
   public:
    void grow(std::size_t size) {
      keys_.grow(size);
      numbers_.grow(size);
      other_keys_.grow(size);
      other_numbers_.grow(size);
    }
    [[nodiscard]] std::uint64_t* keys() const { return keys_.data(); }
    [[nodiscard]] std::uint32_t* numbers() const { return numbers_.data(); }

   private:
    friend class LatePlace;
    Array<std::uint64_t> keys_, other_keys_;
    Array<std::uint32_t> numbers_, other_numbers_;
  };
  class Uploads {
   public:
    explicit Uploads(const LatePlace&) {}
    Uploads(const Uploads&) = delete;
    Uploads& operator=(const Uploads&) = delete;
    ~Uploads() { finish(); }
    template <class T>
    void operator()(const std::vector<T>& from, Array<T>& to) {
      to.grow(from.size());
      later_.push_back([&from, to] { std::ranges::copy(from, to.data()); });
    }
    void finish() {
      for (const auto& copy : later_) copy();
      later_.clear();
    }

   private:
    std::vector<std::function<void()>> later_;
  };

  template <class Kernel>
  void run(std::size_t blocks, const Kernel& kernel) const {
    Executor().run(blocks, kernel);
  }
  template <class T>
  void download(const T* from, std::span<T> to) const {
    std::copy_n(from, to.size(), to.data());
  }
  void reserve(std::size_t, std::size_t) const {}
  // Puts the result where the pairs were not.
  void sort(Pairs& pairs, std::size_t segments, std::size_t size, unsigned bits) const {
    const Executor executor;
    HostPlace::Pairs sorted;
    sorted.grow(segments * size);
    std::copy_n(pairs.keys(), segments * size, sorted.keys());
    std::copy_n(pairs.numbers(), segments * size, sorted.numbers());
    HostPlace(executor).sort(sorted, segments, size, bits);
    std::swap(pairs.keys_, pairs.other_keys_);
    std::swap(pairs.numbers_, pairs.other_numbers_);
    std::copy_n(sorted.keys(), segments * size, pairs.keys());
    std::copy_n(sorted.numbers(), segments * size, pairs.numbers());
  }

  static inline std::size_t bytes = 0;
};

TEST(StepProgram, WhatIsCopiedFromTheHostLivesUntilTheCopyHasEnded) {
  for (const auto& [name, table] : small_tables()) {
    SCOPED_TRACE(name);
    const SmallCase small = SmallCase::make(table, 58);
    const Prompts prompts = prompts_of(small);
    const auto plan =
        SearchPlan::make(small.network.shape(), small.catalogue, prompts, 3, Decoding::local);
    ASSERT_TRUE(plan);
    const StepTrie trie(small.catalogue);
    const LatePlace place;
    const auto weights = WeightsView::make(small.network.weights(),
                                           [](const auto& values) { return values.data(); });
    StepProgram<LatePlace> program(
        place, {small.network.shape(), weights, small.network.head().data(), trie.view()}, *plan);
    const auto expected =
        batch_search(small.network, small.catalogue, prompts, 3, Decoding::local, Executor());
    for (int run = 0; run < 2; ++run) {
      ASSERT_TRUE(program.prepare(prompts));
      program.run();
      const auto found = program.results();
      ASSERT_TRUE(found && expected);
      for (std::size_t r = 0; r < prompts.size(); ++r)
        EXPECT_EQ((*found)[r].results, (*expected)[r].results);
    }
  }
}

template <class Uploads, class Vector>
concept Copies = requires(const Uploads& uploads, Vector vector, HostPlace::Array<int>& to) {
  uploads(std::forward<Vector>(vector), to);
};
static_assert(Copies<HostPlace::Uploads, const std::vector<int>&>);
static_assert(!Copies<HostPlace::Uploads, std::vector<int>&&>);

TEST(SearchPlan, PredictsWhatTheArraysOfAProgramTake) {
  for (const auto& [name, table] : small_tables())
    for (const std::size_t width : {1U, 3U, 1000U}) {
      SCOPED_TRACE(name);
      const SmallCase small = SmallCase::make(table, 59);
      const Prompts prompts = prompts_of(small);
      const Shape& shape = small.network.shape();
      const auto plan = SearchPlan::make(shape, small.catalogue, prompts, width, Decoding::raw);
      const StepTrie trie(small.catalogue);
      const LatePlace place;
      const auto weights = WeightsView::make(small.network.weights(),
                                             [](const auto& values) { return values.data(); });
      LatePlace::bytes = 0;
      StepProgram<LatePlace> program(
          place, {shape, weights, small.network.head().data(), trie.view()}, *plan);
      ASSERT_TRUE(program.prepare(prompts));
      EXPECT_EQ(plan->bytes(shape), static_cast<double>(LatePlace::bytes));
      program.run();
      ASSERT_TRUE(program.prepare(prompts));
      EXPECT_EQ(plan->bytes(shape), static_cast<double>(LatePlace::bytes));
    }
}

TEST(Searcher, RefusesOtherPromptsThanThePlanned) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 60);
  const Executor executor;
  const auto plan = SearchPlan::make(small.network.shape(), small.catalogue, Prompts{{0, 1}, {0}},
                                     3, Decoding::raw);
  const auto searcher = make_searcher(small.network, small.catalogue, *plan, executor);
  ASSERT_TRUE(searcher);
  EXPECT_TRUE((*searcher)->run(Prompts{{2, 3}, {4}}));
  for (const Prompts& other :
       {Prompts{}, Prompts{{0, 1}}, Prompts{{0, 1}, {0}, {0}}, Prompts{{0, 1, 2, 3, 4, 5, 6}, {0}},
        Prompts{{0}, {0, 1}}, Prompts{{0, 1}, {}}, Prompts{{0, 10}, {0}},
        Prompts{{0, 1}, {5000}}}) {
    const auto found = (*searcher)->run(other);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::usage);
  }
}

TEST(Searcher, RefusesAPlanOfAnotherNetworkOrCatalogue) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 60);
  const SmallCase other = SmallCase::make(full_table({4, 3, 2}), 60);
  const SmallCase shorter = SmallCase::make(full_table({3, 4}), 60);
  const SmallCase parallel = SmallCase::parallel(full_table({3, 4, 2}), 60);
  const Executor executor;
  const auto good = *SearchPlan::make(small.network.shape(), small.catalogue, prompts_of(small), 3,
                                      Decoding::raw);
  const auto code = [&](const SmallCase& of, const SearchPlan& plan) {
    const auto made = make_searcher(of.network, of.catalogue, plan, executor);
    return made ? ErrorCode::internal : made.error().code;
  };
  EXPECT_EQ(code(small, good), ErrorCode::internal);
  for (const SmallCase* of : {&other, &shorter, &parallel})
    EXPECT_EQ(code(*of, good), ErrorCode::usage);
  const auto changed = [&](auto change) {
    SearchPlan plan = good;
    change(plan);
    return code(small, plan);
  };
  EXPECT_EQ(changed([](SearchPlan& p) { p.lengths.clear(); }), ErrorCode::usage);
  EXPECT_EQ(changed([](SearchPlan& p) { p.lengths[0] = 0; }), ErrorCode::usage);
  EXPECT_EQ(changed([](SearchPlan& p) { p.lengths[0] = 15; }), ErrorCode::usage);
  EXPECT_EQ(changed([](SearchPlan& p) { p.lengths[0] = ~std::size_t{0}; }), ErrorCode::usage);
  EXPECT_EQ(changed([](SearchPlan& p) { p.levels[1].candidates -= 1; }), ErrorCode::usage);
  EXPECT_EQ(changed([](SearchPlan& p) { p.levels[1].beams = 4; }), ErrorCode::usage);
  EXPECT_EQ(changed([](SearchPlan& p) { p.levels[0].beams = 0; }), ErrorCode::usage);
  EXPECT_EQ(changed([](SearchPlan& p) { p.results_width = 25; }), ErrorCode::usage);
  EXPECT_EQ(changed([](SearchPlan& p) { p.levels[2].candidates = 1U << 30U; }),
            ErrorCode::too_large);
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
  HostPlace::Pairs pairs;
  const std::vector<std::uint64_t> in{3, no_candidate, 1, 3, 1, 9, 9, 2, 2, 2};
  pairs.grow(in.size());
  std::ranges::copy(in, pairs.keys());
  for (std::uint32_t i = 0; i < in.size(); ++i) pairs.numbers()[i] = i;
  place.sort(pairs, 2, 5, 4);
  const std::vector<std::uint64_t> sorted(pairs.keys(), pairs.keys() + 10);
  const std::vector<std::uint32_t> moved(pairs.numbers(), pairs.numbers() + 10);
  EXPECT_EQ(sorted, (std::vector<std::uint64_t>{1, 1, 3, 3, no_candidate, 2, 2, 2, 9, 9}));
  EXPECT_EQ(moved, (std::vector<std::uint32_t>{2, 4, 0, 3, 1, 7, 8, 9, 5, 6}));
}

}  // namespace
}  // namespace sidproof
