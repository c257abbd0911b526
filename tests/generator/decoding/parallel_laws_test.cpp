// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/parallel_laws.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include "decoding/constrained.hpp"
#include "generator/arithmetic/token_law.hpp"
#include "generator/decoding/sampler.hpp"
#include "generator/decoding/search.hpp"
#include "generator/decoding/small_catalogues.hpp"
#include "model/tabular.hpp"

namespace sidproof {
namespace {

using namespace reference;

std::vector<CodebookLaw> positions_of(const SmallCase& small) {
  return *position_laws(small.network, small.catalogue, small.prompt, Executor());
}

// THEORY's parallel heads with the same integer weights, over the rationals.
ParallelHeads<FlintRational> heads_of(const SmallCase& small) {
  std::vector<FlintRational> cells;
  for (const CodebookLaw& law : positions_of(small))
    for (const std::uint64_t weight : law.weight)
      cells.emplace_back(static_cast<std::int64_t>(weight));
  return softmax<FlintRational>(ParallelShape(small.catalogue.space()), std::move(cells));
}

Found search(const SmallCase& small, std::size_t width, Decoding decoding,
             const Executor& executor = Executor()) {
  return *beam_search(small.network, small.catalogue, small.prompt, width, decoding, executor);
}

TEST(ParallelLaws, AreTheoryParallelHeadsExactly) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::parallel(table, 21);
    const ItemLaw law = item_law(small.catalogue, small.laws);
    const auto masses = raw_masses(on_trie(heads_of(small), small.catalogue.trie()));
    for (std::uint32_t leaf = small.catalogue.leaves().first;
         leaf < small.catalogue.leaves().second; ++leaf)
      EXPECT_EQ(probability(small.catalogue, small.laws, law, leaf, Decoding::raw),
                Rational(masses[leaf].text()))
          << name;
  }
}

TEST(ParallelLaws, DoNotDependOnThePrefix) {
  const SmallCase small = SmallCase::parallel(full_table({3, 4, 2}), 22);
  const Trie& trie = small.catalogue.trie();
  for (std::size_t depth = 1; depth <= 3; ++depth) {
    const auto [begin, end] = trie.level(depth);
    for (std::uint32_t node = begin; node < end; ++node)
      EXPECT_EQ(small.laws.weight[node], small.laws.weight[begin + trie.token(node)]);
  }
  // Positions have heads of their own.
  const auto laws = positions_of(SmallCase::parallel(full_table({3, 3, 3}), 22));
  EXPECT_NE(laws[0].weight, laws[1].weight);
  EXPECT_NE(laws[1].weight, laws[2].weight);
}

TEST(ParallelLaws, OnAFullGridGlobalIsRawAndLocal) {
  const SmallCase small = SmallCase::parallel(full_table({3, 4, 2}), 23);
  const ItemLaw law = item_law(small.catalogue, small.laws);
  EXPECT_EQ(law.inside(), Integer(1) << (3 * weight_bits));
  EXPECT_EQ(small.laws.log, small.laws.masked_log);
}

TEST(ParallelLaws, TheBestAreTheBestOfAllSequences) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::parallel(table, 24);
    const auto laws = positions_of(small);
    const auto [begin, end] = small.catalogue.leaves();
    std::vector<Scored> all;
    for (std::uint32_t leaf = begin; leaf < end; ++leaf) {
      Scored scored{leaf, 0};
      const Sequence codes = small.catalogue.trie().prefix(leaf);
      for (std::size_t j = 0; j < codes.size(); ++j) scored.score += laws[j].log[codes[j]];
      all.push_back(scored);
    }
    std::sort(all.begin(), all.end(), before);
    EXPECT_EQ(all, exhaustive_ranking(small.catalogue, small.laws, Decoding::raw));
    for (std::size_t width = 1; width <= all.size() + 1; ++width)
      for (const Decoding decoding : {Decoding::raw, Decoding::global}) {
        const Found found = search(small, width, decoding);
        ASSERT_EQ(found.results.size(), std::min(width, all.size()));
        EXPECT_TRUE(std::equal(found.results.begin(), found.results.end(), all.begin())) << name;
        EXPECT_TRUE(found.certifies(found.results.size()));
      }
    // LOCAL depends on the prefix: a beam along the trie, with a certificate.
    EXPECT_EQ(search(small, all.size(), Decoding::local).results,
              exhaustive_ranking(small.catalogue, small.laws, Decoding::local));
    const auto local = exhaustive_ranking(small.catalogue, small.laws, Decoding::local);
    const Found narrow = search(small, 2, Decoding::local);
    if (narrow.certifies(1)) {
      EXPECT_EQ(narrow.results.front(), local.front());
    }
  }
}

