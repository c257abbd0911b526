// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/pathologies/unconstrained.hpp"

#include <gtest/gtest.h>

#include "generator/decoding/search.hpp"
#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;

// A beam without constraint is a beam over the trie of the whole code space.
TEST(UnconstrainedBeam, IsTheBeamOfTheFullGrid) {
  std::size_t outside = 0;
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 51);
    const auto full = Catalogue::make(full_table(small.catalogue.space().alphabets()));
    for (const std::size_t width : {1U, 2U, 5U, 1000U}) {
      const auto free =
          unconstrained_beam(small.network, small.catalogue, small.prompt, width, Executor());
      const auto found =
          beam_search(small.network, *full, small.prompt, width, Decoding::raw, Executor());
      ASSERT_TRUE(free && found) << name;
      ASSERT_EQ(free->results.size(), found->results.size());
      for (std::size_t i = 0; i < found->results.size(); ++i) {
        const Sequence tokens = full->trie().prefix(found->results[i].node);
        EXPECT_EQ(free->results[i].tokens, tokens) << name;
        EXPECT_EQ(free->results[i].score, found->results[i].score) << name;
        EXPECT_EQ(free->results[i].inside, small.catalogue.trie().find(tokens).has_value());
        if (!free->results[i].inside) ++outside;
      }
    }
  }
  EXPECT_GT(outside, 50U);
}

TEST(UnconstrainedBeam, CountsPrefixesOutsideLevelByLevel) {
  const SmallCase small = SmallCase::make(numeric_table({3, 4}, {{0, 1}, {0, 3}, {2, 0}}), 52);
  const auto free =
      unconstrained_beam(small.network, small.catalogue, small.prompt, 100, Executor());
  ASSERT_TRUE(free);
  ASSERT_EQ(free->figures.levels.size(), 2U);
  EXPECT_EQ(free->figures.levels[0].beams, 3U);
  EXPECT_EQ(free->figures.levels[0].outside, 1U);
  EXPECT_EQ(free->figures.levels[1].beams, 12U);
  EXPECT_EQ(free->figures.levels[1].outside, 9U);
}

TEST(UnconstrainedBeam, AFullGridHasNothingOutside) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 53);
  for (const std::size_t width : {1U, 7U, 100U}) {
    const auto free =
        unconstrained_beam(small.network, small.catalogue, small.prompt, width, Executor());
    for (const auto& level : free->figures.levels) EXPECT_EQ(level.outside, 0U);
  }
  EXPECT_EQ(
      unconstrained_beam(small.network, small.catalogue, small.prompt, 0, Executor()).error().code,
      ErrorCode::usage);
}

TEST(UnconstrainedBeam, TooManyCandidatesAreRefused) {
  Table table = numeric_table({1000, 1000, 1000}, {{0, 0, 0}});
  const auto catalogue = Catalogue::make(table);
  const Network network = small_network(*catalogue, 54);
  const auto refused =
      unconstrained_beam(network, *catalogue, std::vector<std::uint32_t>{0}, 1'000'000, Executor());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
}

TEST(UnconstrainedBeam, ParallelHeadsAreRefused) {
  const SmallCase small = SmallCase::parallel(full_table({3, 4}), 55);
  const auto refused =
      unconstrained_beam(small.network, small.catalogue, small.prompt, 3, Executor());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unsupported);
}

}  // namespace
}  // namespace sidproof
