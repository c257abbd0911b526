// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "comparison/token_fits.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <utility>

#include "tokenization/token_map.hpp"

namespace sidproof {
namespace {

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
  const TokenFit ar = ar_fit(trie, {2, 2}, events, all_items(map));
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
  const TokenFit ar = ar_fit(trie, {2, 2}, {2, 1}, all_items(map));
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
    const TokenFit ar = ar_fit(trie, {2, 3}, events, all_items(map));
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

// Codes of several lengths over small codebooks, and events.
struct Drawn {
  TokenMap map;
  std::vector<std::uint64_t> codebooks;
  std::vector<std::uint64_t> events;
  Trie trie;

  [[nodiscard]] Sequence code(std::size_t item) const {
    return {map[item].begin(), map[item].end()};
  }
  // c(s) = n(s)/m(s) of every distinct code.
  [[nodiscard]] std::map<Sequence, Rational> shares() const {
    std::map<Sequence, Rational> sums;
    std::map<Sequence, std::uint64_t> sharing;
    for (std::size_t v = 0; v < map.items(); ++v) {
      sums[code(v)] += events[v];
      ++sharing[code(v)];
    }
    for (auto& [code, share] : sums) share /= sharing[code];
    return sums;
  }
};

bool begins(SequenceView prefix, SequenceView sequence) {
  return prefix.size() <= sequence.size() &&
         std::equal(prefix.begin(), prefix.end(), sequence.begin());
}

Drawn draw(std::mt19937& random) {
  const std::size_t length = 1 + random() % 3;
  std::vector<std::uint32_t> sizes(length);
  for (std::uint32_t& size : sizes)
    size = static_cast<std::uint32_t>(1 + random() % 2 + random() % 2);
  std::vector<Sequence> codes(1 + random() % 5);
  std::vector<std::uint64_t> events(codes.size());
  std::uint64_t total = 0;
  for (std::size_t v = 0; v < codes.size(); ++v) {
    codes[v].resize(random() % (length + 1));
    for (std::size_t j = 0; j < codes[v].size(); ++j)
      codes[v][j] = static_cast<std::uint32_t>(random() % sizes[j]);
    total += events[v] = random() % 4;
  }
  if (total == 0) events[0] = 1;
  TokenMap map(CodeSpace(sizes), codes);
  Trie trie = trie_of(map);
  return {std::move(map), {sizes.begin(), sizes.end()}, std::move(events), std::move(trie)};
}

bool has_prefixes(const Drawn& drawn) {
  for (std::size_t a = 0; a < drawn.map.items(); ++a)
    for (std::size_t b = 0; b < drawn.map.items(); ++b)
      if (drawn.map[a].size() < drawn.map[b].size() && begins(drawn.map[a], drawn.map[b]))
        return true;
  return false;
}

// Is there x >= 0 with rows x = right? The first phase of the simplex method with Bland's
// rule, in fractions; `right` >= 0.
bool solvable(std::vector<std::vector<Rational>> rows, std::vector<Rational> right) {
  const std::size_t height = rows.size();
  const std::size_t real = rows.front().size();  // then one artificial variable a row
  std::vector<std::size_t> basis(height);
  for (std::size_t i = 0; i < height; ++i) {
    rows[i].resize(real + height, 0);
    rows[i][real + i] = 1;
    basis[i] = real + i;
  }
  // How fast the sum of the artificial variables shrinks when the column enters.
  const auto gain = [&](std::size_t column) {
    Rational sum = 0;
    for (std::size_t i = 0; i < height; ++i)
      if (basis[i] >= real) sum += rows[i][column];
    return sum;
  };
  while (true) {
    std::size_t enter = 0;
    while (enter < real && gain(enter) <= 0) ++enter;
    if (enter == real) break;
    std::optional<std::size_t> leave;
    for (std::size_t i = 0; i < height; ++i) {
      if (rows[i][enter] <= 0) continue;
      const Rational here = right[i] / rows[i][enter];
      const Rational least = leave ? Rational(right[*leave] / rows[*leave][enter]) : here;
      if (!leave || here < least || (here == least && basis[i] < basis[*leave])) leave = i;
    }
    const Rational pivot = rows[*leave][enter];
    for (Rational& entry : rows[*leave]) entry /= pivot;
    right[*leave] /= pivot;
    for (std::size_t i = 0; i < height; ++i) {
      const Rational factor = rows[i][enter];
      if (i == *leave || factor == 0) continue;
      for (std::size_t j = 0; j < rows[i].size(); ++j) rows[i][j] -= factor * rows[*leave][j];
      right[i] -= factor * right[*leave];
    }
    basis[*leave] = enter;
  }
  for (std::size_t i = 0; i < height; ++i)
    if (basis[i] >= real && right[i] != 0) return false;
  return true;
}

// Is there a measure on the whole code space that gives every code c(s) (and the space
// `total`)? Every measure is a cascaded model's.
bool attainable(const Drawn& drawn, const std::optional<Rational>& total = std::nullopt) {
  std::vector<std::vector<Rational>> rows;
  std::vector<Rational> right;
  for (const auto& [code, share] : drawn.shares()) {
    rows.emplace_back();
    drawn.map.space().for_each(
        [&](SequenceView whole) { rows.back().emplace_back(begins(code, whole) ? 1 : 0); });
    right.push_back(share);
  }
  if (total) {
    rows.emplace_back(rows.front().size(), 1);
    right.push_back(*total);
  }
  return solvable(std::move(rows), std::move(right));
}

void expect_model(const Drawn& drawn, const TokenFit& fit) {
  const Trie& trie = drawn.trie;
  EXPECT_EQ(fit.mass[0], 1);
  for (std::uint32_t node = 0; node < trie.nodes(); ++node) {
    Rational sum = 0;
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
         ++child) {
      EXPECT_GE(fit.into[child], 0);
      EXPECT_EQ(fit.mass[child], fit.mass[node] * fit.into[child]);
      sum += fit.into[child];
    }
    if (fit.mass[node] == 0 || trie.is_leaf(node)) continue;
    EXPECT_LE(sum, 1);
    if (trie.child_count(node) == drawn.codebooks[trie.prefix(node).size()]) {
      EXPECT_EQ(sum, 1);
    }
  }
}

bool proportional(const Drawn& drawn, const TokenFit& fit) {
  std::optional<Rational> factor;
  for (const auto& [code, share] : drawn.shares()) {
    const Rational mass = fit.mass[*drawn.trie.find(code)];
    if (share != 0 && !factor) factor = mass / share;
    if (mass != (share == 0 ? Rational(0) : Rational(*factor * share)) || factor == 0) return false;
  }
  return true;
}

TEST(TokenFits, AnFvOptimumIsFoundExactlyWhereALinearProgrammeHasOne) {
  std::mt19937 random(77);
  int with_prefixes[2] = {0, 0};
  for (int round = 0; round < 1200; ++round) {
    const Drawn drawn = draw(random);
    const auto fv = fv_fit(drawn.trie, drawn.codebooks, drawn.events, all_items(drawn.map));
    ASSERT_EQ(fv.has_value(), attainable(drawn)) << "round " << round;
    if (has_prefixes(drawn)) ++with_prefixes[fv.has_value() ? 1 : 0];
    if (!fv) continue;
    expect_model(drawn, *fv);
    EXPECT_TRUE(proportional(drawn, *fv));
    // No FV optimum has a larger Z: none has a smaller total for the same shares.
    Rational total;
    for (const auto& [code, share] : drawn.shares())
      if (share != 0) total = share / fv->mass[*drawn.trie.find(code)];
    EXPECT_TRUE(attainable(drawn, total));
    EXPECT_FALSE(attainable(drawn, Rational(total * Rational(999, 1000))));
    const TokenFit ar = ar_fit(drawn.trie, drawn.codebooks, drawn.events, all_items(drawn.map));
    EXPECT_EQ(
        std::ranges::none_of(compare_fits(drawn.trie, drawn.events, ar, *fv), &FittedRow::differs),
        proportional(drawn, ar));
  }
  EXPECT_GE(with_prefixes[0], 200);
  EXPECT_GE(with_prefixes[1], 200);
}

TEST(TokenFits, WhatACodeMustPassOnMayEndDeeperThanAfterItself) {
  // Every token after the empty code begins a code; only after these a token is spare.
  const TokenMap map(CodeSpace({2, 2}), std::vector<Sequence>{{0, 0}, {1, 1}, {}});
  const Trie trie = trie_of(map);
  const auto fv = fv_fit(trie, {2, 2}, {2, 0, 3}, all_items(map));
  ASSERT_TRUE(fv);
  EXPECT_EQ(item_law(*fv, trie), (std::vector<Rational>{Rational(2, 5), 0, Rational(3, 5)}));
}

TEST(TokenFits, WhyThereIsNoFvOptimumIsTheCodeThatCannot) {
  const TokenMap map(CodeSpace({1, 2}), std::vector<Sequence>{{0}, {0, 0}, {0, 1}});
  const Trie trie = trie_of(map);
  const auto less = fv_fit(trie, {1, 2}, {1, 1, 2}, all_items(map));
  ASSERT_FALSE(less);
  EXPECT_EQ(less.error().node, 1U);
  EXPECT_EQ(less.error().share, Rational(1, 4));
  EXPECT_EQ(less.error().needed_below, Rational(3, 4));
  const auto more = fv_fit(trie, {1, 2}, {3, 1, 1}, all_items(map));
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().share, Rational(3, 5));
  EXPECT_EQ(more.error().needed_below, Rational(2, 5));
}

