// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit/small_tables.hpp"

namespace sidproof {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::letters;
using testing::make_table;

DiffResult diff_of(const Table& before, const Table& after) {
  auto result = diff(before, after);
  EXPECT_TRUE(result.has_value()) << to_string(result.error());
  return result.value_or(DiffResult{});
}

class LastFraction final : public Progress {
 public:
  void update(std::string_view /*phase*/, double fraction) override {
    EXPECT_GE(fraction, 0);
    EXPECT_LE(fraction, 1);
    last = fraction;
  }
  double last = -1;
};

TEST(Diff, SaysWhenItIsDone) {
  const Table table = letters({{"1", "ab"}, {"2", "cd"}});
  LastFraction progress;
  ASSERT_TRUE(diff(table, table, progress).has_value());
  EXPECT_EQ(progress.last, 1);
}

TEST(Diff, OfEqualTablesFindsNothing) {
  const Table table = letters({{"1", "ab"}, {"2", "ab"}, {"3", "cd"}});
  const DiffResult d = diff_of(table, table);
  EXPECT_EQ(d.common, 3U);
  EXPECT_EQ(d.unchanged, 3U);
  EXPECT_THAT(d.changed, IsEmpty());
  EXPECT_THAT(d.reused, IsEmpty());
  EXPECT_EQ(d.churn, 0);
  EXPECT_EQ(d.total_churn, 0);
  EXPECT_EQ(d.pairs_kept, 1);
  EXPECT_EQ(d.pairs_gained, 0);
  EXPECT_EQ(d.no_reuse.truth, Truth::holds);
  EXPECT_EQ(d.stable_sids.truth, Truth::holds);
  EXPECT_EQ(d.no_removals.truth, Truth::holds);
  EXPECT_EQ(d.no_new_collisions.truth, Truth::holds);
}

TEST(Diff, JoinsItemsByIdWhateverTheOrderOfRows) {
  const DiffResult d = diff_of(letters({{"1", "ab"}, {"2", "cd"}, {"3", "ef"}}),
                               letters({{"3", "ef"}, {"4", "gh"}, {"2", "cd"}}));
  EXPECT_EQ(d.common, 2U);
  EXPECT_EQ(d.unchanged, 2U);
  EXPECT_THAT(d.removed, ElementsAre(0));
  EXPECT_THAT(d.added, ElementsAre(1));
  EXPECT_EQ(d.total_churn, Rational(1, 2));
  EXPECT_EQ(d.no_removals.truth, Truth::refuted);
  EXPECT_THAT(d.no_removals.reason, HasSubstr("item 1"));
  EXPECT_EQ(d.stable_sids.truth, Truth::holds);
}

TEST(Diff, ComparesTokenTextsNotTokenNumbers) {
  // The same texts, numbered in another order; and a numeric table.
  const Table before = letters({{"x", "10"}, {"y", "01"}});
  const Table after = letters({{"y", "01"}, {"x", "10"}});
  EXPECT_EQ(diff_of(before, after).unchanged, 2U);

  Table numeric;
  numeric.items.push_back("x");
  numeric.items.push_back("y");
  numeric.codes = Codes::fixed(2, 2, std::vector<std::uint8_t>{1, 0, 0, 1});
  numeric.alphabets = {Alphabet::numbers(2), Alphabet::numbers(2)};
  EXPECT_EQ(diff_of(before, numeric).unchanged, 2U);
  EXPECT_EQ(diff_of(numeric, before).unchanged, 2U);
  EXPECT_EQ(diff_of(numeric, numeric).unchanged, 2U);
  const Table other = letters({{"x", "12"}, {"y", "01"}});
  EXPECT_EQ(diff_of(numeric, other).changed.size(), 1U);
}

TEST(Diff, DistinguishesTokensByCase) {
  EXPECT_EQ(diff_of(letters({{"1", "a"}}), letters({{"1", "A"}})).changed.size(), 1U);
}

TEST(Diff, MeasuresWhereAndHowMuchASequenceChanged) {
  const DiffResult d =
      diff_of(letters({{"1", "abc"}, {"2", "abc"}, {"3", "abc"}, {"4", "ab"}, {"5", ""}}),
              letters({{"1", "abx"}, {"2", "xbx"}, {"3", "ab"}, {"4", "abc"}, {"5", "a"}}));
  ASSERT_EQ(d.changed.size(), 5U);
  const auto expect = [&](std::size_t i, std::uint64_t prefix, std::uint64_t hamming) {
    EXPECT_EQ(d.changed[i].common_prefix, prefix) << i;
    EXPECT_EQ(d.changed[i].hamming, hamming) << i;
  };
  expect(0, 2, 1);
  expect(1, 0, 2);
  expect(2, 2, 1);  // shorter by one
  expect(3, 2, 1);  // longer by one
  expect(4, 0, 1);
  EXPECT_THAT(d.changed_by_common_prefix, ElementsAre(2, 0, 3));
  EXPECT_THAT(d.changed_by_hamming, ElementsAre(0, 4, 1));
  EXPECT_EQ(d.churn, 1);
}

TEST(Diff, FindsASidThatNowMeansAnotherItem) {
  const DiffResult d = diff_of(letters({{"a", "1"}, {"b", "2"}, {"c", "3"}}),
                               letters({{"b", "1"}, {"c", "3"}, {"d", "2"}}));
  ASSERT_EQ(d.reused.size(), 2U);
  // "1" meant a (gone), now b, which moved.
  EXPECT_EQ(d.reused[0].old_row, 0U);
  EXPECT_EQ(d.reused[0].new_row, 0U);
  EXPECT_EQ(d.reused[0].newcomers, 1U);
  EXPECT_EQ(d.reused[0].moved, 1U);
  EXPECT_FALSE(d.reused[0].retained);
  // "2" meant b, now the new item d.
  EXPECT_EQ(d.reused[1].old_row, 1U);
  EXPECT_EQ(d.reused[1].new_row, 2U);
  EXPECT_EQ(d.reused[1].moved, 0U);
  EXPECT_EQ(d.taken_over, 2U);
  EXPECT_EQ(d.reused_by_moved, 1U);
  EXPECT_EQ(d.reused_by_added, 1U);
  EXPECT_EQ(d.no_reuse.truth, Truth::refuted);
  EXPECT_THAT(d.no_reuse.reason, HasSubstr("meant item a and now means item b"));
}

TEST(Diff, TellsJoiningASidFromTakingItOver) {
  const DiffResult d =
      diff_of(letters({{"a", "1"}, {"b", "2"}}), letters({{"a", "1"}, {"b", "1"}, {"c", "1"}}));
  ASSERT_EQ(d.reused.size(), 1U);
  EXPECT_TRUE(d.reused[0].retained);
  EXPECT_EQ(d.reused[0].old_owners, 1U);
  EXPECT_EQ(d.reused[0].new_owners, 3U);
  EXPECT_EQ(d.reused[0].newcomers, 2U);
  EXPECT_EQ(d.reused[0].moved, 1U);
  EXPECT_EQ(d.taken_over, 0U);
}

TEST(Diff, DoesNotCallAFreshOrAnAbandonedSidReused) {
  const DiffResult d =
      diff_of(letters({{"a", "1"}, {"b", "2"}}), letters({{"a", "3"}, {"c", "4"}}));
  EXPECT_THAT(d.reused, IsEmpty());
  EXPECT_EQ(d.no_reuse.truth, Truth::holds);
  EXPECT_EQ(d.stable_sids.truth, Truth::refuted);
  EXPECT_THAT(d.stable_sids.reason, HasSubstr("item a changed from 1 to 3"));
}

TEST(Diff, PairsItemsThatSwappedTheirSids) {
  const DiffResult d =
      diff_of(letters({{"a", "1"}, {"b", "2"}, {"c", "3"}, {"d", "1"}, {"e", "4"}}),
              letters({{"a", "2"}, {"b", "1"}, {"c", "4"}, {"d", "2"}, {"e", "5"}}));
  EXPECT_EQ(d.exchanged_pairs, 2);  // b with a and with d
  ASSERT_EQ(d.swapped.size(), 1U);  // b can be paired with a or d, not with both
  EXPECT_EQ(d.swapped[0].old_row_a, 0U);
  EXPECT_EQ(d.swapped[0].old_row_b, 1U);
}

TEST(Diff, PairsAnItemOnceOnly) {
  const DiffResult d = diff_of(letters({{"a", "1"}, {"b", "2"}, {"c", "2"}}),
                               letters({{"a", "2"}, {"b", "1"}, {"c", "1"}}));
  EXPECT_EQ(d.swapped.size(), 1U);
  EXPECT_EQ(d.exchanged_pairs, 2);
}

TEST(Diff, OfTablesWithoutACommonItemKnowsNothingOfStability) {
  const DiffResult d = diff_of(letters({{"a", "1"}}), letters({{"b", "2"}}));
  EXPECT_EQ(d.common, 0U);
  EXPECT_EQ(d.stable_sids.truth, Truth::unknown);
  EXPECT_EQ(d.no_removals.truth, Truth::refuted);
}

TEST(Diff, ListsSwapsByTheFirstItem) {
  const DiffResult d = diff_of(letters({{"a", "1"}, {"b", "3"}, {"c", "4"}, {"d", "2"}}),
                               letters({{"a", "2"}, {"b", "4"}, {"c", "3"}, {"d", "1"}}));
  ASSERT_EQ(d.swapped.size(), 2U);
  EXPECT_EQ(d.swapped[0].old_row_a, 0U);
  EXPECT_EQ(d.swapped[0].old_row_b, 3U);
  EXPECT_EQ(d.swapped[1].old_row_a, 1U);
}

TEST(Diff, CountsCollisionsGainedAndLostByPairs) {
  // OLD: {a b c} {d} {e f}; NEW: {a b} {c d} {e} {f}
  const DiffResult d =
      diff_of(letters({{"a", "1"}, {"b", "1"}, {"c", "1"}, {"d", "2"}, {"e", "3"}, {"f", "3"}}),
              letters({{"a", "1"}, {"b", "1"}, {"c", "2"}, {"d", "2"}, {"e", "3"}, {"f", "4"}}));
  EXPECT_EQ(d.before.pairs, 4);
  EXPECT_EQ(d.after.pairs, 2);
  EXPECT_EQ(d.pairs_kept, 1);
  EXPECT_EQ(d.pairs_gained, 1);
  EXPECT_EQ(d.pairs_lost, 3);
  EXPECT_THAT(d.newly_colliding, ElementsAre(3));
  EXPECT_THAT(d.no_longer_colliding, ElementsAre(4, 5));
  EXPECT_EQ(d.before.items, 6U);
  EXPECT_EQ(d.before.distinct, 3U);
  EXPECT_EQ(d.before.groups, 2U);
  EXPECT_EQ(d.before.items_in_groups, 5U);
  EXPECT_EQ(d.before.largest_group, 3U);
  EXPECT_EQ(d.before.excess, 3U);
  EXPECT_EQ(d.after.excess, 2U);
  EXPECT_EQ(d.no_new_collisions.truth, Truth::refuted);
}

TEST(Diff, CountsARepeatedRowOnce) {
  const DiffResult d =
      diff_of(letters({{"a", "1"}, {"a", "1"}, {"b", "2"}}), letters({{"a", "1"}, {"b", "2"}}));
  EXPECT_EQ(d.common, 2U);
  EXPECT_EQ(d.old_repeated_rows, 1U);
  EXPECT_EQ(d.new_repeated_rows, 0U);
  EXPECT_EQ(d.before.pairs, 0);
  EXPECT_THAT(d.removed, IsEmpty());
}

TEST(Diff, RefusesAnItemWithTwoSequencesOnEitherSide) {
  const Table fine = letters({{"a", "1"}});
  const Table torn = letters({{"a", "1"}, {"a", "2"}});
  EXPECT_EQ(diff(fine, torn).error().code, ErrorCode::malformed);
  EXPECT_EQ(diff(torn, fine).error().code, ErrorCode::malformed);
  EXPECT_THAT(diff(fine, torn).error().what, HasSubstr("item a"));
}

TEST(Diff, OfEmptyTablesIsEmpty) {
  const DiffResult d = diff_of(Table{}, Table{});
  EXPECT_EQ(d.churn, 0);
  EXPECT_EQ(d.total_churn, 0);
  EXPECT_EQ(diff_of(Table{}, letters({{"a", "1"}})).added.size(), 1U);
}

TEST(Diff, OfOneHugeGroupTakesLinearTime) {
  constexpr std::uint32_t n = 200000;
  std::vector<std::uint32_t> same(2 * n);
  for (std::uint32_t i = 0; i < n; ++i) {
    same[2 * i] = 7;  // one sequence for all: groups of n items
    same[2 * i + 1] = 7;
  }
  Table table;
  table.codes = Codes::fixed(n, 2, same);
  table.alphabets = {Alphabet::numbers(8), Alphabet::numbers(8)};
  table.items = ItemIds::row_numbers(n);
  Table moved = table;
  moved.codes = Codes::fixed(n, 2, std::vector<std::uint32_t>(2 * n, 6));
  const DiffResult d = diff_of(table, moved);
  EXPECT_EQ(d.changed.size(), n);
  EXPECT_EQ(d.pairs_kept, Integer(n) * (n - 1) / 2);
}

}  // namespace
}  // namespace sidproof
