// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// One program with every archive of the project in it, whole: two definitions of one name
// are an error of the linker or, where they are inline, keep one of both, and then searches
// of one kind run the kernels of the other.
#include <gtest/gtest.h>

#include <algorithm>

#include "generator/decoding/batch_search.hpp"
#include "generator/decoding/parallel_laws.hpp"
#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;

TEST(SideBySide, BatchesOfSearchesAndParallelHeadsInOneProgram) {
  for (const auto& [name, table] : small_tables()) {
    SCOPED_TRACE(name);
    const SmallCase small = SmallCase::make(table, 61);
    const auto batch = batch_search(small.network, small.catalogue,
                                    std::vector<std::vector<std::uint32_t>>{small.prompt, {0}}, 3,
                                    Decoding::raw, Executor());
    const auto alone =
        beam_search(small.network, small.catalogue, small.prompt, 3, Decoding::raw, Executor());
    ASSERT_TRUE(batch && alone);
    EXPECT_EQ(batch->front().results, alone->results);

    const SmallCase parallel = SmallCase::parallel(table, 61);
    const Catalogue& catalogue = parallel.catalogue;
    const auto laws = *position_laws(parallel.network, catalogue, parallel.prompt, Executor());
    const auto scores = sequence_scores(catalogue, laws, Executor());
    for (std::uint32_t i = 0; i < scores.size(); ++i) {
      std::int64_t sum = 0;
      const Sequence codes = catalogue.trie().prefix(catalogue.leaves().first + i);
      for (std::size_t j = 0; j < codes.size(); ++j) sum += laws[j].log[codes[j]];
      EXPECT_EQ(scores[i], sum);
    }
    const auto best =
        beam_search(parallel.network, catalogue, parallel.prompt, 1, Decoding::raw, Executor());
    ASSERT_TRUE(best);
    EXPECT_EQ(best->results[0].score, *std::ranges::max_element(scores));
  }
}

}  // namespace
}  // namespace sidproof