Rational z_of(const Drawn& drawn, const std::vector<Rational>& mass) {
  Rational z = 0;
  for (std::size_t v = 0; v < drawn.map.items(); ++v) z += mass[drawn.trie.node_of_row(v)];
  return z;
}

// All ways to fill the rows without events: a child, or a spare token where there is one.
template <class Visit>
void each_ar_optimum(const Drawn& drawn, const TokenFit& ar, std::uint32_t node,
                     std::vector<Rational>& mass, const Visit& visit) {
  const Trie& trie = drawn.trie;
  if (node == trie.nodes()) {
    visit(mass);
    return;
  }
  const Sequence prefix = trie.prefix(node);
  std::uint64_t going_on = 0;
  for (std::size_t v = 0; v < drawn.map.items(); ++v)
    if (drawn.map[v].size() > prefix.size() && begins(prefix, drawn.map[v]))
      going_on += drawn.events[v];
  const std::uint32_t first = trie.first_child(node);
  const std::uint32_t end = trie.first_child(node + 1);
  if (going_on > 0) {
    for (std::uint32_t child = first; child < end; ++child)
      mass[child] = mass[node] * ar.into[child];
    each_ar_optimum(drawn, ar, node + 1, mass, visit);
    return;
  }
  const bool spare = first == end || end - first < drawn.codebooks[prefix.size()];
  for (std::uint32_t chosen = first; chosen < end + (spare ? 1 : 0); ++chosen) {
    for (std::uint32_t child = first; child < end; ++child)
      mass[child] = child == chosen ? mass[node] : Rational(0);
    each_ar_optimum(drawn, ar, node + 1, mass, visit);
  }
}

TEST(TokenFits, OfSeveralArOptimaItIsTheOneWithTheLeastZ) {
  std::mt19937 random(5);
  int several = 0;
  for (int round = 0; round < 1000; ++round) {
    const Drawn drawn = draw(random);
    const TokenFit ar = ar_fit(drawn.trie, drawn.codebooks, drawn.events, all_items(drawn.map));
    expect_model(drawn, ar);
    std::set<Rational> values;
    std::vector<Rational> mass(drawn.trie.nodes(), 0);
    mass[0] = 1;
    each_ar_optimum(drawn, ar, 0, mass, [&](const std::vector<Rational>& optimum) {
      values.insert(z_of(drawn, optimum));
    });
    EXPECT_EQ(z_of(drawn, ar.mass), *values.begin()) << "round " << round;
    if (values.size() == 1) continue;
    ++several;
    EXPECT_GT(free_prefixes(drawn.trie, ar, drawn.events), 0U);
  }
  EXPECT_GE(several, 40);
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
