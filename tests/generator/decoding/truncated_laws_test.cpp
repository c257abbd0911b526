// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Temperature, top-k and top-p of the token laws: the exact laws over the trie, against the
// templates of THEORY F and H7 over the rationals.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "decoding/constrained.hpp"
#include "decoding/truncation.hpp"
#include "generator/arithmetic/token_law.hpp"
#include "generator/decoding/parallel_laws.hpp"
#include "generator/decoding/sampler.hpp"
#include "generator/decoding/search.hpp"
#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;

TrieLaws laws_under(const SmallCase& small, const TokenRule& rule) {
  return *trie_laws(small.network, small.catalogue, small.prompt, Executor(), {}, most_trie_cost,
                    rule);
}

Found search(const SmallCase& small, std::size_t width, Decoding decoding, const TokenRule& rule) {
  return *beam_search(small.network, small.catalogue, small.prompt, width, decoding, Executor(),
                      CacheLayout::in_order, rule);
}

const std::vector<TokenRule> rules{{1, 2, 1}, {0.5, 0, 0.6}, {2, 3, 0.8}, {1, 1, 1}, {3, 0, 0.95}};

// On a full grid every token is a child, so what the templates keep of the trie is what
// top-k and top-p keep of the codebook.
TEST(TruncatedLaws, AreTheTemplatesLawsOnAFullGrid) {
  for (const bool parallel : {false, true}) {
    const SmallCase small = SmallCase::make(full_table({5, 4, 6}), 71, parallel);
    const Trie& trie = small.catalogue.trie();
    for (const TokenRule& rule : rules) {
      const TrieLaws laws = laws_under(small, rule);
      // Top-k first, then top-p of the law that is left.
      const auto whole =
          rational_model(small.catalogue, laws_under(small, TokenRule{rule.temperature}));
      const auto by_k = kept_nodes(whole, {rule.top_k, FlintRational(1)});
      std::vector<FlintRational> left;
      for (std::uint32_t node = 0; node < trie.nodes(); ++node)
        left.push_back(by_k[node] || node == 0 ? whole.into(node) : FlintRational(0));
      const TrieModel<FlintRational> after_k(
          trie, small.catalogue.space(), std::move(left),
          std::vector<FlintRational>(trie.nodes(), FlintRational(0)));
      const auto kept = kept_nodes(after_k, {0, FlintRational::parse(Rational(rule.top_p).str())});
      const auto masses = truncated_masses(after_k, kept);
      const ItemLaw law = item_law(small.catalogue, laws);
      std::size_t survivors = 0;
      for (std::uint32_t leaf = small.catalogue.leaves().first;
           leaf < small.catalogue.leaves().second; ++leaf) {
        EXPECT_EQ(law.mass[leaf] != 0, kept[leaf]);
        if (kept[leaf]) ++survivors;
        const Rational p = probability(small.catalogue, laws, law, leaf, Decoding::raw);
        // Less than one unit of 2^-48 a token.
        const Rational off = p - Rational(masses[leaf].text());
        EXPECT_LT(abs(off), Rational(Integer(3), Integer(weight_total)));
      }
      EXPECT_GT(survivors, 0U);
      EXPECT_LT(survivors, 120U);
      EXPECT_EQ(law.inside(), Integer(1) << (3 * weight_bits));
    }
  }
}

TEST(TruncatedLaws, TopKOfAllAndTopPOfOneAreNone) {
  for (const auto& [name, table] : small_tables()) {
    const SmallCase small = SmallCase::make(table, 72);
    EXPECT_EQ(laws_under(small, {1, 1000, 1}), small.laws) << name;
  }
}

