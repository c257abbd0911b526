// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/repair.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "audit/popularity.hpp"
#include "audit/small_tables.hpp"

namespace sidproof {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::letters;
using testing::make_table;
using testing::Row;
using testing::targets;

RepairResult repair_of(const Table& table, const RepairOptions& options = {}) {
  auto result = repair(table, options);
  EXPECT_TRUE(result.has_value()) << to_string(result.error());
  return result.value_or(RepairResult{});
}

RepairOptions relocate(std::vector<std::uint64_t> codebooks = {}) {
  RepairOptions options;
  options.method = RepairMethod::relocate;
  options.codebooks = std::move(codebooks);
  return options;
}

std::vector<std::string> sequences(const Table& table) {
  std::vector<std::string> texts;
  for (std::size_t row = 0; row < table.rows(); ++row) texts.push_back(table.sequence_text(row));
  return texts;
}

Table bracketed() {
  return make_table({{"1", {"<a_0>", "<b_0>"}},
                     {"2", {"<a_0>", "<b_1>"}},
                     {"3", {"<a_0>", "<b_0>"}},
                     {"4", {"<a_1>", "<b_1>"}},
                     {"5", {"<a_0>", "<b_0>"}}});
}

TEST(Append, GivesATokenToAllMembersOfAGroupAndToNobodyElse) {
  const RepairResult r = repair_of(bracketed());
  EXPECT_THAT(sequences(r.table), ElementsAre("<a_0><b_0><c_0>", "<a_0><b_1>", "<a_0><b_0><c_1>",
                                              "<a_1><b_1>", "<a_0><b_0><c_2>"));
  ASSERT_EQ(r.changes.size(), 3U);
  EXPECT_EQ(r.changes[1].row, 2U);
  EXPECT_EQ(r.changes[1].kept_prefix, 2U);
  EXPECT_EQ(r.added_codebook, 3U);
  EXPECT_THAT(r.added_tokens, ElementsAre("<c_0>", "<c_1>", "<c_2>"));
  EXPECT_EQ(r.before.one_to_one.truth, Truth::refuted);
  EXPECT_EQ(r.after.one_to_one.truth, Truth::holds);
  EXPECT_EQ(r.after.prefix_free.truth, Truth::holds);
  EXPECT_EQ(r.after.min_length, 2U);
  EXPECT_EQ(r.after.max_length, 3U);
  EXPECT_TRUE(r.table.path.empty());
}

TEST(Append, ToAllItemsKeepsOneLength) {
  RepairOptions options;
  options.all_items = true;
  const RepairResult r = repair_of(bracketed(), options);
  EXPECT_THAT(sequences(r.table),
              ElementsAre("<a_0><b_0><c_0>", "<a_0><b_1><c_0>", "<a_0><b_0><c_1>",
                          "<a_1><b_1><c_0>", "<a_0><b_0><c_2>"));
  EXPECT_TRUE(r.table.codes.is_fixed_length());
  EXPECT_EQ(r.changes.size(), 5U);
  EXPECT_EQ(r.after.one_to_one.truth, Truth::holds);
  EXPECT_EQ(r.after.prefix_free.truth, Truth::holds);
}

TEST(Append, LeavesAFineTableAsItIs) {
  const Table table = letters({{"1", "ab"}, {"2", "ac"}});
  const RepairResult r = repair_of(table);
  EXPECT_THAT(r.changes, IsEmpty());
  EXPECT_EQ(r.added_codebook, 0U);
  EXPECT_THAT(sequences(r.table), ElementsAre("a b", "a c"));
  EXPECT_EQ(r.table.alphabets.size(), 2U);
}

TEST(Append, GivesTokenZeroToTheMostPopularMember) {
  RepairOptions options;
  options.popularity = {1, 0, 5, 0, 1};
  const RepairResult r = repair_of(bracketed(), options);
  EXPECT_EQ(r.table.sequence_text(2), "<a_0><b_0><c_0>");
  EXPECT_EQ(r.table.sequence_text(0), "<a_0><b_0><c_1>");
  EXPECT_EQ(r.table.sequence_text(4), "<a_0><b_0><c_2>");
}

TEST(Append, ResolvesProperPrefixesAndEmptyCodesToo) {
  const Table table = letters({{"1", ""}, {"2", "a"}, {"3", "ab"}, {"4", "b"}, {"5", "ab"}});
  const RepairResult r = repair_of(table);
  EXPECT_EQ(r.after.one_to_one.truth, Truth::holds);
  EXPECT_EQ(r.after.prefix_free.truth, Truth::holds);
  EXPECT_EQ(r.table.sequence_text(3), "b");  // no prefix of anything: untouched
  EXPECT_EQ(r.changes.size(), 4U);
  EXPECT_EQ(r.added_codebook, 2U);
}

// <d_k> exists already at position 4 (items that were given one before): the new
// tokens must not meet the old ones.
TEST(Append, NeverReusesATokenOfThePosition) {
  const Table table = make_table({{"1", {"<a_0>", "<b_0>"}},
                                  {"2", {"<a_0>", "<b_0>"}},
                                  {"3", {"<a_0>", "<b_0>", "<c_0>"}},
                                  {"4", {"<a_1>", "<b_0>", "<c_1>"}}});
  const RepairResult r = repair_of(table);
  EXPECT_THAT(sequences(r.table), ElementsAre("<a_0><b_0><c_2>", "<a_0><b_0><c_3>",
                                              "<a_0><b_0><c_0>", "<a_1><b_0><c_1>"));
  EXPECT_EQ(r.after.prefix_free.truth, Truth::holds);
}

TEST(Append, ContinuesNumbersAndOffsetsTheWayTheTableWritesThem) {
  Table table;
  table.items = ItemIds::row_numbers(2);
  table.codes = Codes::fixed(2, 2, std::vector<std::uint8_t>{3, 9, 3, 9});
  table.alphabets = {Alphabet::numbers(4), Alphabet::numbers(10)};
  table.declared_codebooks = {4, 10};
  const RepairResult plain = repair_of(table);
  EXPECT_THAT(sequences(plain.table), ElementsAre("3 9 0", "3 9 1"));
  EXPECT_THAT(plain.table.declared_codebooks, ElementsAre(4, 10, 2));

  table.findings.push_back({Finding::Kind::offset_codes, "", 1});
  EXPECT_THAT(sequences(repair_of(table).table), ElementsAre("3 9 10", "3 9 11"));
}

TEST(Repair, RefusesAnItemWithTwoDifferentSequences) {
  const auto r = repair(letters({{"7", "a"}, {"8", "a"}, {"7", "b"}}));
  ASSERT_FALSE(r.has_value());
  EXPECT_EQ(r.error().code, ErrorCode::malformed);
  EXPECT_THAT(r.error().what, HasSubstr("item 7 has two different sequences, a (row 1) and b"));
}

TEST(Repair, CountsARowThatRepeatsAnItemAndItsSequenceOnce) {
  RepairOptions options;
  options.popularity = {3, 1, 5, 9};
  const RepairResult r =
      repair_of(letters({{"8", "a"}, {"7", "b"}, {"8", "a"}, {"9", "a"}}), options);
  EXPECT_EQ(r.merged_rows, 1U);
  EXPECT_THAT(sequences(r.table), ElementsAre("a <dedup_1>", "b", "a <dedup_0>"));
  EXPECT_EQ(r.table.items[2], "9");
  ASSERT_EQ(r.changes.size(), 2U);
  EXPECT_EQ(r.changes[1].row, 3U);
  EXPECT_EQ(r.changes[1].new_row, 2U);
  EXPECT_THAT(r.notes, ::testing::Contains(HasSubstr("1 row repeats an item")));
  // Not a collision: the table is one-to-one as it is.
  const RepairResult fine = repair_of(letters({{"1", "a"}, {"1", "a"}, {"2", "b"}}), relocate());
  EXPECT_THAT(fine.changes, IsEmpty());
  EXPECT_THAT(sequences(fine.table), ElementsAre("a", "b"));
}

TEST(Repair, WarnsWhereTheDeduplicationTokenTellsAlmostEverything) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (int item = 0; item < 40; ++item)
    rows.emplace_back(std::to_string(item), item < 2 ? "b" : "a");
  const RepairResult collapsed = repair_of(letters(rows));
  // ((38 ln 38 + 2 ln 2)/40) of ln 40
  EXPECT_THAT(collapsed.notes, ::testing::Contains(::testing::AllOf(
                                   HasSubstr("the semantic IDs have collapsed: 3.49 of the 3.69"),
                                   HasSubstr("94.6 %"))));
  EXPECT_THAT(repair_of(bracketed()).notes, ::testing::Contains(HasSubstr("3 items share one")));
  // A pair among many is no matter.
  rows.clear();
  for (const char code : std::string("abcdefgha"))
    rows.emplace_back(std::to_string(rows.size()), std::string(1, code));
  for (const std::string& note : repair_of(letters(rows)).notes)
    EXPECT_THAT(note, ::testing::Not(HasSubstr("content")));
}