TEST(ParallelLaws, EqualScoresGoByTokens) {
  const Table table = full_table({3, 3});
  SmallCase small = SmallCase::parallel(table, 25);
  Weights weights = small.network.weights();
  // All codes of a position alike: all sequences have one score.
  const auto width = static_cast<std::ptrdiff_t>(weights.shape.width);
  for (std::ptrdiff_t token = 2; token <= 6; ++token)
    std::copy_n(weights.tokens.begin() + width, width, weights.tokens.begin() + token * width);
  small.network = Network(std::move(weights));
  const Found found = search(small, 4, Decoding::raw);
  for (std::uint32_t i = 0; i < 4; ++i) {
    EXPECT_EQ(found.results[i].node, small.catalogue.leaves().first + i);
    EXPECT_EQ(found.results[i].score, found.results[0].score);
  }
}

TEST(ParallelLaws, SchedulesGiveTheSameBits) {
  const SmallCase small = SmallCase::parallel(random_table({9, 9, 9}, 700, 4), 26);
  const Found expected = search(small, 20, Decoding::raw);
  for (const Order order : {Order::backward, Order::shuffled})
    for (const unsigned threads : {1U, 3U}) {
      const Executor executor({Threads{threads}, 5, order});
      EXPECT_EQ(search(small, 20, Decoding::raw, executor).results, expected.results);
      EXPECT_EQ(*trie_laws(small.network, small.catalogue, small.prompt, executor), small.laws);
    }
}

TEST(ParallelLaws, AreSampledExactly) {
  const SmallCase small = SmallCase::parallel(random_table({6, 6, 6}, 40, 2), 27);
  const ItemLaw law = item_law(small.catalogue, small.laws);
  const auto sampler = Sampler::make(small.catalogue, small.laws, law, Decoding::global);
  ASSERT_TRUE(sampler);
  Integer below = 0;
  for (std::uint32_t leaf = small.catalogue.leaves().first; leaf < small.catalogue.leaves().second;
       ++leaf) {
    EXPECT_EQ(sampler->global_leaf(below), leaf);
    below += law.mass[leaf];
    EXPECT_EQ(sampler->global_leaf(below - 1), leaf);
  }
  EXPECT_EQ(below, law.inside());
}

TEST(ParallelLaws, CostTheHistoryOnly) {
  const SmallCase small = SmallCase::parallel(random_table({9, 9, 9}, 700, 4), 28);
  const SmallCase cascaded = SmallCase::make(random_table({9, 9, 9}, 700, 4), 28);
  const double cost = trie_cost(small.network.shape(), small.catalogue, small.prompt.size());
  EXPECT_LT(cost,
            trie_cost(cascaded.network.shape(), cascaded.catalogue, cascaded.prompt.size()) / 10);
  EXPECT_FALSE(trie_laws(small.network, small.catalogue, small.prompt, Executor(), {}, cost - 1));
  EXPECT_TRUE(trie_laws(small.network, small.catalogue, small.prompt, Executor(), {}, cost));
}

TEST(ParallelLaws, NeedAHeadForEachPosition) {
  const SmallCase small = SmallCase::parallel(full_table({3, 4, 2}), 29);
  const auto other = Catalogue::make(full_table({3, 8}));
  const auto laws = trie_laws(small.network, *other, std::vector<std::uint32_t>{0}, Executor());
  ASSERT_FALSE(laws);
  EXPECT_EQ(laws.error().code, ErrorCode::usage);
  EXPECT_EQ(laws.error().what, "the network has 3 parallel heads, the sequences have 2 tokens");
  EXPECT_FALSE(recomputed_law(small.network, *other, std::vector<std::uint32_t>{0}, 0, Executor()));
  EXPECT_FALSE(beam_search(small.network, *other, std::vector<std::uint32_t>{0}, 3, Decoding::raw,
                           Executor()));
}

TEST(ParallelLaws, OfOtherPositionsAreRefused) {
  const SmallCase small = SmallCase::parallel(full_table({3, 4, 2}), 29);
  std::vector<CodebookLaw> positions = positions_of(small);
  EXPECT_NO_THROW(static_cast<void>(sequence_scores(small.catalogue, positions, Executor())));
  std::swap(positions[0], positions[1]);  // laws over each other's codebooks
  EXPECT_THROW(static_cast<void>(sequence_scores(small.catalogue, positions, Executor())),
               std::invalid_argument);
  EXPECT_THROW(static_cast<void>(laws_of_positions(small.catalogue, positions, Threads{1})),
               std::invalid_argument);
  positions.pop_back();
  EXPECT_THROW(static_cast<void>(sequence_scores(small.catalogue, positions, Executor())),
               std::invalid_argument);
  EXPECT_THROW(static_cast<void>(laws_of_positions(small.catalogue, positions, Threads{1})),
               std::invalid_argument);
  const SmallCase linear = SmallCase::make(full_table({3, 4, 2}), 29);
  EXPECT_EQ(position_laws(linear.network, linear.catalogue, linear.prompt, Executor()).error().code,
            ErrorCode::usage);
}

}  // namespace
}  // namespace sidproof
