// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/cuda/cuda_device.hpp"

#include <gtest/gtest.h>

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
  EXPECT_EQ(network.error().code, ErrorCode::missing_tool);
  EXPECT_NE(network.error().what.find(built_with_cuda() ? "CUDA device" : "without CUDA"),
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

TEST(CudaDevice, BatchesOfSearchesAreTheHosts) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 34);
    const auto network = on_cuda(small.network);
    if (!network) GTEST_SKIP() << "skipped: " << network.error().what;
    const std::vector<std::vector<std::uint32_t>> prompts{small.prompt, {0}, small.prompt};
    for (const std::size_t width : {1U, 3U, 1000U}) {
      const auto plan =
          SearchPlan::make(network->shape(), small.catalogue, prompts, width, Decoding::local);
      const Executor executor;
      const auto searcher = make_searcher(*network, small.catalogue, *plan, executor);
      const auto expected =
          batch_search(small.network, small.catalogue, prompts, width, Decoding::local, executor);
      ASSERT_TRUE(searcher && expected);
      for (int run = 0; run < 2; ++run) {  // the second run is the first one's graph
        const auto found = (*searcher)->run(prompts);
        ASSERT_TRUE(found);
        for (std::size_t r = 0; r < prompts.size(); ++r) {
          EXPECT_EQ((*found)[r].results, (*expected)[r].results) << name;
          EXPECT_EQ((*found)[r].best_pruned, (*expected)[r].best_pruned) << name;
        }
      }
    }
  }
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