TEST(Repair, RefusesPopularityOfAnotherTable) {
  RepairOptions options;
  options.popularity = {1};
  EXPECT_EQ(repair(bracketed(), options).error().code, ErrorCode::usage);
}

TEST(Popularity, CountsTargetsOfTheRowsItems) {
  const Table table = letters({{"1", "a"}, {"2", "a"}, {"2", "a"}, {"3", "b"}});
  EXPECT_THAT(popularity(table, targets({"2", "9", "2", "1"})), ElementsAre(1, 2, 0, 0));
}

TEST(Relocate, ChangesTheLastTokenFirst) {
  const RepairResult r =
      repair_of(letters({{"1", "ax"}, {"2", "ax"}, {"3", "by"}, {"4", "cz"}}), relocate());
  EXPECT_THAT(sequences(r.table), ElementsAre("a x", "a y", "b y", "c z"));
  ASSERT_EQ(r.changes.size(), 1U);
  EXPECT_EQ(r.changes[0].row, 1U);
  EXPECT_EQ(r.changes[0].kept_prefix, 1U);
  EXPECT_THAT(r.kept_prefix_counts, ElementsAre(0, 1));
  EXPECT_EQ(r.after.one_to_one.truth, Truth::holds);
  EXPECT_TRUE(r.table.codes.is_fixed_length());
}