TEST(TruncatedLaws, WeightsStillAddUpAndGlobalAndLocalAreLawsOrSaySo) {
  std::size_t dead_ends = 0;
  std::size_t empty = 0;
  for (const auto& [name, table] : small_tables())
    for (const bool parallel : {false, true})
      for (const TokenRule& rule : rules) {
        const SmallCase small = SmallCase::make(table, 73, parallel);
        const TrieLaws laws = laws_under(small, rule);
        const ItemLaw law = item_law(small.catalogue, laws);
        const auto [begin, end] = small.catalogue.leaves();
        std::vector<std::uint64_t> sums = laws.outside;
        for (std::uint32_t node = 1; node < small.catalogue.trie().nodes(); ++node)
          sums[small.catalogue.trie().parent(node)] += laws.weight[node];
        EXPECT_EQ(sums, std::vector<std::uint64_t>(begin, weight_total));
        const Rational dead = local_dead_mass(small.catalogue, laws);
        Rational global = 0;
        Rational local = 0;
        if (!some_sequence_left(law)) {
          ++empty;
          EXPECT_EQ(dead, 1);
          EXPECT_FALSE(Sampler::make(small.catalogue, laws, law, Decoding::global));
          EXPECT_TRUE(search(small, 1000, Decoding::raw, rule).results.empty());
          continue;
        }
        for (std::uint32_t leaf = begin; leaf < end; ++leaf) {
          global += probability(small.catalogue, laws, law, leaf, Decoding::global);
          local += probability(small.catalogue, laws, law, leaf, Decoding::local);
        }
        EXPECT_EQ(global, 1) << name;
        EXPECT_EQ(local + dead, 1) << name;
        EXPECT_TRUE(Sampler::make(small.catalogue, laws, law, Decoding::global));
        const auto sampler = Sampler::make(small.catalogue, laws, law, Decoding::local);
        EXPECT_EQ(sampler.has_value(), dead == 0);
        if (dead != 0) {
          ++dead_ends;
          EXPECT_EQ(sampler.error().code, ErrorCode::usage);
        }
      }
  EXPECT_GT(dead_ends, 3U);
  EXPECT_GT(empty, 0U);
}

TEST(TruncatedLaws, BeamsHoldWhatWasNotCutAndNothingElse) {
  for (const auto& [name, table] : small_tables())
    for (const bool parallel : {false, true})
      for (const TokenRule& rule : rules) {
        const SmallCase small = SmallCase::make(table, 74, parallel);
        const TrieLaws laws = laws_under(small, rule);
        const ItemLaw law = item_law(small.catalogue, laws);
        for (const Decoding decoding : {Decoding::raw, Decoding::local}) {
          const auto ranking = exhaustive_ranking(small.catalogue, laws, decoding);
          const Found wide = search(small, 1000, decoding, rule);
          EXPECT_EQ(wide.results, ranking) << name;
          std::size_t possible = 0;
          for (std::uint32_t leaf = small.catalogue.leaves().first;
               leaf < small.catalogue.leaves().second; ++leaf)
            if (law.mass[leaf] != 0) ++possible;
          EXPECT_EQ(ranking.size(), possible);
          for (const std::size_t width : {1U, 2U, 5U}) {
            const Found found = search(small, width, decoding, rule);
            EXPECT_LE(found.results.size(), width);
            for (std::size_t k = 1; k <= found.results.size(); ++k) {
              EXPECT_NE(law.mass[found.results[k - 1].node], 0);
              if (found.certifies(k)) {
                EXPECT_EQ(found.results[k - 1], ranking[k - 1]);
              }
            }
          }
        }
      }
}

TEST(TruncatedLaws, GreedyDoesNotSeeTheTemperature) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const SmallCase small = SmallCase::make(random_table({6, 6, 6}, 80, 3), seed);
    for (const Decoding decoding : {Decoding::raw, Decoding::local}) {
      const Found plain = search(small, 1, decoding, {});
      for (const double temperature : {0.2, 0.7, 1.5, 5.0}) {
        const Found found = search(small, 1, decoding, {temperature});
        EXPECT_EQ(found.results.front().node, plain.results.front().node);
      }
    }
  }
}

// H6: for parallel heads on the full grid the temperature of tokens is that of sequences,
// for cascaded heads it is not.
TEST(TruncatedLaws, OnlyParallelHeadsHaveOneTemperatureForTokensAndSequences) {
  const auto order = [](const SmallCase& small, double temperature) {
    std::vector<std::uint32_t> nodes;
    const TrieLaws laws = laws_under(small, {temperature});
    for (const Scored& scored : exhaustive_ranking(small.catalogue, laws, Decoding::raw))
      nodes.push_back(scored.node);
    return nodes;
  };
  std::size_t changed = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const SmallCase parallel = SmallCase::parallel(full_table({4, 4, 4}), seed);
    EXPECT_EQ(order(parallel, 1), order(parallel, 2.5));
    const SmallCase cascaded = SmallCase::make(full_table({4, 4, 4}), seed);
    if (order(cascaded, 1) != order(cascaded, 2.5)) ++changed;
  }
  EXPECT_GT(changed, 5U);
}

