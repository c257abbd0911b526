// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/requirements.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "audit/audit_tables.hpp"

namespace sidproof {
namespace {

using ::testing::HasSubstr;

std::string round_trip(std::string_view list) {
  const auto requirements = parse_requirements(list);
  if (!requirements) return "refused: " + requirements.error().what;
  std::string text;
  for (const Requirement& requirement : *requirements) {
    if (!text.empty()) text += ',';
    text += to_string(requirement);
  }
  return text;
}

AuditResult four_items_one_excess() {
  return *audit(table_of(numbered({{0, 0}, {0, 1}, {1, 0}, {0, 0}})));
}

Verdict verdict_of(std::string_view list, const AuditResult& audit) {
  return merge(evaluate(*parse_requirements(list), audit));
}

TEST(Requirements, EveryFormIsReadAndWrittenBack) {
  for (const char* list :
       {"one-to-one", "prefix-free,onto", "covers=/a b/items=1.csv", "max-excess=0",
        "max-excess=12.5%", "max-excess=0.005%", "max-excess=100%",
        "max-excess=0.0000000000000001%", "max-group=5",
        "one-to-one,prefix-free,onto,covers=x,max-excess=18446744073709551615,max-group=1"})
    EXPECT_EQ(round_trip(list), list);
  EXPECT_EQ(round_trip("max-excess=00.50%"), "max-excess=0.5%");
}

TEST(Requirements, EverythingElseIsRefusedWithTheKnownNames) {
  for (const char* list : {"",
                           "one-to-on",
                           "one-to-one,",
                           ",onto",
                           "onto=1",
                           "covers",
                           "covers=",
                           "max-excess",
                           "max-excess=",
                           "max-excess=-1",
                           "max-excess=1.5",
                           "max-excess=x%",
                           "max-excess=%",
                           "max-excess=1.%",
                           "max-excess=101%",
                           "max-group=2%",
                           "max-group=18446744073709551616",
                           "One-To-One",
                           " onto",
                           "max-excess=1 "}) {
    const auto requirements = parse_requirements(list);
    ASSERT_FALSE(requirements) << list;
    EXPECT_EQ(requirements.error().code, ErrorCode::usage);
    EXPECT_THAT(requirements.error().hint, HasSubstr("max-group=N")) << list;
  }
  EXPECT_FALSE(parse_requirements("max-excess=0." + std::string(1000, '1') + "%"));
}

TEST(Requirements, TheSameTwiceIsRefused) {
  EXPECT_THAT(round_trip("max-excess=1,max-excess=2%"),
              HasSubstr("'max-excess=1' and 'max-excess=2%'"));
}

TEST(Requirements, TheDefaultIsOneToOneAndPrefixFree) {
  ASSERT_EQ(default_requirements().size(), 2U);
  EXPECT_EQ(to_string(default_requirements()[0]), "one-to-one");
  EXPECT_EQ(to_string(default_requirements()[1]), "prefix-free");
}

TEST(Requirements, PropertiesTakeTheAuditsVerdict) {
  const AuditResult audit = four_items_one_excess();
  const auto verdicts = evaluate(*parse_requirements("prefix-free,one-to-one,onto"), audit);
  EXPECT_EQ(verdicts[0].verdict.truth, Truth::holds);
  EXPECT_EQ(verdicts[1].verdict.truth, Truth::refuted);
  EXPECT_EQ(verdicts[1].verdict.reason, audit.one_to_one.reason);
  EXPECT_EQ(verdicts[2].verdict.truth, Truth::refuted);
  EXPECT_EQ(verdicts[2].verdict.reason, audit.onto.reason);
}

TEST(Requirements, LimitsAreInclusiveAndSharesAreExact) {
  const AuditResult audit = four_items_one_excess();  // excess 1 of 4, group of 2
  EXPECT_EQ(verdict_of("max-excess=1", audit).truth, Truth::holds);
  EXPECT_EQ(verdict_of("max-excess=0", audit).truth, Truth::refuted);
  EXPECT_EQ(verdict_of("max-excess=25%", audit).truth, Truth::holds);
  EXPECT_EQ(verdict_of("max-excess=24.999999999999999%", audit).truth, Truth::refuted);
  EXPECT_EQ(verdict_of("max-group=2", audit).truth, Truth::holds);
  EXPECT_EQ(verdict_of("max-group=1", audit).truth, Truth::refuted);
}

TEST(Requirements, CoverageIsUnknownUntilThatFileWasCompared) {
  AuditResult audit = four_items_one_excess();
  EXPECT_EQ(verdict_of("covers=items.csv", audit).truth, Truth::unknown);
  audit.coverage =
      Coverage{.source = "other.csv", .expected = 4, .missing = {}, .extra = {}, .stale = {}};
  EXPECT_EQ(verdict_of("covers=items.csv", audit).truth, Truth::unknown);
  audit.coverage->source = "items.csv";
  audit.coverage->extra = {"9"};
  EXPECT_EQ(verdict_of("covers=items.csv", audit).truth, Truth::holds);
  audit.coverage->stale = {"2"};
  EXPECT_EQ(verdict_of("covers=items.csv", audit).truth, Truth::refuted);
  audit.coverage->stale.clear();
  audit.coverage->missing = {"77"};
  EXPECT_THAT(verdict_of("covers=items.csv", audit).reason, HasSubstr("the first is 77"));
}

TEST(Requirements, TheWorstVerdictWins) {
  const AuditResult audit = four_items_one_excess();
  EXPECT_EQ(verdict_of("prefix-free,covers=x,one-to-one", audit).truth, Truth::refuted);
  EXPECT_EQ(verdict_of("prefix-free,covers=x", audit).truth, Truth::unknown);
  EXPECT_EQ(verdict_of("prefix-free", audit).truth, Truth::holds);
}

}  // namespace
}  // namespace sidproof
