// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/recipes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "audit/audit_tables.hpp"
#include "audit/witness_check.hpp"

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

TEST(Recipes, SequencesOfEquallyManyItemsDifferByAConstantOnly) {
  const Rows rows = numbered({{0}, {0}, {1}, {1}});
  EXPECT_THAT(truths(rows), ElementsAre(yes, yes, yes));
  const auto recipes = recipe_verdicts(*audit(table_of(rows)));
  for (const RecipeVerdict& recipe : recipes) {
    EXPECT_THAT(recipe.equivalent.reason, HasSubstr("Z = 2 for every model"));
    EXPECT_THAT(recipe.meaning, HasSubstr("constant log 2 = 0.693147 nats an event"));
    EXPECT_THAT(recipe.meaning, HasSubstr("cannot be told apart"));
  }
  // Masked the trie decides alone; a larger codebook does not matter.
  EXPECT_THAT(truths(rows, {3}), ElementsAre(no, yes, no));
  EXPECT_THAT(truths(numbered({{0}, {0}, {1}, {1}, {1}})), ElementsAre(no, no, no));
  // The empty sequence begins every other one.
  EXPECT_THAT(truths(numbered({{}, {0}, {1}})), ElementsAre(yes, yes, no));
}

TEST(Recipes, ADeclaredCodebookThatTheCodesRefuteLeavesWhatDependsOnItUnknown) {
  Table table = table_of(numbered({{0}, {2}}));
  table.declared_codebooks = {2};
  const AuditResult result = *audit(table);
  EXPECT_EQ(result.one_to_one.truth, yes);
  EXPECT_EQ(result.onto.truth, Truth::unknown);
  EXPECT_THAT(result.onto.reason, HasSubstr("declares a codebook of 2 at position 1"));
  const auto recipes = recipe_verdicts(result);
  EXPECT_EQ(recipes[0].equivalent.truth, Truth::unknown);
  EXPECT_EQ(recipes[1].equivalent.truth, yes);
  EXPECT_EQ(recipes[2].equivalent.truth, Truth::unknown);
  EXPECT_FALSE(z_witness(table, result).exists);
  EXPECT_EQ(audit(table, {.threads = {}, .codebooks = {3}})->onto.truth, no);
  // Three codes of a codebook of two.
  table.declared_codebooks = {2};
  Table crowded = table_of(numbered({{0}, {1}, {2}}));
  crowded.declared_codebooks = {2};
  EXPECT_EQ(audit(crowded)->onto.truth, Truth::unknown);
}

TEST(Recipes, CodesWithAnOffsetFitTheirCodebook) {
  Table table = table_of(numbered({{0, 2}, {0, 3}, {1, 2}, {1, 3}}));
  table.declared_codebooks = {2, 2};
  const AuditResult result = *audit(table);
  EXPECT_EQ(result.onto.truth, yes);
  EXPECT_EQ(recipe_verdicts(result)[0].equivalent.truth, yes);
}

// Z of the model that always emits `path`, by its definition: sum of m(s) Q(s), where
// m(s) counts distinct (item, sequence) pairs.
std::uint64_t z_of(const Rows& rows, const oracle::Sequence& path) {
  return oracle::multiplicity(rows, path).pairs;
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

TEST(ZWitness, CountsEverySequenceOfAnItemThatHasSeveralOnOnePath) {
  const Rows rows = {{"x", {0}}, {"x", {0, 0}}};
  const Table table = table_of(rows);
  const ZWitness witness = z_witness(table, *audit(table));
  ASSERT_TRUE(witness.exists);
  EXPECT_EQ(witness.z, 2);
  EXPECT_THAT(witness.explanation, HasSubstr("2 (item, sequence) pairs, so Z = 2 instead of 1"));
  EXPECT_TRUE(check_z_witness(table, witness).has_value());
}

TEST(ZWitness, ThatDoesNotShowWhatItClaimsIsAnInternalError) {
  const Table table = table_of({{"x", {0}}, {"x", {0, 0}}, {"y", {1}}, {"z", {1}}});
  ZWitness witness = z_witness(table, *audit(table));
  ASSERT_TRUE(witness.exists);
  ASSERT_TRUE(check_z_witness(table, witness).has_value());
  witness.z = 1;
  EXPECT_EQ(check_z_witness(table, witness).error().code, ErrorCode::internal);
  witness.z = 3;
  EXPECT_EQ(check_z_witness(table, witness).error().code, ErrorCode::internal);
}

TEST(ZWitness, OfAMissingCodeWithAnOffsetLiesInItsWindow) {
  Table table = table_of(numbered({{0, 5}, {0, 7}}));
  table.declared_codebooks = {1, 4};
  const ZWitness witness = z_witness(table, *audit(table));
  ASSERT_TRUE(witness.exists);
  EXPECT_THAT(witness.sequence, ElementsAre("0", "4"));
}

TEST(WitnessCheck, EveryKindIsRecomputed) {
  const Table table = table_of(numbered({{0}, {0}, {0, 1}, {2, 0}}));
  const AuditResult good = *audit(table);
  ASSERT_TRUE(check_witnesses(table, good).has_value());
  AuditResult bad = good;
  bad.groups.rows[1] = 3;
  EXPECT_EQ(check_witnesses(table, bad).error().code, ErrorCode::internal);
  bad = good;
  bad.prefix_witnesses[0].extension_row = 3;
  EXPECT_EQ(check_witnesses(table, bad).error().code, ErrorCode::internal);
  bad = good;
  bad.missing = {"2", "0"};
  EXPECT_EQ(check_witnesses(table, bad).error().code, ErrorCode::internal);
  const Table twice = table_of({{"x", {0}}, {"x", {0}}});
  bad = *audit(twice);
  bad.groups.rows = {0, 1};
  bad.groups.offsets = {0, 2};
  EXPECT_EQ(check_witnesses(twice, bad).error().code, ErrorCode::internal);
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
      const std::size_t item = i % 3 == 0 ? random() % 5 : rows.size();
      rows.emplace_back(std::to_string(item), sequence);
    }
    const Table table = table_of(rows);
    const AuditResult result = *audit(table);
    const ZWitness witness = z_witness(table, result);
    const bool bijective = result.one_to_one.truth == yes && result.prefix_free.truth == yes &&
                           result.onto.truth == yes;
    ASSERT_FALSE(witness.explanation.empty());
    if (result.conflicting_items == 0) {
      ASSERT_EQ(witness.exists, !bijective);
    }
    if (!witness.exists) continue;
    ASSERT_TRUE(check_z_witness(table, witness).has_value());
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