TEST(Relocate, ChangesEarlierTokensOnlyWhereNothingBelowIsFree) {
  // a is full (ax, ay); b has one place left.
  const RepairResult r =
      repair_of(letters({{"1", "ax"}, {"2", "ay"}, {"3", "ay"}, {"4", "by"}}), relocate());
  EXPECT_THAT(sequences(r.table), ElementsAre("a x", "a y", "b x", "b y"));
  EXPECT_THAT(r.kept_prefix_counts, ElementsAre(1, 0));
}

// Items of the full branch must not take the place that an item of the other
// branch can reach with a longer prefix.
TEST(Relocate, LeavesNearPlacesToThoseWhoKeepMore) {
  const RepairResult r = repair_of(
      letters({{"1", "ax"}, {"2", "ay"}, {"3", "ay"}, {"4", "by"}, {"5", "by"}, {"6", "cx"}}),
      relocate());
  EXPECT_EQ(r.table.sequence_text(4), "b x");
  EXPECT_EQ(r.table.sequence_text(2), "c y");
  EXPECT_THAT(r.kept_prefix_counts, ElementsAre(1, 1));
}

TEST(Relocate, KeepsTheMostPopularMember) {
  RepairOptions options = relocate();
  options.popularity = {1, 7, 0};
  const RepairResult r = repair_of(letters({{"1", "ax"}, {"2", "ax"}, {"3", "by"}}), options);
  ASSERT_EQ(r.changes.size(), 1U);
  EXPECT_EQ(r.changes[0].row, 0U);
}

TEST(Relocate, SaysWhenTheCodeSpaceIsFull) {
  const Table full = letters({{"1", "ax"}, {"2", "ay"}, {"3", "bx"}, {"4", "by"}, {"5", "by"}});
  const auto r = repair(full, relocate());
  ASSERT_FALSE(r.has_value());
  EXPECT_EQ(r.error().code, ErrorCode::unsupported);
  EXPECT_THAT(r.error().what,
              HasSubstr("no unused sequence over codebooks of 2,2 codes is left for 1 of 1 item"));
  EXPECT_THAT(r.error().hint, HasSubstr("--codebooks"));
  EXPECT_THAT(r.error().hint, HasSubstr("append"));
}

TEST(Relocate, UsesTokensThatTheCodebookHoldsButTheTableDoesNot) {
  const Table full = make_table({{"1", {"<a_0>", "<b_1>"}}, {"2", {"<a_0>", "<b_1>"}}});
  const RepairResult r = repair_of(full, relocate({1, 3}));
  EXPECT_THAT(sequences(r.table), ElementsAre("<a_0><b_1>", "<a_0><b_0>"));
  EXPECT_EQ(r.table.alphabets[1].size(), 2U);
  ASSERT_EQ(r.new_codes.size(), 1U);
  EXPECT_EQ(r.new_codes[0].position, 1U);
  EXPECT_EQ(r.new_codes[0].in_use_before, 1U);
  EXPECT_EQ(r.new_codes[0].codebook, 3U);
  EXPECT_THAT(r.new_codes[0].codes, ElementsAre("<b_0>"));
  EXPECT_EQ(r.added_tokens, r.new_codes[0].codes);
  EXPECT_FALSE(repair(full, relocate({1, 1})).has_value());
}

