// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/law_search.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;

TEST(LawSearch, FindsWhatTheNetworksBeamFinds) {
  for (const auto& [name, table] : small_tables())
    for (const Decoding decoding : {Decoding::raw, Decoding::global, Decoding::local}) {
      const SmallCase small = SmallCase::make(table, 91);
      const LawSearch search(small.catalogue, small.laws, decoding);
      for (const std::size_t width : {1U, 2U, 3U, 7U, 1000U}) {
        const auto expected =
            beam_search(small.network, small.catalogue, small.prompt, width, decoding, Executor());
        const Found found = search.beam(width);
        EXPECT_EQ(found.results, expected->results) << name;
        EXPECT_EQ(found.best_pruned.has_value(), expected->best_pruned.has_value()) << name;
        if (found.best_pruned && expected->best_pruned) {
          EXPECT_EQ(found.best_pruned->score, expected->best_pruned->score) << name;
        }
      }
    }
}

// By the definition, over token sequences: every group extends each of its sequences by
// every code that some item continues it with.
struct Hypothesis {
  Sequence tokens;
  std::int64_t score = 0;
};

std::vector<std::pair<Sequence, std::int64_t>> by_definition(const SmallCase& small,
                                                             const DiverseGroups& plan) {
  const Trie& trie = small.catalogue.trie();
  std::vector<std::vector<Hypothesis>> groups(plan.groups, {Hypothesis{}});
  for (std::size_t step = 0; step < small.catalogue.length(); ++step) {
    std::vector<Sequence> earlier;  // what earlier groups chose at this step
    for (std::size_t g = 0; g < plan.groups; ++g) {
      std::vector<std::pair<std::int64_t, Hypothesis>> offers;
      for (const Hypothesis& beam : groups[g])
        for (std::uint32_t code = 0; code < small.catalogue.codebook(step); ++code) {
          Hypothesis offer = beam;
          offer.tokens.push_back(code);
          const auto node = trie.find(offer.tokens);
          if (!node) continue;
          offer.score += small.laws.log[*node];
          std::int64_t repeats = 0;
          for (const Sequence& other : earlier) {
            const bool same = plan.repeats == DiverseGroups::Repeats::token ? other.back() == code
                                                                            : other == offer.tokens;
            if (same) ++repeats;
          }
          offers.emplace_back(offer.score - plan.penalty * repeats, offer);
        }
      std::size_t size = plan.width / plan.groups;
      if (g < plan.width % plan.groups) ++size;
      groups[g].clear();
      while (groups[g].size() < size && !offers.empty()) {
        const auto best =
            std::min_element(offers.begin(), offers.end(), [](const auto& a, const auto& b) {
              if (a.first != b.first) return a.first > b.first;
              if (a.second.score != b.second.score) return a.second.score > b.second.score;
              return a.second.tokens < b.second.tokens;
            });
        groups[g].push_back(best->second);
        offers.erase(best);
      }
      for (const Hypothesis& beam : groups[g]) earlier.push_back(beam.tokens);
    }
  }
  std::set<std::pair<std::int64_t, Sequence>> all;
  for (const auto& group : groups)
    for (const Hypothesis& beam : group) all.emplace(-beam.score, beam.tokens);
  std::vector<std::pair<Sequence, std::int64_t>> results;
  for (const auto& [negative, tokens] : all) results.emplace_back(tokens, -negative);
  return results;
}

TEST(DiverseBeam, IsItsDefinition) {
  std::size_t changed = 0;
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 92);
    const LawSearch search(small.catalogue, small.laws, Decoding::global);
    for (const auto repeats : {DiverseGroups::Repeats::token, DiverseGroups::Repeats::prefix})
      for (const std::size_t width : {1U, 4U, 7U, 30U})
        for (const std::size_t groups : {1U, 3U, 4U})
          for (const std::int64_t penalty : {0LL, 1LL << 39, 3LL << 40, 1LL << 50}) {
            if (groups > width) continue;
            const DiverseGroups plan{width, groups, penalty, repeats};
            const auto found = search.diverse(plan);
            ASSERT_TRUE(found) << name;
            std::vector<std::pair<Sequence, std::int64_t>> sequences;
            for (const Scored& scored : *found)
              sequences.emplace_back(small.catalogue.trie().prefix(scored.node), scored.score);
            ASSERT_EQ(sequences, by_definition(small, plan)) << name << width << groups;
            if (*found != search.beam(width).results) ++changed;
          }
  }
  EXPECT_GT(changed, 50U);
}

TEST(DiverseBeam, OneGroupIsABeamAndWithoutPenaltyAllGroupsAreOne) {
  const SmallCase small = SmallCase::make(random_table({6, 6, 6}, 80, 3), 93);
  const LawSearch search(small.catalogue, small.laws, Decoding::local);
  EXPECT_EQ(*search.diverse({9, 1, 1LL << 40, DiverseGroups::Repeats::token}),
            search.beam(9).results);
  EXPECT_EQ(*search.diverse({9, 3, 0, DiverseGroups::Repeats::token}), search.beam(3).results);
}

TEST(DiverseBeam, ALargePenaltyOnPrefixesSeparatesTheGroups) {
  const SmallCase small = SmallCase::make(full_table({6, 6, 6}), 94);
  const LawSearch search(small.catalogue, small.laws, Decoding::global);
  const auto found = search.diverse({6, 6, 1LL << 50, DiverseGroups::Repeats::token});
  ASSERT_EQ(found->size(), 6U);
  for (std::size_t position = 0; position < 3; ++position) {
    std::set<std::uint32_t> tokens;
    for (const Scored& scored : *found)
      tokens.insert(small.catalogue.trie().prefix(scored.node)[position]);
    EXPECT_EQ(tokens.size(), 6U);
  }
}

TEST(DiverseBeam, PlansThatMakeNoSenseAreRefused) {
  const SmallCase small = SmallCase::make(full_table({2, 2}), 95);
  const LawSearch search(small.catalogue, small.laws, Decoding::raw);
  for (const DiverseGroups& plan :
       {DiverseGroups{4, 0, 0, {}}, DiverseGroups{4, 5, 0, {}}, DiverseGroups{4, 2, -1, {}},
        DiverseGroups{4, 2, (1LL << 50) + 1, {}}})
    EXPECT_EQ(search.diverse(plan).error().code, ErrorCode::usage);
}

TEST(LawSearch, SequencesWithATokenThatWasCutAreAbsent) {
  for (const auto& [name, table] : small_tables())
    for (const Decoding decoding : {Decoding::raw, Decoding::local})
      for (const TokenRule& rule : {TokenRule{1, 1}, TokenRule{1, 2}, TokenRule{0.5, 0, 0.6}}) {
        const SmallCase small = SmallCase::make(table, 92);
        const auto laws = trie_laws(small.network, small.catalogue, small.prompt, Executor(), {},
                                    most_trie_cost, rule);
        ASSERT_TRUE(laws);
        const LawSearch search(small.catalogue, *laws, decoding);
        for (const std::size_t width : {1U, 3U, 1000U})
          EXPECT_EQ(search.beam(width).results,
                    beam_search(small.network, small.catalogue, small.prompt, width, decoding,
                                Executor(), CacheLayout::in_order, rule)
                        ->results)
              << name;
      }
}

TEST(LawSearch, LawsOfAnotherCatalogueAreRefused) {
  const SmallCase small = SmallCase::make(full_table({3, 4}), 93);
  const auto other = Catalogue::make(full_table({4, 3}));
  EXPECT_THROW(LawSearch(*other, small.laws, Decoding::raw), std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
