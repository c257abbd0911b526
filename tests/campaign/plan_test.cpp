// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "campaign/plan.hpp"

#include <gtest/gtest.h>

#include "campaign/test_laws.hpp"

namespace sidproof {
namespace {

const std::vector<RegisteredLaw> laws = test::test_laws();

std::vector<std::string> units(const CampaignSelection& selection) {
  const auto plan = plan_campaign(laws, selection, {});
  std::vector<std::string> names;
  if (!plan) return {to_string(plan.error())};
  for (const CampaignUnit& unit : plan->units)
    names.push_back(unit.law + " " + unit.numbers + " " + unit.shape);
  return names;
}

TEST(Plan, TakesEverythingUnlessToldOtherwise) {
  const auto all = units({});
  ASSERT_EQ(all.size(), laws.size() * 4);
  EXPECT_EQ(all[0], "True mersenne61 cascaded");
  EXPECT_EQ(all[3], "True flint parallel");
  EXPECT_EQ(all.back(), "Timid flint parallel");
}

TEST(Plan, SelectsByLawPartsNumbersAndShapes) {
  EXPECT_EQ(units({.laws = {"Timid"}, .numbers = {"flint"}, .shapes = {"parallel"}}),
            std::vector<std::string>{"Timid flint parallel"});
  // "Wrong" stands for both of its parts, in the order of the laws.
  EXPECT_EQ(units({.laws = {"Wrongb", "Wrong"}, .numbers = {"flint"}, .shapes = {"parallel"}}),
            (std::vector<std::string>{"Wronga flint parallel", "Wrongb flint parallel"}));
}

TEST(Plan, RefusesUnknownNamesAndSaysWhichAreKnown) {
  const auto refused = [](const CampaignSelection& selection, const char* what, const char* hint) {
    const auto plan = plan_campaign(laws, selection, {});
    ASSERT_FALSE(plan.has_value());
    EXPECT_EQ(plan.error().code, ErrorCode::usage);
    EXPECT_EQ(plan.error().what, what);
    EXPECT_EQ(plan.error().hint, hint);
  };
  refused({.laws = {"True", "Wron"}}, "there is no law 'Wron'",
          "known: True, Wronga, Wrongb, Throwing, Timid");
  refused({.numbers = {"float"}}, "there is no number system 'float'",
          "did you mean flint? known: mersenne61, flint");
  refused({.shapes = {"ring"}}, "there is no shape 'ring'", "known: cascaded, parallel");
  refused({.shapes = {"markov"}}, "no law speaks of this choice of number systems and shapes",
          "choose fewer restrictions");
}

TEST(Plan, BindsUnitsToLawsThatHaveThem) {
  const auto plan = plan_campaign(laws, {.laws = {"Timid"}}, {});
  const auto bound = bind_units(*plan, laws);
  ASSERT_TRUE(bound.has_value());
  EXPECT_EQ(bound->at(1).law->id, "Timid");
  EXPECT_EQ(bound->at(1).numbers, NumberSystem::mersenne61);
  EXPECT_EQ(bound->at(1).shape, ModelShape::parallel);
  for (const CampaignUnit& unit :
       {CampaignUnit{"Absent", "flint", "parallel"}, CampaignUnit{"Timid", "boost", "parallel"},
        CampaignUnit{"Timid", "flint", "markov"}, CampaignUnit{"Timid", "", "parallel"}}) {
    CampaignPlan other = *plan;
    other.units.push_back(unit);
    const auto refused = bind_units(other, laws);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::unsupported);
  }
}

TEST(Plan, ItsTextTellsPlansApart) {
  const CampaignPlan plan = *plan_campaign(laws, {.laws = {"Timid"}}, {0, 1});
  CampaignPlan other = plan;
  EXPECT_EQ(text_of_plan(other), text_of_plan(plan));
  for (const auto& change :
       {+[](CampaignPlan& p) { p.seed.high = 1; }, +[](CampaignPlan& p) { p.block = 255; },
        +[](CampaignPlan& p) { p.program += "1"; }, +[](CampaignPlan& p) { p.instances = 9; },
        +[](CampaignPlan& p) { p.units.pop_back(); },
        +[](CampaignPlan& p) { std::swap(p.units[0], p.units[1]); }}) {
    other = plan;
    change(other);
    EXPECT_NE(text_of_plan(other), text_of_plan(plan));
  }
}

}  // namespace
}  // namespace sidproof
