// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/mmr.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;

std::size_t common(const Sequence& a, const Sequence& b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// By the definition, over token sequences.
std::vector<std::uint32_t> by_definition(const Trie& trie, const std::vector<std::uint32_t>& leaves,
                                         const std::vector<Rational>& p, const Rational& lambda,
                                         std::size_t count) {
  Rational most = 0;
  for (const Rational& value : p) most = std::max(most, value);
  std::vector<std::uint32_t> taken;
  while (taken.size() < count && taken.size() < leaves.size()) {
    std::vector<std::pair<Rational, std::size_t>> values;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      if (std::ranges::find(taken, leaves[i]) != taken.end()) continue;
      Rational similar = 0;
      for (const std::uint32_t other : taken)
        similar = std::max(
            similar, Rational(common(trie.prefix(leaves[i]), trie.prefix(other)), trie.depth()));
      values.emplace_back(-(lambda * p[i] / most - (1 - lambda) * similar), i);
    }
    taken.push_back(leaves[std::ranges::min_element(values)->second]);
  }
  return taken;
}

struct Candidates {
  std::vector<std::uint32_t> leaves;
  std::vector<Rational> probability;
};

Candidates candidates(const Trie& trie, std::uint64_t seed) {
  RandomStream random(Seed{6, seed});
  Candidates found;
  for (std::uint32_t leaf = trie.level(trie.depth()).first; leaf < trie.nodes(); ++leaf) {
    found.leaves.push_back(leaf);
    found.probability.emplace_back(1 + random.below(6), 20);
  }
  return found;
}

TEST(SharedPrefix, CountsTheCommonTokens) {
  const auto catalogue = Catalogue::make(random_table({3, 3, 3}, 60, 4));
  const Trie& trie = catalogue->trie();
  for (std::uint32_t a = catalogue->leaves().first; a < catalogue->leaves().second; ++a)
    for (std::uint32_t b = catalogue->leaves().first; b < catalogue->leaves().second; ++b)
      EXPECT_EQ(shared_prefix(trie, a, b), common(trie.prefix(a), trie.prefix(b)));
}

TEST(Mmr, IsItsDefinition) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto catalogue = Catalogue::make(random_table({3, 3, 3}, 30, seed));
    const Candidates found = candidates(catalogue->trie(), seed);
    for (const Rational& lambda : {Rational(0), Rational(1, 3), Rational(7, 10), Rational(1)})
      for (const std::size_t count : {0U, 1U, 5U, 100U})
        EXPECT_EQ(mmr(catalogue->trie(), found.leaves, found.probability, lambda, count),
                  by_definition(catalogue->trie(), found.leaves, found.probability, lambda, count));
  }
}

TEST(Mmr, WithLambdaOneTheOrderIsThatOfTheProbabilities) {
  const auto catalogue = Catalogue::make(full_table({3, 2}));
  const std::uint32_t first = catalogue->leaves().first;
  std::vector<std::uint32_t> leaves;
  for (std::uint32_t i = 0; i < 6; ++i) leaves.push_back(first + i);
  const std::vector<Rational> p{{1, 9}, {2, 9}, {1, 9}, {3, 9}, {1, 9}, {1, 9}};
  EXPECT_EQ(mmr(catalogue->trie(), leaves, p, 1, 4),
            (std::vector<std::uint32_t>{first + 3, first + 1, first, first + 2}));
  // Half and half: after 11 (nodes +3) its sibling 10 (+2) pays half a prefix:
  // 1/2 * 1/3 - 1/4 < 0 < 1/2 * 2/3 of 01.
  EXPECT_EQ(mmr(catalogue->trie(), leaves, p, Rational(1, 2), 3),
            (std::vector<std::uint32_t>{first + 3, first + 1, first + 4}));
}

TEST(Mmr, NothingToChooseFrom) {
  const auto catalogue = Catalogue::make(full_table({2}));
  EXPECT_TRUE(mmr(catalogue->trie(), {}, {}, Rational(1, 2), 3).empty());
}

TEST(Mmr, WhatItCannotWeighIsRefused) {
  const auto catalogue = Catalogue::make(full_table({2}));
  const std::vector<std::uint32_t> leaves{1, 2};
  const auto run = [&](const std::vector<Rational>& probability, const Rational& lambda) {
    return mmr(catalogue->trie(), leaves, probability, lambda, 2).size();
  };
  const Rational half(1, 2);
  EXPECT_EQ(run({half, 0}, half), 2U);
  EXPECT_THROW(run({half}, half), std::invalid_argument);
  EXPECT_THROW(run({0, 0}, half), std::invalid_argument);
  EXPECT_THROW(run({half, half}, Rational(-1, 9)), std::invalid_argument);
  EXPECT_THROW(run({half, half}, Rational(10, 9)), std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