TEST(Relocate, UsesDeclaredCodebooks) {
  Table table;
  table.items = ItemIds::row_numbers(3);
  table.codes = Codes::fixed(3, 1, std::vector<std::uint8_t>{0, 0, 0});
  table.alphabets = {Alphabet::numbers(1)};
  EXPECT_FALSE(repair(table, relocate()).has_value());
  table.declared_codebooks = {3};
  EXPECT_THAT(sequences(repair_of(table, relocate()).table), ElementsAre("0", "1", "2"));
  table.declared_codebooks = {2};
  EXPECT_FALSE(repair(table, relocate()).has_value());
}

TEST(Relocate, KeepsToTheCodesInUseUnlessACodebookIsStated) {
  // Codes 5 and 7 are in use; nobody says that a 0 or a 6 exists.
  Table table;
  table.items = ItemIds::row_numbers(3);
  table.codes = Codes::fixed(3, 2, std::vector<std::uint8_t>{5, 9, 5, 9, 7, 9});
  table.alphabets = {Alphabet::numbers(8), Alphabet::numbers(10)};
  const auto full = repair(table, relocate());
  ASSERT_FALSE(full.has_value());
  EXPECT_THAT(full.error().what, HasSubstr("codebooks of 2,1 codes"));
  const RepairResult stated = repair_of(table, relocate({8, 10}));
  EXPECT_THAT(sequences(stated.table), ElementsAre("5 9", "5 0", "7 9"));
  ASSERT_EQ(stated.new_codes.size(), 1U);
  EXPECT_THAT(stated.new_codes[0].codes, ElementsAre("0"));
  const auto small = repair(table, relocate({2, 10}));
  ASSERT_FALSE(small.has_value());
  EXPECT_THAT(small.error().what, HasSubstr("position 1 uses token 7, which a codebook of 2"));
}

TEST(Relocate, KeepsOffsetCodesInTheRangeOfTheirPosition) {
  Table table;
  table.items = ItemIds::row_numbers(4);
  table.codes = Codes::fixed(4, 2, std::vector<std::uint8_t>{0, 4, 0, 4, 1, 6, 0, 6});
  table.alphabets = {Alphabet::numbers(2), Alphabet::numbers(7)};
  table.declared_codebooks = {2, 7};
  EXPECT_EQ(repair_of(table, relocate()).table.sequence_text(1), "0 0");
  table.findings.push_back({Finding::Kind::offset_codes, "", 1});
  EXPECT_EQ(repair_of(table, relocate()).table.sequence_text(1), "0 5");
}

TEST(Relocate, RefusesCodebooksThatDoNotFit) {
  const Table table = letters({{"1", "ax"}, {"2", "by"}});
  EXPECT_EQ(repair(table, relocate({2})).error().code, ErrorCode::usage);
  EXPECT_EQ(repair(table, relocate({2, 1})).error().code, ErrorCode::usage);
}

TEST(Relocate, CreatesNoProperPrefixAndSaysWhichOnesRemain) {
  // Moving item 2 to "1" would make it a proper prefix of item 3's "14".
  const Table table = letters({{"1", "0"}, {"2", "0"}, {"3", "14"}, {"4", "2"}, {"5", "25"}});
  const RepairResult r = repair_of(table, relocate({5, 2}));
  EXPECT_EQ(r.table.sequence_text(1), "3");
  EXPECT_EQ(r.after.proper_prefixes, 1U);  // 2 and 25, as before
  EXPECT_EQ(r.before.proper_prefixes, 1U);
  EXPECT_EQ(r.after.one_to_one.truth, Truth::holds);
  EXPECT_THAT(r.notes, ::testing::Contains(HasSubstr("repair by append")));
}

TEST(Relocate, CannotMoveTheEmptySequence) {
  const auto r = repair(letters({{"1", ""}, {"2", ""}}), relocate());
  ASSERT_FALSE(r.has_value());
  EXPECT_THAT(r.error().hint, HasSubstr("append"));
}

}  // namespace
}  // namespace sidproof
