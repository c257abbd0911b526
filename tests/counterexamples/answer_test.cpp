// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/answer.hpp"

#include <gtest/gtest.h>

#include "exact/rational.hpp"

namespace sidproof {
namespace {

using Texts = std::vector<std::string>;

Counterexample example_of(const TokenMap& map, std::vector<Rational> cells, ItemCounts counts) {
  return {{},
          {},
          map,
          {},
          std::move(counts),
          {{"q", CascadedTable<Rational>(CascadedShape(map.space()), std::move(cells))}},
          {},
          {},
          {"a", 1, {}},
          {"b", 2, {}},
          {}};
}

Rational q(int n, int d) { return Rational(n) / d; }

const TokenMap two_of_four(CodeSpace({2, 2}), std::vector<Sequence>{{0, 0}, {1, 0}});

// THEORY F2's example, with its values worked out by hand.
Counterexample theory_f2() {
  return example_of(two_of_four, {q(3, 5), q(2, 5), q(1, 3), q(2, 3), q(2, 3), q(1, 3)}, {2, 1});
}

TEST(Answer, OfTheExampleOfTheory) {
  const Answer answer = answer_by_definition(theory_f2());
  ASSERT_EQ(answer.histories.size(), 1U);
  const Answer::History& h = answer.histories[0];
  EXPECT_TRUE(h.model_ok);
  EXPECT_EQ(h.scores, (Texts{"1/5", "4/15"}));
  EXPECT_EQ(h.z, "7/15");
  EXPECT_EQ(h.local, (Texts{"3/5", "2/5"}));
  EXPECT_EQ(h.global, (Texts{"3/7", "4/7"}));
  EXPECT_EQ(h.valid_mass, "7/15");
  ASSERT_EQ(h.nodes->size(), 5U);
  EXPECT_EQ((*h.nodes)[1].allowed, "1/3");
  EXPECT_EQ((*h.nodes)[1].reach, "1/3");
  EXPECT_EQ((*h.nodes)[4].allowed, "0");
  EXPECT_EQ((*h.nodes)[4].reach, "1");
  EXPECT_EQ(answer.lik_ar, "4/375");
  EXPECT_EQ(answer.lik_fv_share, "36/343");
  EXPECT_EQ(answer.gap, "343/3375");
  EXPECT_TRUE(answer.injective);
  EXPECT_FALSE(answer.complete);
}

TEST(Answer, OfCollisionsAndNestedCodes) {
  const TokenMap same(CodeSpace({2}), std::vector<Sequence>{{0}, {0}});
  const Answer shared = answer_by_definition(example_of(same, {1, 0}, {1, 1}));
  EXPECT_FALSE(shared.injective);
  EXPECT_EQ(shared.histories[0].z, "2");
  EXPECT_EQ(shared.histories[0].split, (Texts{"1/2", "1/2"}));
  EXPECT_EQ(shared.multiplicity, (std::vector<std::size_t>{2, 2}));
  const TokenMap nested(CodeSpace({2, 2}), std::vector<Sequence>{{0}, {0, 1}});
  const Answer prefix = answer_by_definition(example_of(nested, {1, 0, 0, 1, 1, 0}, {}));
  EXPECT_FALSE(prefix.table_ok);
  EXPECT_FALSE(prefix.prefix_code);
  EXPECT_EQ(prefix.histories[0].z, "2");
  EXPECT_FALSE(prefix.histories[0].local);
}

TEST(Answer, ATableThatCoversAllSequencesOneOfThemTwiceIsNotComplete) {
  const TokenMap map(CodeSpace({2}), std::vector<Sequence>{{0}, {0}, {1}});
  EXPECT_FALSE(answer_by_definition(example_of(map, {1, 0}, {})).complete);
  const TokenMap grid(CodeSpace({2}), std::vector<Sequence>{{0}, {1}});
  EXPECT_TRUE(answer_by_definition(example_of(grid, {1, 0}, {})).complete);
}

TEST(Answer, DividingByZeroGivesZero) {
  const TokenMap one(CodeSpace({2}), std::vector<Sequence>{{0}});
  const Answer answer = answer_by_definition(example_of(one, {0, 1}, {1}));
  EXPECT_EQ(answer.histories[0].share, Texts{"0"});
  EXPECT_EQ(answer.histories[0].local, Texts{"0"});
  EXPECT_EQ(answer.histories[0].global, Texts{"0"});
}

TEST(Agrees, FindsEveryWrongNumber) {
  Counterexample example = theory_f2();
  const Answer answer = answer_by_definition(example);
  EXPECT_EQ(agrees(example, answer).truth, Truth::holds);
  example.columns = {{"LOCAL", {q(3, 5), q(2, 5)}, Place{0, "local"}}};
  example.left = {"Z", q(7, 15), Place{0, "Z"}};
  EXPECT_EQ(agrees(example, answer).truth, Truth::holds);
  example.columns[0].values[1] = q(1, 5);
  EXPECT_EQ(agrees(example, answer).truth, Truth::refuted);
  example.columns.clear();
  example.left.value = q(1, 15);
  EXPECT_EQ(agrees(example, answer).truth, Truth::refuted);
  example.left = example.right;
  EXPECT_EQ(agrees(example, answer).truth, Truth::refuted) << "equal sides refute nothing";
  example = theory_f2();
  example.law = {{"some law", Verdict::refuted("no")}};
  EXPECT_EQ(agrees(example, answer).truth, Truth::refuted);
  example = theory_f2();
  example.left.place = Place{1, "Z"};
  EXPECT_EQ(agrees(example, answer).truth, Truth::refuted) << "no such history";
}

}  // namespace
}  // namespace sidproof
