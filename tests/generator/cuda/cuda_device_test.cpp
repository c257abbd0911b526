// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/cuda/cuda_device.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "generator/check/check.hpp"
#include "generator/decoding/batch_search.hpp"
#include "generator/decoding/small_catalogues.hpp"
#include "generator/enclosure/operator_bounds.hpp"

namespace sidproof {
namespace {

using namespace reference;

// A CUDA device with a network, or the reason why there is none.
Result<Network> on_cuda(const Network& network) {
  auto device = cuda_device(network.weights());
  if (!device) return tl::unexpected(device.error());
  return Network(network.weights(), *device);
}

TEST(CudaDevice, WithoutOneTheErrorSaysWhatToDo) {
  const SmallCase small = SmallCase::make(full_table({2, 2}), 31);
  const auto network = on_cuda(small.network);
  if (network) GTEST_SKIP() << "skipped: there is a CUDA device";
  EXPECT_EQ(network.error().code, ErrorCode::missing_tool) << network.error().what;
  EXPECT_NE(network.error().what.find(built_with_cuda() ? "there is no CUDA" : "without CUDA"),
            std::string::npos);
  EXPECT_NE(network.error().hint.find("--executor cpu"), std::string::npos);
}

TEST(CudaDevice, LawsAndBeamsAreTheHostsBits) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 32);
    const auto network = on_cuda(small.network);
    if (!network) GTEST_SKIP() << "skipped: " << network.error().what;
    for (const std::size_t batch : {1U, 5U, 1024U})
      EXPECT_EQ(*trie_laws(*network, small.catalogue, small.prompt, Executor(),
                           {batch, CacheLayout::scattered}),
                small.laws)
          << name;
    for (const Decoding decoding : {Decoding::raw, Decoding::local})
      for (const std::size_t width : {1U, 3U, 1000U})
        EXPECT_EQ(
            beam_search(*network, small.catalogue, small.prompt, width, decoding, Executor())
                ->results,
            beam_search(small.network, small.catalogue, small.prompt, width, decoding, Executor())
                ->results)
            << name;
  }
}

using Prompts = std::vector<std::vector<std::uint32_t>>;

// One searcher of the device's, several times: as it is, recorded as a graph, that graph
// again; and from another thread.
void expect_the_hosts(const Network& network, const SmallCase& small, const Prompts& prompts,
                      std::size_t width, Decoding decoding) {
  const Executor executor;
  const auto plan = SearchPlan::make(network.shape(), small.catalogue, prompts, width, decoding);
  ASSERT_TRUE(plan);
  const auto searcher = make_searcher(network, small.catalogue, *plan, executor);
  const auto expected =
      batch_search(small.network, small.catalogue, prompts, width, decoding, executor);
  ASSERT_TRUE(searcher && expected);
  const auto run = [&] {
    const auto found = (*searcher)->run(prompts);
    ASSERT_TRUE(found);
    for (std::size_t r = 0; r < prompts.size(); ++r) {
      EXPECT_EQ((*found)[r].results, (*expected)[r].results);
      EXPECT_EQ((*found)[r].best_pruned, (*expected)[r].best_pruned);
    }
  };
  for (int time = 0; time < 3; ++time) run();
  std::thread(run).join();
}

TEST(CudaDevice, BatchesOfSearchesAreTheHosts) {
  for (const auto& [name, table] : small_tables()) {
    SCOPED_TRACE(name);
    const SmallCase small = SmallCase::make(table, 34);
    const auto network = on_cuda(small.network);
    if (!network) GTEST_SKIP() << "skipped: " << network.error().what;
    for (const std::size_t width : {1U, 3U, 1000U})
      expect_the_hosts(*network, small, {small.prompt, {0}, small.prompt}, width, Decoding::local);
  }
}

// A sort of the whole device: of one request by one block, ...
TEST(CudaDevice, TheSearchOfOneRequestIsTheHosts) {
  for (const auto& [name, table] : small_tables()) {
    SCOPED_TRACE(name);
    const SmallCase small = SmallCase::make(table, 35);
    const auto network = on_cuda(small.network);
    if (!network) GTEST_SKIP() << "skipped: " << network.error().what;
    for (const Decoding decoding : {Decoding::raw, Decoding::local})
      for (const std::size_t width : {1U, 3U, 1000U})
        expect_the_hosts(*network, small, {small.prompt}, width, decoding);
  }
}

// ... of several thousand candidates by several, and of more than 2^15 in one sweep, request
// after request.
TEST(CudaDevice, SearchesWithManyCandidatesAreTheHosts) {
  const SmallCase small = SmallCase::make(full_table({200, 200, 2}), 36);
  const auto network = on_cuda(small.network);
  if (!network) GTEST_SKIP() << "skipped: " << network.error().what;
  for (const std::size_t width : {40U, 200U, 20'000U})
    for (const Prompts& prompts : {Prompts{small.prompt}, Prompts{small.prompt, {0}, {0, 7}}})
      expect_the_hosts(*network, small, prompts, width, Decoding::raw);
}

TEST(CudaDevice, PromptsThatItCannotReadAreRefused) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 37);
  const auto network = on_cuda(small.network);
  if (!network) GTEST_SKIP() << "skipped: " << network.error().what;
  const Executor executor;
  const auto plan =
      SearchPlan::make(network->shape(), small.catalogue, Prompts{{0, 1}}, 3, Decoding::raw);
  const auto searcher = make_searcher(*network, small.catalogue, *plan, executor);
  ASSERT_TRUE(searcher);
  for (const Prompts& other : {Prompts{{0, 1, 2}}, Prompts{{0, 5000}}, Prompts{{0, 1}, {0, 1}}})
    EXPECT_EQ((*searcher)->run(other).error().code, ErrorCode::usage);
  EXPECT_TRUE((*searcher)->run(Prompts{{0, 2}}));
}

TEST(CudaDevice, EveryOperatorIsWithinItsBound) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 33);
  const auto network = on_cuda(small.network);
  if (!network) GTEST_SKIP() << "skipped: " << network.error().what;
  OperatorBounds bounds(network->shape().epsilon, network->shape().heads);
  reference_subject(*network, small.catalogue).observe(small.prompt, [&](const OperatorCall& call) {
    bounds.judge(call);
  });
  EXPECT_GT(bounds.outputs(), 0U);
  EXPECT_EQ(bounds.violation(), "");
}

}  // namespace
}  // namespace sidproof
