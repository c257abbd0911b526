// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/audit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "audit/audit_tables.hpp"
#include "audit/requirements.hpp"
#include "small_tables.hpp"

namespace sidproof {
namespace {

using oracle::Rows;
using ::testing::HasSubstr;

AuditResult audited(const Table& table, std::vector<std::uint64_t> codebooks = {}) {
  AuditOptions options;
  options.codebooks = std::move(codebooks);
  auto result = audit(table, options);
  if (!result) throw std::runtime_error(to_string(result.error()));
  return *std::move(result);
}

void expect_as_oracle(const Rows& rows, std::vector<std::uint64_t> codebooks = {}) {
  for (const Width width : {Width::u8, Width::u16, Width::u32})
    EXPECT_EQ(oracle::difference(audited(table_of(rows, width), codebooks), rows, codebooks), "");
}

TEST(Audit, RefusesATableWithoutItems) {
  const auto result = audit(Table{});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::malformed);
  EXPECT_THAT(result.error().what, HasSubstr("no items"));
}

TEST(Audit, RefusesARowCountThatDoesNotMatchTheItems) {
  Table table = table_of(numbered({{1}, {2}}));
  table.items = ItemIds::row_numbers(3);
  ASSERT_FALSE(audit(table));
  EXPECT_EQ(audit(table).error().code, ErrorCode::internal);
}

TEST(Audit, RefusesSequencesThatAreNoSemanticIds) {
  Table table;
  table.codes = Codes::fixed(1, longest_audited_sequence + 1, std::vector<std::uint8_t>(65536, 0));
  table.alphabets.assign(65536, Alphabet::numbers(1));
  table.items = ItemIds::row_numbers(1);
  ASSERT_FALSE(audit(table));
  EXPECT_EQ(audit(table).error().code, ErrorCode::too_large);
}

TEST(Audit, AcceptsTheLongestSequences) {
  Table table;
  table.codes = Codes::fixed(2, 65535, std::vector<std::uint8_t>(std::size_t{2} * 65535, 0));
  table.alphabets.assign(65535, Alphabet::numbers(2));
  table.items = ItemIds::row_numbers(2);
  const AuditResult result = audited(table);
  EXPECT_EQ(result.excess, 1U);
  EXPECT_EQ(result.levels.back().largest_group, 2U);
}

TEST(Audit, OneItemWithoutTokensIsBijective) {
  const Rows rows = numbered({{}});
  expect_as_oracle(rows);
  const AuditResult result = audited(table_of(rows));
  EXPECT_EQ(result.onto.truth, Truth::holds);
  EXPECT_EQ(result.code_space, 1);
  EXPECT_EQ(result.kraft_sum, 1);
}

TEST(Audit, TwoItemsWithoutTokensCollide) {
  const Rows rows = numbered({{}, {}});
  expect_as_oracle(rows);
  EXPECT_THAT(audited(table_of(rows)).one_to_one.reason, HasSubstr("(empty)"));
}

TEST(Audit, OneItemIsOntoItsOwnTokensButNotOntoALargerCodebook) {
  expect_as_oracle(numbered({{0, 0, 0}}));
  expect_as_oracle(numbered({{0, 0, 0}}), {1, 2, 1});
  EXPECT_EQ(audited(table_of(numbered({{0, 0, 0}}))).onto.truth, Truth::holds);
  const AuditResult result = audited(table_of(numbered({{0, 0, 0}})), {1, 2, 1});
  EXPECT_EQ(result.onto.truth, Truth::refuted);
  EXPECT_THAT(result.onto.reason, HasSubstr("no item has 0 1 0"));
}

TEST(Audit, ACodebookOfOneTokenAddsALevelAndNothingElse) {
  expect_as_oracle(numbered({{0, 0, 1}, {0, 0, 2}, {0, 0, 0}}));
  expect_as_oracle(numbered({{3, 0, 7}, {2, 0, 7}, {3, 0, 7}}));
}

TEST(Audit, TheFullCodeSpaceIsBijective) {
  const Rows rows = numbered({{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 1}});
  expect_as_oracle(rows);
  EXPECT_EQ(audited(table_of(rows)).onto.truth, Truth::holds);
}

TEST(Audit, CollisionsAreNotMadeGoodByUnusedSequencesOfTheSameNumber) {
  // |I| = |S| = 4 and still neither one-to-one nor onto.
  const Rows rows = numbered({{0, 0}, {0, 1}, {1, 0}, {0, 0}});
  expect_as_oracle(rows);
  const AuditResult result = audited(table_of(rows));
  EXPECT_EQ(result.one_to_one.truth, Truth::refuted);
  EXPECT_EQ(result.onto.truth, Truth::refuted);
  EXPECT_THAT(result.one_to_one.reason, HasSubstr("items 0 and 3 have 0 0"));
  EXPECT_THAT(result.onto.reason, HasSubstr("no item has 1 1"));
}

TEST(Audit, TheMissingSequenceIsLookedForAmongSequencesNotRows) {
  // Three rows below 0 name one sequence, two rows below 1 fill it.
  const Rows rows = numbered({{0, 0}, {0, 0}, {0, 0}, {1, 0}, {1, 1}});
  EXPECT_THAT(audited(table_of(rows)).onto.reason, HasSubstr("no item has 0 1"));
}

TEST(Audit, AnEmptyCodeIsAPrefixOfEveryOther) {
  const Rows rows = numbered({{}, {0}, {0, 1}, {1}});
  expect_as_oracle(rows);
  const AuditResult result = audited(table_of(rows));
  EXPECT_EQ(result.proper_prefixes, 2U);
  EXPECT_EQ(result.empty_codes, 1U);
  EXPECT_THAT(result.prefix_free.reason, HasSubstr("(empty) of item 0"));
}

TEST(Audit, KraftSumThreeQuartersDoesNotMakeAPrefixCode) {
  const Rows rows = numbered({{0}, {0, 1}});
  expect_as_oracle(rows, {2, 2});
  const AuditResult result = audited(table_of(rows), {2, 2});
  EXPECT_EQ(result.kraft_sum, Rational(3, 4));
  EXPECT_EQ(result.prefix_free.truth, Truth::refuted);
}

TEST(Audit, ACompletePrefixCodeOfVariableLengthIsOnto) {
  const Rows rows = numbered({{0}, {1, 0}, {1, 1, 0}, {1, 1, 1}});
  expect_as_oracle(rows, {2, 2, 2});
  const AuditResult result = audited(table_of(rows), {2, 2, 2});
  EXPECT_EQ(result.onto.truth, Truth::holds);
  EXPECT_EQ(result.kraft_sum, 1);
  const AuditResult gap = audited(table_of(numbered({{0}, {1, 0}, {1, 1, 0}})), {2, 2, 2});
  EXPECT_EQ(gap.onto.truth, Truth::refuted);
  EXPECT_THAT(gap.onto.reason, HasSubstr("no item's begins 1 1 1"));
}

TEST(Audit, ATableWhoseSequencesBeginOthersIsNotOnto) {
  // Each of the 4 sequences begins with an item's; 2 of them with the sequences of two.
  const Rows rows = numbered({{0}, {0, 0}, {1}, {1, 1}});
  expect_as_oracle(rows);
  const AuditResult result = audited(table_of(rows));
  EXPECT_EQ(result.onto.truth, Truth::refuted);
  EXPECT_EQ(result.covered, result.code_space);
  EXPECT_THAT(result.onto.reason, HasSubstr("whatever begins with 0 0 begins with 0, too"));
  expect_as_oracle(numbered({{}, {0}, {1}}));
}

TEST(Audit, AnItemWithSeveralSequencesHidesNoGroup) {
  const Rows rows = {{"x", {0}}, {"x", {1}}, {"y", {2}}, {"z", {2}}};
  expect_as_oracle(rows);
  const AuditResult result = audited(table_of(rows));
  EXPECT_EQ(result.excess, 1U);
  const auto required = parse_requirements("max-excess=0");
  EXPECT_EQ(merge(evaluate(*required, result)).truth, Truth::refuted);
}

TEST(Audit, APositionThatTellsNothingApartIsAFinding) {
  std::vector<oracle::Sequence> sequences;
  for (std::uint32_t i = 0; i < 40; ++i) sequences.push_back({7, i});
  ASSERT_EQ(audited(table_of(numbered(sequences))).findings.size(), 1U);
  EXPECT_EQ(audited(table_of(numbered(sequences))).findings[0].message,
            "position 1 has collapsed: 40 of 40 rows have code 7 there");
  // A last token that only tells duplicates apart is meant.
  for (auto& sequence : sequences) std::swap(sequence[0], sequence[1]);
  EXPECT_THAT(audited(table_of(numbered(sequences))).findings, ::testing::IsEmpty());
  sequences.resize(12);
  for (auto& sequence : sequences) std::swap(sequence[0], sequence[1]);
  EXPECT_THAT(audited(table_of(numbered(sequences))).findings, ::testing::IsEmpty());
  // All items on one sequence.
  const std::vector<oracle::Sequence> one(500, {3});
  EXPECT_EQ(audited(table_of(numbered(one))).findings[0].message,
            "position 1 has collapsed: 500 of 500 rows have code 3 there");
}

TEST(Audit, ARepeatedItemWithTheSameSequenceIsNoCollision) {
  const Rows rows{{"b", {1, 2}}, {"a", {1, 1}}, {"b", {1, 2}}, {"b", {1, 2}}};
  expect_as_oracle(rows);
  const AuditResult result = audited(table_of(rows));
  EXPECT_EQ(result.one_to_one.truth, Truth::holds);
  EXPECT_EQ(result.repeated_items, 1U);
  EXPECT_EQ(result.excess, 0U);
}

TEST(Audit, AnItemWithTwoSequencesMakesTheTableNoFunction) {
  const Rows rows{{"b", {1, 2}}, {"a", {1, 1}}, {"b", {1, 3}}};
  expect_as_oracle(rows);
  const AuditResult result = audited(table_of(rows));
  EXPECT_EQ(result.one_to_one.truth, Truth::refuted);
  EXPECT_THAT(result.one_to_one.reason, HasSubstr("item b has 1 2 and 1 3"));
}

TEST(Audit, AnItemThatMeetsItselfOnALevelIsCountedOnceThere) {
  // b twice below 1, once beside a; c shares 2 5 with b.
  const Rows rows{{"b", {1, 2}}, {"b", {1, 3}}, {"a", {1, 3}}, {"c", {2, 5}}, {"b", {2, 5}}};
  expect_as_oracle(rows);
}

TEST(Audit, SixtyFourTokensAndMoreAreComparedWhole) {
  std::vector<oracle::Sequence> sequences;
  for (std::uint32_t i = 0; i < 40; ++i) {
    oracle::Sequence sequence(100, 0);
    sequence[i] = i == 39 ? 0 : 1;  // the last one is all zeros
    sequences.push_back(sequence);
  }
  sequences.push_back(sequences[7]);
  const Table table = table_of(numbered(sequences), Width::u8);
  const AuditResult result = audited(table);
  EXPECT_EQ(result.distinct_sequences, 40U);
  ASSERT_EQ(result.groups.size(), 1U);
  EXPECT_THAT(result.groups[0], ::testing::ElementsAre(7, 40));
  EXPECT_EQ(result.levels[6].distinct, 8U);
  EXPECT_EQ(result.levels[7].distinct, 9U);
}

TEST(Audit, TokensUpToThirtyTwoBitsAreToldApart) {
  const std::uint32_t top = 0xFFFFFFFEU;
  const Rows rows = numbered({{top, 0}, {top - 1, 0}, {top, 1}, {0, top}, {top, 0}, {0, 0}});
  AuditResult result = audited(table_of(rows));
  EXPECT_EQ(result.distinct_sequences, 5U);
  EXPECT_EQ(result.levels[0].distinct, 3U);
  EXPECT_EQ(result.positions[0].used, 3U);
  EXPECT_EQ(oracle::difference(result, rows), "");
  const Rows longer = numbered({{top, top, top}, {top, top}, {top, top, top}, {top}});
  EXPECT_EQ(oracle::difference(audited(table_of(longer)), longer), "");
}

TEST(Audit, DeclaredCodebooksAreMeasuredAgainstUnlessTheTableExceedsThem) {
  Table table = table_of(numbered({{0, 0}, {1, 1}, {2, 3}}));
  table.declared_codebooks = {256, 2};
  const AuditResult result = audited(table);
  EXPECT_EQ(result.positions[0].codebook, 256U);
  EXPECT_EQ(result.positions[0].dead, 253U);
  EXPECT_EQ(result.positions[1].codebook, 3U);
  EXPECT_EQ(result.code_space, 768);
}

TEST(Audit, CodebooksThatDoNotFitAreRefused) {
  const Table table = table_of(numbered({{0, 0}, {1, 1}, {2, 3}}));
  for (const std::vector<std::uint64_t>& codebooks :
       {std::vector<std::uint64_t>{3}, {2, 4}, {3, 3}, {3, 4, 1}}) {
    AuditOptions options;
    options.codebooks = codebooks;
    const auto result = audit(table, options);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::usage);
  }
  EXPECT_EQ(audited(table, {3, 4}).positions[1].dead, 1U);
}