TEST(TruncatedLaws, DrawsJumpAtTheSumsOfTheMassesAndNeverReachWhatWasCut) {
  const SmallCase small = SmallCase::make(random_table({6, 6, 6}, 40, 2), 75);
  const TrieLaws laws = laws_under(small, {1.5, 3, 0.9});
  const ItemLaw law = item_law(small.catalogue, laws);
  const auto sampler = Sampler::make(small.catalogue, laws, law, Decoding::global);
  ASSERT_TRUE(sampler);
  Integer below = 0;
  std::size_t cut = 0;
  for (std::uint32_t leaf = small.catalogue.leaves().first; leaf < small.catalogue.leaves().second;
       ++leaf) {
    if (law.mass[leaf] == 0) {
      ++cut;
      continue;
    }
    EXPECT_EQ(sampler->global_leaf(below), leaf);
    below += law.mass[leaf];
    EXPECT_EQ(sampler->global_leaf(below - 1), leaf);
  }
  EXPECT_EQ(below, law.inside());
  EXPECT_GT(cut, 3U);
}

TEST(TruncatedLaws, WithoutACacheTheyAreTheSame) {
  const SmallCase small = SmallCase::make(random_table({6, 6, 6}, 40, 2), 76);
  const TokenRule rule{0.8, 3, 0.9};
  const TrieLaws laws = laws_under(small, rule);
  for (std::uint32_t node = 0; node < small.catalogue.leaves().first; ++node) {
    const auto law =
        recomputed_law(small.network, small.catalogue, small.prompt, node, Executor(), rule);
    ASSERT_TRUE(law);
    for (std::uint32_t i = 0; i < law->weight.size(); ++i) {
      const std::uint32_t child = small.catalogue.trie().first_child(node) + i;
      EXPECT_EQ(law->weight[i], laws.weight[child]);
      EXPECT_EQ(law->log[i], laws.log[child]);
      EXPECT_EQ(law->masked_log[i], laws.masked_log[child]);
    }
  }
}

// Prefixes that nothing cut and whose children were all cut, with their scores, found by walking
// every path from its end to the root.
std::map<std::uint32_t, std::int64_t> dead_ends(const SmallCase& small, const TrieLaws& laws) {
  const Trie& trie = small.catalogue.trie();
  std::map<std::uint32_t, std::int64_t> found;
  for (std::uint32_t node = 0; node < small.catalogue.leaves().first; ++node) {
    bool dead = true;
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      dead = dead && laws.weight[child] == 0;
    std::int64_t score = 0;
    for (std::uint32_t at = node; at != 0; at = trie.parent(at)) {
      dead = dead && laws.weight[at] != 0;
      if (dead) score += laws.log[at];
    }
    if (dead) found[node] = score;
  }
  return found;
}

TEST(TruncatedLaws, DeadEndsAreNamedByTheLawAndByABeamThatEndsThere) {
  std::size_t whole = 0;
  std::size_t ended = 0;
  std::size_t none = 0;
  for (const bool parallel : {false, true})
    for (const auto& [name, table] : small_tables())
      for (const TokenRule& rule : rules) {
        const SmallCase small = SmallCase::make(table, 76, parallel);
        const TrieLaws laws = laws_under(small, rule);
        const auto ends = dead_ends(small, laws);
        const auto heaviest = heaviest_dead_end(small.catalogue, laws);
        ASSERT_EQ(heaviest.has_value(), !ends.empty()) << name;
        if (heaviest)
          for (const auto& [node, score] : ends) EXPECT_LE(score, ends.at(*heaviest)) << name;
        else
          ++none;
        for (const std::size_t width : {1U, 3U, 1000U}) {
          const Found found = search(small, width, Decoding::local, rule);
          if (found.dead_end) {
            EXPECT_TRUE(ends.contains(found.dead_end->node)) << name;
          }
          if (found.results.empty()) {
            ASSERT_TRUE(found.dead_end) << name;
            ++ended;
          }
          if (found.best_pruned) continue;
          // Nothing was cut off by the width: the beam met every dead end.
          EXPECT_EQ(found.dead_end.has_value(), !ends.empty()) << name;
          EXPECT_EQ(found.results.empty(), item_law(small.catalogue, laws).inside() == 0) << name;
          ++whole;
        }
      }
  EXPECT_GT(whole, 0U);
  EXPECT_GT(ended, 0U);
  EXPECT_GT(none, 0U);
}

}  // namespace
}  // namespace sidproof
