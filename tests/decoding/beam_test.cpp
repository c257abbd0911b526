// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "decoding/beam.hpp"

#include <gtest/gtest.h>

#include <map>

#include "exact/rational.hpp"
#include "model/model_draws.hpp"
#include "model/tabular.hpp"

namespace sidproof {
namespace {

using testing_tools::Draws;

std::vector<Rational> factors_of(const TrieModel<Rational>& model) {
  std::vector<Rational> factors;
  factors.reserve(model.trie().nodes());
  for (std::size_t node = 0; node < model.trie().nodes(); ++node)
    factors.push_back(model.into(node));
  return factors;
}

// The definition, without a trie: all codes with their masses, sorted.
std::vector<std::pair<Rational, Sequence>> ranking(const CascadedTable<Rational>& model,
                                                   const TokenMap& map) {
  std::map<Sequence, Rational> scores;
  for (std::size_t v = 0; v < map.items(); ++v)
    scores[{map[v].begin(), map[v].end()}] = prefix_mass(model, map[v]);
  std::vector<std::pair<Rational, Sequence>> order;
  order.reserve(scores.size());
  for (const auto& [sequence, score] : scores) order.emplace_back(-score, sequence);
  std::sort(order.begin(), order.end());
  return order;
}

TEST(Beam, WideBeamsRankExactlyAndCertificatesAreNeverWrong) {
  Draws draws(1);
  int certified = 0;
  int wrong = 0;
  for (int round = 0; round < 300; ++round) {
    const CodeSpace space = draws.space(4);
    const TokenMap map = draws.map(space, true, 20);
    const auto trie = Trie::build(map.codes());
    const auto model = draws.model<Rational, CascadedShape>(space);
    const auto factors = factors_of(on_trie(model, *trie));
    const auto expected = ranking(model, map);
    const auto exhaustive = exhaustive_ranking(*trie, factors);
    ASSERT_EQ(exhaustive.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      ASSERT_EQ(trie->prefix(exhaustive[i].node), expected[i].second);
      ASSERT_EQ(exhaustive[i].score, -expected[i].first);
    }
    std::size_t largest_level = 0;
    for (std::size_t d = 0; d <= trie->depth(); ++d)
      largest_level =
          std::max<std::size_t>(largest_level, trie->level(d).second - trie->level(d).first);
    for (std::size_t width = 1; width <= largest_level; ++width) {
      const auto beam = beam_search(*trie, factors, width);
      if (width == largest_level) {  // H1
        ASSERT_FALSE(beam.best_pruned.has_value());
        ASSERT_EQ(beam.results.size(), expected.size());
      }
      bool all_right = true;
      for (std::size_t k = 1; k <= beam.results.size(); ++k) {
        all_right = all_right && trie->prefix(beam.results[k - 1].node) == expected[k - 1].second;
        if (beam.certifies(k)) {
          ASSERT_TRUE(all_right);
          ++certified;
        }
        wrong += all_right ? 0 : 1;
      }
    }
    const auto greedy = greedy_search(*trie, factors);
    const auto narrow = beam_search(*trie, factors, 1);
    ASSERT_EQ(greedy.node, narrow.results.front().node);
    ASSERT_EQ(greedy.score, narrow.results.front().score);
  }
  EXPECT_GT(certified, 100);
  EXPECT_GT(wrong, 50);  // so that the certificate had something to refuse
}

TEST(Beam, TiesWithAPrunedHypothesisAreNotCertified) {
  const TokenMap map(CodeSpace({2, 1}), {{0, 0}, {1, 0}});
  const auto trie = Trie::build(map.codes());
  const std::vector<Rational> factors = {1, Rational(1, 2), Rational(1, 2), 1, 1};
  const auto beam = beam_search(*trie, factors, 1);
  EXPECT_EQ(trie->prefix(beam.results.front().node), (Sequence{0, 0}));
  EXPECT_FALSE(beam.certifies(1));
  EXPECT_FALSE(beam.certifies(2));
  EXPECT_TRUE(beam_search(*trie, factors, 2).certifies(2));
}

TEST(Beam, ShortSequencesStayInTheRace) {
  const TokenMap map(CodeSpace({3, 2}), {{0}, {1, 0}, {1, 1}});
  const auto trie = Trie::build(map.codes());
  // Nodes: root, 0, 1, 10, 11.
  const std::vector<Rational> factors = {1, Rational(1, 3), Rational(2, 3), Rational(1, 4),
                                         Rational(3, 4)};
  const auto beam = beam_search(*trie, factors, 2);
  ASSERT_EQ(beam.results.size(), 2U);
  EXPECT_EQ(trie->prefix(beam.results[0].node), (Sequence{1, 1}));
  EXPECT_EQ(trie->prefix(beam.results[1].node), (Sequence{0}));
  EXPECT_TRUE(beam.certifies(2));
}

// Found by a campaign: (0 1) has mass 0, and all of its mass is on (0 1 1).
TEST(Beam, GreedyIsTheBeamOfWidthOneAlsoBehindAZero) {
  const TokenMap map(CodeSpace({1, 2, 2}), {{0, 1, 0}, {0, 1, 1}});
  const auto trie = Trie::build(map.codes());
  const std::vector<std::uint32_t> weights = {1, 1, 0, 1, 0, 0, 1};
  const auto model =
      from_weights<Rational>(CascadedShape(map.space()), std::span<const std::uint32_t>(weights));
  const auto factors = factors_of(on_trie(model, *trie));
  const auto greedy = greedy_search(*trie, factors);
  const auto beam = beam_search(*trie, factors, 1).results;
  ASSERT_EQ(beam.size(), 1U);
  EXPECT_EQ(greedy.node, beam.front().node);
  EXPECT_EQ(trie->prefix(greedy.node), (Sequence{0, 1, 0}));
  EXPECT_EQ(greedy.score, 0);
}

TEST(Beam, GreedyCanMissTheBestItem) {
  const TokenMap map(CodeSpace({2, 2}), {{0, 0}, {0, 1}, {1, 0}});
  const auto trie = Trie::build(map.codes());
  const std::vector<Rational> factors = {
      1, Rational(3, 5), Rational(2, 5), Rational(1, 2), Rational(1, 2), 1};
  EXPECT_EQ(greedy_search(*trie, factors).score, Rational(3, 10));
  EXPECT_EQ(exhaustive_ranking(*trie, factors).front().score, Rational(2, 5));
}

}  // namespace
}  // namespace sidproof