TEST(Audit, TextsAreNumberedTokensLikeAnyOther) {
  const Table table = testing::letters({{"17", "ab"}, {"4", "ab"}, {"9", "cb"}, {"2", "cd"}});
  const AuditResult result = audited(table);
  EXPECT_EQ(result.excess, 1U);
  EXPECT_THAT(result.one_to_one.reason, HasSubstr("items 17 and 4 have a b"));
  EXPECT_THAT(result.onto.reason, HasSubstr("no item has a d"));
}

TEST(Audit, LongListsOfItemsAreCutInTheReason) {
  const AuditResult result = audited(table_of(numbered({{1}, {1}, {1}, {1}, {1}})));
  EXPECT_THAT(result.one_to_one.reason, HasSubstr("items 0, 1, 2 and 2 more have 1"));
}

TEST(Audit, EveryNumberIsTheSameWithMoreThreads) {
  std::mt19937 random(3);
  std::vector<oracle::Sequence> sequences(5000);
  for (auto& sequence : sequences)
    for (int j = 0; j < 3; ++j) sequence.push_back(static_cast<std::uint32_t>(random() % 20));
  const Rows rows = numbered(sequences);
  const Table table = table_of(rows, Width::u8);
  AuditOptions options;
  const AuditResult one = audited(table);
  for (const unsigned threads : {2U, 5U}) {
    options.threads.count = threads;
    const AuditResult many = *audit(table, options);
    EXPECT_EQ(one.groups.rows, many.groups.rows);
    EXPECT_EQ(one.groups.offsets, many.groups.offsets);
    EXPECT_EQ(one.levels[1].items_in_groups, many.levels[1].items_in_groups);
    EXPECT_EQ(one.mean_log_group_size_nats.lo, many.mean_log_group_size_nats.lo);
    EXPECT_EQ(one.onto.reason, many.onto.reason);
  }
}

TEST(Audit, RandomTablesOfEveryShapeAreCountedAsByHand) {
  std::mt19937 random(11);
  for (int i = 0; i < 400; ++i) {
    const std::size_t length = random() % 5;
    const bool ragged = random() % 2 == 0;
    const bool repeats = random() % 3 == 0;
    const std::uint32_t alphabet = 1 + static_cast<std::uint32_t>(random() % 4);
    Rows rows;
    for (std::size_t n = random() % 30 + 1; n > 0; --n) {
      oracle::Sequence sequence(ragged ? random() % (length + 1) : length);
      for (auto& token : sequence) token = static_cast<std::uint32_t>(random()) % alphabet;
      rows.emplace_back(std::to_string(repeats ? random() % 12 : rows.size()), sequence);
    }
    const auto width = std::array{Width::u8, Width::u16, Width::u32}[random() % 3];
    std::vector<std::uint64_t> codebooks;
    if (random() % 2 == 0)
      for (std::size_t j = 0; j < oracle::longest(rows); ++j)
        codebooks.push_back(alphabet + random() % 2);
    ASSERT_EQ(oracle::difference(audited(table_of(rows, width), codebooks), rows, codebooks), "");
  }
}

}  // namespace
}  // namespace sidproof
