// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/recipes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "audit/audit_tables.hpp"

namespace sidproof {
namespace {

using oracle::Rows;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Truth yes = Truth::holds;
constexpr Truth no = Truth::refuted;

std::vector<Truth> truths(const Rows& rows, std::vector<std::uint64_t> codebooks = {}) {
  AuditOptions options;
  options.codebooks = std::move(codebooks);
  std::vector<Truth> result;
  for (const RecipeVerdict& recipe : recipe_verdicts(*audit(table_of(rows), options))) {
    EXPECT_FALSE(recipe.meaning.empty());
    EXPECT_FALSE(recipe.laws.empty());
    EXPECT_FALSE(recipe.equivalent.reason.empty());
    result.push_back(recipe.equivalent.truth);
  }
  return result;
}

TEST(Recipes, AreTheThreeOfTheDesign) {
  const auto recipes = recipe_verdicts(*audit(table_of(numbered({{0}, {1}}))));
  ASSERT_EQ(recipes.size(), 3U);
  EXPECT_EQ(recipes[0].recipe, "trained without mask");
  EXPECT_EQ(recipes[1].recipe, "trained with the trie mask");
  EXPECT_EQ(recipes[2].recipe, "parallel heads");
}

TEST(Recipes, ABijectiveTableIsEquivalentInAllThree) {
  EXPECT_THAT(truths(numbered({{0, 0}, {0, 1}, {1, 0}, {1, 1}})), ElementsAre(yes, yes, yes));
}

TEST(Recipes, AOneToOneTableThatIsNotOntoNeedsTheMask) {
  EXPECT_THAT(truths(numbered({{0, 0}, {0, 1}, {1, 0}})), ElementsAre(no, yes, no));
  EXPECT_THAT(truths(numbered({{0}, {1}}), {3}), ElementsAre(no, yes, no));
}

TEST(Recipes, CollisionsLeaveNoneEquivalent) {
  const Rows rows = numbered({{0, 0}, {0, 1}, {1, 0}, {1, 1}, {1, 1}});
  EXPECT_THAT(truths(rows), ElementsAre(no, no, no));
  const auto recipes = recipe_verdicts(*audit(table_of(rows)));
  EXPECT_THAT(recipes[0].laws, HasSubstr("C2"));
  EXPECT_THAT(recipes[1].meaning, HasSubstr("groups"));
}

TEST(Recipes, ACompletePrefixCodeIsEquivalentButNotForParallelHeads) {
  EXPECT_THAT(truths(numbered({{0}, {1, 0}, {1, 1}})), ElementsAre(yes, yes, no));
  EXPECT_THAT(truths(numbered({{0}, {1, 0}, {1, 1}}), {2, 3}), ElementsAre(no, yes, no));
}

TEST(Recipes, AProperPrefixNeedsAnEndToken) {
  const Rows rows = numbered({{0}, {0, 1}, {1, 0}});
  EXPECT_THAT(truths(rows), ElementsAre(no, no, no));
  const auto recipes = recipe_verdicts(*audit(table_of(rows)));
  EXPECT_THAT(recipes[0].meaning, HasSubstr("end token"));
  EXPECT_THAT(recipes[1].meaning, HasSubstr("end token"));
}

TEST(Recipes, ATableThatIsNoFunctionIsEquivalentInNone) {
  EXPECT_THAT(truths({{"a", {0}}, {"b", {1}}, {"a", {2}}}), ElementsAre(no, no, no));
}

// Z of the model that always emits `path`: items whose sequence begins it.
std::uint64_t z_of(const Rows& rows, const oracle::Sequence& path) {
  std::set<std::string> items;
  for (const auto& row : rows)
    if (oracle::begins(row.second, path)) items.insert(row.first);
  return items.size();
}

oracle::Sequence numbers_of(const std::vector<std::string>& texts) {
  oracle::Sequence sequence;
  for (const std::string& text : texts)
    sequence.push_back(static_cast<std::uint32_t>(std::stoul(text)));
  return sequence;
}

TEST(ZWitness, IsTheSizeOfTheLargestGroup) {
  const Table table = table_of(numbered({{0, 0}, {2, 1}, {2, 1}, {1, 0}, {1, 0}, {2, 1}}));
  const ZWitness witness = z_witness(table, *audit(table));
  EXPECT_TRUE(witness.exists);
  EXPECT_EQ(witness.z, 3);
  EXPECT_THAT(witness.sequence, ElementsAre("2", "1"));
}

TEST(ZWitness, CountsAllItemsAlongAPathOfPrefixes) {
  const Table table = table_of(numbered({{1, 2}, {1}, {}, {0}}));
  const ZWitness witness = z_witness(table, *audit(table));
  EXPECT_EQ(witness.z, 3);
  EXPECT_THAT(witness.sequence, ElementsAre("1", "2"));
}

TEST(ZWitness, IsAbsentForABijection) {
  const Table table = table_of(numbered({{0}, {1}}));
  EXPECT_FALSE(z_witness(table, *audit(table)).exists);
}

TEST(ZWitness, RefutesZEqualsOneWheneverATableIsNotBijective) {
  std::mt19937 random(12);
  int zeros = 0;
  int many = 0;
  for (int i = 0; i < 500; ++i) {
    const std::size_t longest = random() % 4;
    const bool ragged = random() % 2 == 0;
    Rows rows;
    for (std::size_t n = random() % 8 + 1; n > 0; --n) {
      oracle::Sequence sequence(ragged ? random() % (longest + 1) : longest);
      for (auto& token : sequence) token = static_cast<std::uint32_t>(random() % 3);
      rows.emplace_back(std::to_string(rows.size()), sequence);
    }
    const Table table = table_of(rows);
    const AuditResult result = *audit(table);
    const ZWitness witness = z_witness(table, result);
    const bool bijective = result.one_to_one.truth == yes && result.prefix_free.truth == yes &&
                           result.onto.truth == yes;
    ASSERT_EQ(witness.exists, !bijective);
    ASSERT_FALSE(witness.explanation.empty());
    if (!witness.exists) continue;
    ASSERT_EQ(witness.z, z_of(rows, numbers_of(witness.sequence)));
    ASSERT_NE(witness.z, 1);
    zeros += witness.z == 0;
    many += witness.z > 1;
  }
  EXPECT_GT(zeros, 20);
  EXPECT_GT(many, 20);
}

}  // namespace
}  // namespace sidproof
