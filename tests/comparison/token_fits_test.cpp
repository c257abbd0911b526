// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "comparison/token_fits.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tokenization/token_map.hpp"

namespace sidproof {
namespace {

struct Drawn {
  TokenMap map;
  std::vector<std::uint64_t> events;
};

Trie trie_of(const TokenMap& map) { return *Trie::build(map.codes()); }

std::vector<std::uint8_t> all_items(const TokenMap& map) {
  return std::vector<std::uint8_t>(map.items(), 1);
}

// -sum n(v) ln p(v) as a likelihood, to compare with.
Rational likelihood(const std::vector<Rational>& law, const std::vector<std::uint64_t>& events) {
  Rational product = 1;
  for (std::size_t v = 0; v < law.size(); ++v)
    for (std::uint64_t n = 0; n < events[v]; ++n) product *= law[v];
  return product;
}

std::vector<Rational> item_law(const TokenFit& fit, const Trie& trie) {
  std::vector<Rational> law;
  Rational z = 0;
  for (std::size_t row = 0; row < trie.rows(); ++row) {
    law.push_back(fit.mass[trie.node_of_row(row)]);
    z += law.back();
  }
  for (Rational& p : law) p /= z;
  return law;
}

TEST(TokenFits, OfACollision) {
  const TokenMap map(CodeSpace({2, 2}), std::vector<Sequence>{{0, 0}, {0, 0}, {0, 1}});
  const Trie trie = trie_of(map);
  const std::vector<std::uint64_t> events = {3, 2, 4};
  const TokenFit ar = ar_fit(trie, events);
  const auto fv = fv_fit(trie, {2, 2}, events, all_items(map));
  ASSERT_TRUE(fv);
  const auto at = [&](const TokenFit& fit, const Sequence& w) { return fit.into[*trie.find(w)]; };
  EXPECT_EQ(at(ar, {0, 0}), Rational(5, 9));
  EXPECT_EQ(at(*fv, {0, 0}), Rational(5, 13));
  EXPECT_EQ(at(*fv, {0, 1}), Rational(8, 13));
  EXPECT_EQ(item_law(*fv, trie),
            (std::vector<Rational>{Rational(5, 18), Rational(5, 18), Rational(8, 18)}));
  const auto rows = compare_fits(trie, events, ar, *fv);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_FALSE(rows[0].differs);
  EXPECT_TRUE(rows[1].differs);
  EXPECT_EQ(rows[1].events, 9U);
}

TEST(TokenFits, NestedCodesAskForNoMoreThanThereIs) {
  const TokenMap map(CodeSpace({2, 2}), std::vector<Sequence>{{0}, {0, 1}});
  const Trie trie = trie_of(map);
  const auto fv = fv_fit(trie, {2, 2}, {2, 1}, all_items(map));
  ASSERT_TRUE(fv);
  EXPECT_EQ(fv->into[*trie.find(Sequence{0, 1})], Rational(1, 2));
  EXPECT_EQ(item_law(*fv, trie), (std::vector<Rational>{Rational(2, 3), Rational(1, 3)}));
  EXPECT_FALSE(fv_fit(trie, {2, 2}, {1, 2}, all_items(map))) << "Q(0 1) cannot exceed Q(0)";
  EXPECT_TRUE(fv_fit(trie, {2, 2}, {1, 1}, all_items(map)));
  // Without a token to spare q(. | 0) would not sum to 1.
  EXPECT_FALSE(fv_fit(trie, {1, 1}, {2, 1}, all_items(map)));
  const TokenFit ar = ar_fit(trie, {2, 1});
  EXPECT_EQ(ar.mass[*trie.find(Sequence{0})], 1);
  EXPECT_EQ(ar.mass[*trie.find(Sequence{0, 1})], 1);
}

// Against every model with small denominators: none is better for its objective.
TEST(TokenFits, AreNotBeatenByOtherModels) {
  std::mt19937 random(3);
  for (int round = 0; round < 60; ++round) {
    const CodeSpace space({2, 3});
    std::vector<Sequence> codes(2 + random() % 4);
    for (Sequence& code : codes)
      code = {static_cast<std::uint32_t>(random() % 2), static_cast<std::uint32_t>(random() % 3)};
    const TokenMap map(space, codes);
    const Trie trie = trie_of(map);
    std::vector<std::uint64_t> events(codes.size());
    for (std::uint64_t& n : events) n = random() % 4;
    events[0] = 2;
    const TokenFit ar = ar_fit(trie, events);
    const auto fv = fv_fit(trie, {2, 3}, events, all_items(map));
    ASSERT_TRUE(fv);
    std::vector<Rational> best_ar;
    for (std::size_t v = 0; v < codes.size(); ++v) best_ar.push_back(ar.mass[trie.node_of_row(v)]);
    const Rational most_ar = likelihood(best_ar, events);
    const Rational most_fv = likelihood(item_law(*fv, trie), events);
    for (int other = 0; other < 40; ++other) {
      TokenFit model{std::vector<Rational>(trie.nodes(), 0),
                     std::vector<Rational>(trie.nodes(), 0)};
      model.mass[0] = 1;
      for (std::size_t node = 0; node < trie.nodes(); ++node) {
        std::uint64_t sum = random() % 2;  // leak
        std::vector<std::uint64_t> weights(trie.child_count(node));
        for (std::uint64_t& w : weights) sum += w = 1 + random() % 5;
        for (std::uint32_t i = 0; i < weights.size(); ++i)
          model.mass[trie.first_child(node) + i] = model.mass[node] * Rational(weights[i], sum);
      }
      std::vector<Rational> masses;
      for (std::size_t v = 0; v < codes.size(); ++v)
        masses.push_back(model.mass[trie.node_of_row(v)]);
      EXPECT_LE(likelihood(masses, events), most_ar);
      EXPECT_LE(likelihood(item_law(model, trie), events), most_fv);
    }
  }
}

TEST(TokenFits, ARepeatedRowIsNoItem) {
  const TokenMap map(CodeSpace({2}), std::vector<Sequence>{{0}, {0}, {1}});
  const Trie trie = trie_of(map);
  const auto fv = fv_fit(trie, {2}, {2, 0, 2}, {1, 0, 1});
  ASSERT_TRUE(fv);
  EXPECT_EQ(fv->into[*trie.find(Sequence{0})], Rational(1, 2));
}

}  // namespace
}  // namespace sidproof
