// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/baseline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit/audit_tables.hpp"

namespace sidproof {
namespace {

AuditNumbers numbers_of(const oracle::Rows& rows) { return numbers(*audit(table_of(rows))); }

std::vector<std::string> worse(const AuditNumbers& before, const AuditNumbers& after,
                               std::string_view required = "one-to-one,prefix-free") {
  std::vector<std::string> measures;
  for (const Regression& regression : regressions(before, after, *parse_requirements(required)))
    measures.push_back(regression.measure);
  return measures;
}

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Baseline, TheSameNumbersAreNoRegression) {
  const auto rows = numbered({{0}, {0}, {1, 1}, {1}, {}});
  EXPECT_THAT(worse(numbers_of(rows), numbers_of(rows), "one-to-one,prefix-free,onto"), IsEmpty());
}

TEST(Baseline, ANewCollisionIsOneInEveryMeasureItTouches) {
  EXPECT_THAT(worse(numbers_of(numbered({{0}, {1}, {2}})), numbers_of(numbered({{0}, {1}, {1}}))),
              ElementsAre("collision_groups", "items_in_groups", "largest_group", "excess",
                          "mean_log_group_size_nats", "one_to_one"));
  EXPECT_THAT(worse(numbers_of(numbered({{0}, {1}, {1}})), numbers_of(numbered({{0}, {1}, {2}}))),
              IsEmpty());
}

TEST(Baseline, ANewPrefixOrEmptyCodeIsOne) {
  EXPECT_THAT(worse(numbers_of(numbered({{0, 0}, {1, 0}})), numbers_of(numbered({{0, 0}, {0}}))),
              ElementsAre("proper_prefixes", "prefix_free"));
  EXPECT_THAT(worse(numbers_of(numbered({{0, 0}, {0}})), numbers_of(numbered({{0, 0}, {}}))),
              ElementsAre("empty_codes"));
}

TEST(Baseline, ARepeatedOrConflictingItemIsOne) {
  EXPECT_THAT(
      worse(numbers_of({{"a", {0}}, {"b", {1}}}), numbers_of({{"a", {0}}, {"b", {1}}, {"a", {0}}})),
      ElementsAre("repeated_items"));
  EXPECT_THAT(worse(numbers_of({{"a", {0}}, {"b", {1}}, {"a", {0}}}),
                    numbers_of({{"a", {0}}, {"b", {1}}, {"a", {2}}})),
              ElementsAre("conflicting_items", "one_to_one"));
}

TEST(Baseline, MoreItemsAndLosingAPropertyThatNobodyRequiresAreNone) {
  const AuditNumbers full = numbers_of(numbered({{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
  const AuditNumbers more = numbers_of(numbered({{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 0}}));
  EXPECT_THAT(worse(full, more), IsEmpty());
  EXPECT_THAT(worse(full, more, "onto"), ElementsAre("onto"));
}

TEST(Baseline, CoverageCountsWhereBothHaveIt) {
  AuditNumbers before = numbers_of(numbered({{0}}));
  AuditNumbers after = before;
  after.missing = 1;
  after.stale = 1;
  EXPECT_THAT(worse(before, after), IsEmpty());
  before.missing = 0;
  before.stale = 0;
  EXPECT_THAT(worse(before, after), ElementsAre("missing", "stale"));
}

TEST(Baseline, UnknownIsWorseThanHoldsAndBetterThanRefuted) {
  AuditNumbers before;
  AuditNumbers after;
  before.one_to_one = Truth::holds;
  after.one_to_one = Truth::unknown;
  EXPECT_THAT(worse(before, after), ElementsAre("one_to_one"));
  EXPECT_THAT(worse(after, before), IsEmpty());
  before.one_to_one = Truth::refuted;
  EXPECT_THAT(worse(before, after), IsEmpty());
}

TEST(Baseline, OverlappingEnclosuresAreNoRegression) {
  AuditNumbers before;
  AuditNumbers after;
  before.mean_log_group_size_nats = Enclosure{0.1, 0.2};
  after.mean_log_group_size_nats = Enclosure{0.2, 0.3};
  EXPECT_THAT(worse(before, after), IsEmpty());
  after.mean_log_group_size_nats = Enclosure{0.25, 0.3};
  EXPECT_THAT(worse(before, after), ElementsAre("mean_log_group_size_nats"));
}

TEST(Baseline, TheVerdictNamesTheFirstRegressions) {
  EXPECT_EQ(verdict(std::vector<Regression>{}).truth, Truth::holds);
  const std::vector<Regression> four{
      {"excess", "1", "2"}, {"b", "", ""}, {"c", "", ""}, {"d", "", ""}};
  EXPECT_EQ(verdict(four).truth, Truth::refuted);
  EXPECT_THAT(verdict(four).reason, ::testing::StartsWith("excess was 1 and is 2, "));
  EXPECT_THAT(verdict(four).reason, ::testing::EndsWith("and 1 more"));
}

}  // namespace
}  // namespace sidproof
