// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/catalogue.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "counterexamples/answer.hpp"
#include "exact/rational.hpp"

namespace sidproof {
namespace {

// Sizes of the minima. A change here is a change of what is claimed to be smallest.
const std::map<std::string, Size, std::less<>> sizes = {
    {"A2-collision", {2, 1, 2, 2}}, {"A2-leakage", {1, 1, 2, 2}},
    {"A2c-argmin", {2, 2, 2, 3}},   {"A2c-ranking", {3, 2, 2, 5}},
    {"A6-order", {4, 2, 2, 1}},     {"B2-collision", {2, 1, 2, 1}},
    {"B2-leakage", {1, 1, 2, 1}},   {"B2-one-model", {2, 1, 2, 2}},
    {"B3-positive", {1, 1, 2, 1}},  {"B6-ranking", {3, 1, 2, 5}},
    {"C1-collision", {2, 1, 2, 2}}, {"C1v-prefix", {2, 2, 2, 2}},
    {"C3-parallel", {2, 2, 2, 2}},  {"D1-kraft", {2, 2, 2, 1}},
    {"D4-end", {3, 1, 2, 1}},       {"E3-consistency", {2, 1, 2, 2}},
    {"F2-law", {2, 2, 2, 3}},       {"F2-best", {2, 2, 2, 4}},
    {"F5-coherence", {3, 2, 2, 3}}, {"F6-soft-mask", {1, 1, 2, 2}},
    {"F7-positions", {2, 2, 2, 1}}, {"F7-bigram", {2, 3, 2, 1}},
    {"G2-mean", {2, 2, 2, 2}},      {"G3-stripped", {1, 2, 2, 2}},
    {"G3-smoothing", {2, 1, 2, 3}}, {"G4-vocabulary", {2, 1, 3, 3}},
    {"H3-greedy", {2, 2, 2, 4}},    {"H3-width", {3, 3, 2, 4}},
    {"H4-length", {2, 2, 2, 3}},    {"H6-temperature", {4, 2, 2, 3}},
};

TEST(Catalogue, EveryCaseIsFoundStandsUpToItsCheckAndHasItsSize) {
  ASSERT_EQ(counterexample_catalogue().size(), sizes.size());
  for (const CounterexampleCase& entry : counterexample_catalogue()) {
    const Counterexample example = entry.find();
    EXPECT_EQ(example.statement.id, entry.id);
    EXPECT_EQ(example.statement.law, entry.law());
    EXPECT_EQ(example.search.size, sizes.at(std::string(entry.id))) << entry.id;
    const Verdict verdict = agrees(example, answer_by_definition(example));
    EXPECT_EQ(verdict.truth, Truth::holds) << entry.id << ": " << verdict.reason;
    EXPECT_NE(example.left.value, example.right.value) << entry.id;
    EXPECT_TRUE(!example.models.empty() || !example.matrices.empty()) << entry.id;
    EXPECT_GE(example.search.size.length, 1U);
    EXPECT_GE(example.search.size.tokens, 2U);
  }
}

TEST(Catalogue, CollisionLeakageAndPrefixNeedTwoItemsTwoPositionsTwoTokens) {
  for (const auto* id : {"B2-collision", "B2-leakage", "A2-collision", "A2-leakage", "C1-collision",
                         "C1v-prefix", "D1-kraft"}) {
    const Size size = find_cases(id).at(0).find().search.size;
    EXPECT_LE(size.items, 2U) << id;
    EXPECT_LE(size.length, 2U) << id;
    EXPECT_LE(size.tokens, 2U) << id;
  }
}

TEST(Catalogue, NumbersOfACaseThatAreSpoiltAreNoticed) {
  // Whatever number of a case has a place is compared: spoiling it must be refuted.
  for (const CounterexampleCase& entry : counterexample_catalogue()) {
    Counterexample example = entry.find();
    const Answer answer = answer_by_definition(example);
    for (std::size_t c = 0; c < example.columns.size(); ++c) {
      if (!example.columns[c].place) continue;
      Counterexample spoilt = example;
      *spoilt.columns[c].values[0] += 1;
      EXPECT_EQ(agrees(spoilt, answer).truth, Truth::refuted) << entry.id << " " << c;
    }
    if (!example.left.place) continue;
    example.left.value += Rational(1) / 97;
    EXPECT_EQ(agrees(example, answer).truth, Truth::refuted) << entry.id;
  }
}

TEST(Catalogue, IsAskedByLawByCaseAndAsAWhole) {
  EXPECT_EQ(find_cases("B2").size(), 3U);
  EXPECT_EQ(find_cases("b2-ONE-model").size(), 1U);
  EXPECT_EQ(find_cases("all").size(), sizes.size());
  EXPECT_TRUE(find_cases("B").empty());
  EXPECT_TRUE(find_cases("").empty());
  std::set<std::string_view> ids;
  for (const CounterexampleCase& entry : counterexample_catalogue()) ids.insert(entry.id);
  EXPECT_EQ(ids.size(), sizes.size());
}

}  // namespace
}  // namespace sidproof
