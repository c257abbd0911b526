// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/gap.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "audit/small_tables.hpp"

namespace sidproof {
namespace {

using testing::add_example;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::letters;
using testing::targets;
using testing::users;

GapResult gap_of(const Table& table, const Interactions& interactions,
                 const GapOptions& options = {}) {
  auto result = gap(table, interactions, options);
  EXPECT_TRUE(result.has_value()) << to_string(result.error());
  return result.value_or(GapResult{});
}

void expect_nats(const ExactNats& nats, double total, double events) {
  EXPECT_NEAR(nats.total.mid(), total, 1e-12);
  EXPECT_NEAR(nats.per_event.mid(), total / events, 1e-12);
  EXPECT_LE(nats.total.hi - nats.total.lo, 1e-13);
  EXPECT_EQ(nats.sign, total > 0 ? 1 : total < 0 ? -1 : 0);
}

TEST(Gap, OfTheTwoPoolingsHasTheNamesOfTheTheory) {
  EXPECT_EQ(name(Pooling::history_free), "history-free");
  EXPECT_EQ(name(Pooling::per_history), "exact, tabular per history");
}

// Items 1 and 2 share "00", 3 has "11"; targets 1, 2, 3, 3 after one history.
TEST(Gap, OfACollisionAndADependenceHasBothEffects) {
  const Table table = letters({{"1", "00"}, {"2", "00"}, {"3", "11"}});
  const GapResult r = gap_of(table, targets({"1", "2", "3", "3"}));
  ASSERT_EQ(r.splits.size(), 1U);
  const SplitGap& s = r.splits[0];
  EXPECT_EQ(s.split, "test");
  EXPECT_EQ(r.items, 3U);
  EXPECT_EQ(r.distinct_sequences, 2U);
  EXPECT_TRUE(r.fixed_length);
  for (const LossGap* g : {&s.history_free, &s.per_history}) {
    EXPECT_EQ(g->events, 4U);
    EXPECT_EQ(g->histories, 1U);
    expect_nats(g->best_fv_loss, 6 * std::log(2.0), 4);
    expect_nats(g->best_cascaded_loss, 4 * std::log(2.0), 4);
    expect_nats(g->best_parallel_loss, 8 * std::log(2.0), 4);
    expect_nats(g->collision_entropy, 2 * std::log(2.0), 4);
    expect_nats(g->ending_entropy, 0, 4);
    expect_nats(g->total_correlation, 4 * std::log(2.0), 4);
    expect_nats(g->decomposition, 2 * std::log(2.0), 4);
    EXPECT_EQ(g->cascaded_attains_fv.truth, Truth::refuted);
    EXPECT_THAT(g->cascaded_attains_fv.reason, HasSubstr("items 1 and 2"));
    EXPECT_EQ(g->parallel_attains_cascaded.truth, Truth::refuted);
  }
}

TEST(Gap, HasANegativeDecompositionWhereCollisionsOutweighDependence) {
  const Table table = letters({{"1", "00"}, {"2", "00"}});
  const LossGap g = gap_of(table, targets({"1", "2"})).splits[0].history_free;
  expect_nats(g.decomposition, -2 * std::log(2.0), 2);
  EXPECT_EQ(g.parallel_attains_cascaded.truth, Truth::holds);
}

TEST(Gap, IsExactlyZeroWhereBothEffectsCancel) {
  // TC is ln 2 per event, and so is the entropy inside each pair.
  const Table table = letters({{"1", "00"}, {"2", "00"}, {"3", "11"}, {"4", "11"}});
  const LossGap g = gap_of(table, targets({"1", "2", "3", "4"})).splits[0].history_free;
  EXPECT_EQ(g.collision_entropy.sign, 1);
  EXPECT_EQ(g.total_correlation.sign, 1);
  EXPECT_EQ(g.decomposition.sign, 0);
  EXPECT_EQ(g.decomposition.total.lo, 0);
  EXPECT_EQ(g.decomposition.total.hi, 0);
}

TEST(Gap, PerHistoryIsZeroWhereCollidingItemsNeverFollowTheSameHistory) {
  const Table table = letters({{"1", "0"}, {"2", "0"}, {"x", "a"}, {"y", "b"}});
  Interactions data;
  add_example(data, {"x"}, "1");
  add_example(data, {"x"}, "1");
  add_example(data, {"y"}, "2");
  add_example(data, {"y"}, "2");
  const SplitGap s = gap_of(table, data).splits[0];
  expect_nats(s.history_free.collision_entropy, 4 * std::log(2.0), 4);
  EXPECT_EQ(s.per_history.collision_entropy.sign, 0);
  EXPECT_EQ(s.per_history.histories, 2U);
  EXPECT_EQ(s.per_history.lone_events, 0U);
  EXPECT_EQ(s.per_history.cascaded_attains_fv.truth, Truth::holds);
  EXPECT_EQ(s.history_free.cascaded_attains_fv.truth, Truth::refuted);
}

TEST(Gap, OfProperPrefixesIsTheEndingEntropy) {
  const Table table = letters({{"1", "0"}, {"2", "01"}});
  const GapResult r = gap_of(table, targets({"1", "2"}));
  EXPECT_FALSE(r.fixed_length);
  const LossGap& g = r.splits[0].history_free;
  expect_nats(g.best_cascaded_loss, 0, 2);
  expect_nats(g.best_fv_loss, 2 * std::log(2.0), 2);
  expect_nats(g.collision_entropy, 0, 2);
  expect_nats(g.ending_entropy, 2 * std::log(2.0), 2);
  expect_nats(g.total_correlation, 0, 2);
  expect_nats(g.decomposition, -2 * std::log(2.0), 2);
  EXPECT_EQ(g.cascaded_attains_fv.truth, Truth::refuted);
  EXPECT_THAT(g.cascaded_attains_fv.reason, HasSubstr("proper prefix"));
}

TEST(Gap, ReportsEverySplitThatOccursAndThenAll) {
  const Table table = letters({{"1", "0"}, {"2", "0"}, {"3", "1"}});
  const GapResult r = gap_of(table, users({{"1", "2", "3"}, {"3", "1", "2", "2"}}));
  std::vector<std::string> names;
  for (const SplitGap& s : r.splits) names.push_back(s.split);
  EXPECT_THAT(names, ElementsAre("train", "valid", "test", "all"));
  EXPECT_EQ(r.find("train")->examples, 3U);  // 1; 3 1
  EXPECT_EQ(r.find("valid")->examples, 2U);
  EXPECT_EQ(r.find("test")->examples, 2U);
  EXPECT_EQ(r.find("all")->examples, 7U);
  EXPECT_EQ(r.find("nothing"), nullptr);
}

TEST(Gap, ListsEveryTargetThatTheTableLacks) {
  const Table table = letters({{"1", "0"}, {"2", "0"}});
  const SplitGap s = gap_of(table, targets({"9", "1", "8", "8", "2", "7"})).splits[0];
  EXPECT_EQ(s.examples, 6U);
  EXPECT_EQ(s.events, 2U);
  EXPECT_EQ(s.missing_events, 4U);
  ASSERT_EQ(s.missing.size(), 3U);
  EXPECT_EQ(s.missing[0].item, "8");
  EXPECT_EQ(s.missing[0].events, 2U);
  EXPECT_EQ(s.missing[1].item, "9");
  EXPECT_EQ(s.missing[2].item, "7");
  expect_nats(s.history_free.collision_entropy, 2 * std::log(2.0), 2);
}

TEST(Gap, DoesNotTakeAnotherSpellingOfARowNumberForIt) {
  Table table;
  table.items = ItemIds::row_numbers(2);
  table.codes = Codes::fixed(2, 1, std::vector<std::uint8_t>{0, 1});
  table.alphabets = {Alphabet::numbers(2)};
  EXPECT_EQ(gap_of(table, targets({"1", "01", "+1", "2"})).splits[0].missing_events, 3U);
}

TEST(Gap, RefusesInteractionsOfOtherItems) {
  const auto r = gap(letters({{"B001", "0"}}), targets({"1", "2"}));
  ASSERT_FALSE(r.has_value());
  EXPECT_EQ(r.error().code, ErrorCode::unsupported);
  EXPECT_THAT(r.error().what, HasSubstr("none of the 2 targets"));
  EXPECT_THAT(r.error().what, HasSubstr("B001"));
}

TEST(Gap, RefusesInteractionsWithoutExamples) {
  EXPECT_EQ(gap(letters({{"1", "0"}}), Interactions{}).error().code, ErrorCode::malformed);
}

TEST(Gap, RefusesAnItemWithTwoSequences) {
  const auto r = gap(letters({{"1", "0"}, {"2", "1"}, {"1", "1"}}), targets({"2"}));
  ASSERT_FALSE(r.has_value());
  EXPECT_EQ(r.error().code, ErrorCode::malformed);
  EXPECT_THAT(r.error().what, HasSubstr("item 1 has two different sequences"));
}

TEST(Gap, CountsARepeatedRowOnce) {
  const Table table = letters({{"1", "0"}, {"1", "0"}, {"2", "1"}});
  const GapResult r = gap_of(table, targets({"1", "2"}));
  EXPECT_EQ(r.items, 2U);
  EXPECT_EQ(r.repeated_rows, 1U);
  EXPECT_EQ(r.splits[0].hits.collided, 0U);
  EXPECT_EQ(r.splits[0].affected_items, 0U);
}

TEST(Gap, MeasuresGroupsOverTheWholeTableNotOnlyOverTargets) {
  const Table table = letters({{"1", "0"}, {"2", "0"}, {"3", "0"}, {"4", "1"}});
  const SplitGap s = gap_of(table, targets({"1", "4"})).splits[0];
  EXPECT_EQ(s.hits.mean_inverse_group, Rational(2, 3));
  EXPECT_EQ(s.hits.largest_group, 3U);
  EXPECT_EQ(s.hits.collision_share, Rational(1, 2));
  EXPECT_EQ(s.history_free.collision_entropy.sign, 0);  // 2 and 3 were not observed
}

TEST(Gap, UsesTheHitsOfTheInteractions) {
  const Table table = letters({{"1", "0"}, {"2", "0"}, {"3", "1"}});
  Interactions data = targets({"1", "9", "3", "2"});
  data.hits = {true, true, true, false};
  const SplitGap s = gap_of(table, data).splits[0];
  ASSERT_TRUE(s.hits.measured.has_value());
  EXPECT_EQ(s.hits.measured->sid_hits, 2U);
  EXPECT_EQ(s.hits.measured->sure_hits, 1U);
  EXPECT_EQ(s.hits.measured->item_hits, Rational(3, 2));
  EXPECT_EQ(s.hits.measured->hits_on_missing, 1U);
  data.hits.pop_back();
  EXPECT_EQ(gap(table, data).error().code, ErrorCode::usage);
}

TEST(Gap, KeepsHitsBesideTheirExamplesInEverySplit) {
  const Table table = letters({{"1", "0"}, {"2", "0"}, {"3", "1"}});
  Interactions data;
  add_example(data, {}, "1", Split::test);
  add_example(data, {}, "3", Split::train);
  add_example(data, {}, "2", Split::test);
  data.hits = {false, true, true};
  const GapResult r = gap_of(table, data);
  EXPECT_EQ(r.find("train")->hits.measured->item_hits, 1);
  EXPECT_EQ(r.find("test")->hits.measured->item_hits, Rational(1, 2));
  EXPECT_EQ(r.find("all")->hits.measured->item_hits, Rational(3, 2));
}

TEST(Gap, RanksItemsAndGroupsByLostHits) {
  // Group A of 2: item a1 seen 4 times (2 lost). Group B of 4: b1 3 times (9/4 lost).
  const Table table = letters(
      {{"a1", "0"}, {"a2", "0"}, {"b1", "1"}, {"b2", "1"}, {"b3", "1"}, {"b4", "1"}, {"c", "2"}});
  const SplitGap s =
      gap_of(table, targets({"a1", "a1", "a1", "a1", "b1", "b1", "b1", "a2", "c"})).splits[0];
  EXPECT_EQ(s.distinct_targets, 4U);
  EXPECT_EQ(s.affected_items, 3U);
  EXPECT_EQ(s.affected_groups, 2U);
  ASSERT_EQ(s.most_affected_items.size(), 3U);
  EXPECT_EQ(s.most_affected_items[0].item, "b1");
  EXPECT_EQ(s.most_affected_items[0].lost_hits, Rational(9, 4));
  EXPECT_EQ(s.most_affected_items[0].share, Rational(1, 3));
  EXPECT_EQ(s.most_affected_items[0].group_size, 4U);
  EXPECT_EQ(s.most_affected_items[1].item, "a1");
  EXPECT_EQ(s.most_affected_items[1].lost_hits, 2);
  EXPECT_EQ(s.most_affected_items[2].item, "a2");
  ASSERT_EQ(s.most_affected_groups.size(), 2U);
  const AffectedGroup& a = s.most_affected_groups[0];  // 5 events, 5/2 lost
  EXPECT_THAT(a.rows, ElementsAre(0, 1));
  EXPECT_EQ(a.observed, 2U);
  EXPECT_EQ(a.events, 5U);
  EXPECT_EQ(a.lost_hits, Rational(5, 2));
  EXPECT_NEAR(a.collision_entropy_nats.mid(), 5 * std::log(5.0) - 4 * std::log(4.0), 1e-12);
  const AffectedGroup& b = s.most_affected_groups[1];
  EXPECT_THAT(b.rows, ElementsAre(2, 3, 4, 5));
  EXPECT_EQ(b.observed, 1U);
  EXPECT_EQ(b.collision_entropy_nats.hi, 0);
  EXPECT_EQ(b.sequence, "1");
}

TEST(Gap, ListsNoMoreThanAskedFor) {
  const Table table = letters({{"1", "0"}, {"2", "0"}, {"3", "1"}, {"4", "1"}});
  const SplitGap s = gap_of(table, targets({"1", "2", "3"}), {.most_affected = 1}).splits[0];
  EXPECT_EQ(s.affected_items, 3U);
  EXPECT_EQ(s.most_affected_items.size(), 1U);
  EXPECT_EQ(s.most_affected_groups.size(), 1U);
  EXPECT_EQ(s.most_affected_groups[0].sequence, "0");
}

TEST(Gap, OfASplitWhoseTargetsAreAllMissingIsEmpty) {
  const Table table = letters({{"1", "0"}});
  Interactions data;
  add_example(data, {}, "1", Split::train);
  add_example(data, {}, "9", Split::test);
  const GapResult r = gap_of(table, data);
  const SplitGap* s = r.find("test");
  ASSERT_NE(s, nullptr);
  EXPECT_EQ(s->events, 0U);
  EXPECT_EQ(s->missing_events, 1U);
  EXPECT_EQ(s->per_history.histories, 0U);
  EXPECT_EQ(s->history_free.collision_entropy.sign, 0);
}

}  // namespace
}  // namespace sidproof
