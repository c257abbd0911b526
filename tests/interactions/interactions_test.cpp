// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "interactions/interactions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace sidproof {
namespace {

using ::testing::ElementsAre;

Interactions sequence(std::uint32_t length) {
  Interactions x;
  for (std::uint32_t i = 0; i < length; ++i) x.events.push_back(x.items.intern(std::to_string(i)));
  leave_one_out(x, std::vector<std::uint64_t>{0, length});
  return x;
}

std::vector<Split> splits(const Interactions& x) {
  std::vector<Split> found;
  for (const Example& e : x.examples) found.push_back(e.split);
  return found;
}

TEST(LeaveOneOut, GivesTheLastEventToTestAndTheOneBeforeToValid) {
  EXPECT_THAT(splits(sequence(4)),
              ElementsAre(Split::train, Split::train, Split::valid, Split::test));
  EXPECT_THAT(splits(sequence(3)), ElementsAre(Split::train, Split::valid, Split::test));
}

TEST(LeaveOneOut, OfShortSequencesKeepsATrainExample) {
  EXPECT_THAT(splits(sequence(2)), ElementsAre(Split::train, Split::test));
  EXPECT_THAT(splits(sequence(1)), ElementsAre(Split::train));
  EXPECT_THAT(splits(sequence(0)), ElementsAre());
}

TEST(LeaveOneOut, GivesEveryTargetTheEventsBeforeIt) {
  Interactions x;
  for (const char* item : {"a", "b", "c", "a", "d"}) x.events.push_back(x.items.intern(item));
  leave_one_out(x, std::vector<std::uint64_t>{0, 3, 3, 5});
  ASSERT_EQ(x.examples.size(), 5U);
  EXPECT_THAT(x.history(x.examples[0]), ElementsAre());
  EXPECT_THAT(x.history(x.examples[2]), ElementsAre(0, 1));
  EXPECT_EQ(x.examples[2].target, 2U);
  EXPECT_THAT(x.history(x.examples[3]), ElementsAre());  // the next user starts anew
  EXPECT_THAT(x.history(x.examples[4]), ElementsAre(0));
  EXPECT_EQ(x.examples[4].split, Split::test);
}

TEST(SplitAsGiven, KeepsTheOrderAndNotesTargetsOfAnEarlierSplit) {
  Interactions x;
  for (const char* item : {"a", "b", "c", "d"}) x.events.push_back(x.items.intern(item));
  const std::vector<Split> given = {Split::test, Split::train, Split::valid, Split::test};
  split_as_given(x, std::vector<std::uint64_t>{0, 2, 4}, given, "phase");
  EXPECT_EQ(splits(x), given);
  EXPECT_THAT(x.history(x.examples[1]), ElementsAre(0));
  EXPECT_THAT(x.history(x.examples[2]), ElementsAre());
  EXPECT_THAT(x.notes, ElementsAre(::testing::HasSubstr("1 targets follow")));
  EXPECT_EQ(x.split_origin, (SplitOrigin{SplitOrigin::By::file, "phase", {}}));
}

TEST(KeepOnly, LeavesOutTheOtherSplitsAndTheirHits) {
  Interactions x = sequence(4);
  x.hits = {true, false, true, false};
  keep_only(x, Split::train);
  EXPECT_THAT(splits(x), ElementsAre(Split::train, Split::train));
  EXPECT_EQ(x.hits, (std::vector<bool>{true, false}));
  EXPECT_EQ(x.events.size(), 4U);
  EXPECT_EQ(x.split_origin.only, Split::train);
}

TEST(SplitWords, SayWhoDecided) {
  Interactions x = sequence(2);
  EXPECT_THAT(split_words(x), ::testing::StartsWith("leave-one-out"));
  x.split_origin = {SplitOrigin::By::file, "set", Split::test};
  EXPECT_EQ(split_words(x), "as the file says under \"set\"; only test is kept");
  x.split_origin = {SplitOrigin::By::caller, "", {}};
  EXPECT_EQ(split_words(x), "all examples are train, as --split says");
  x.split_origin = {};
  EXPECT_EQ(split_words(x), "the file says none: all examples are taken as train");
  EXPECT_EQ(name(SplitOrigin::By::nobody), "default");
}

TEST(Split, HasAName) {
  EXPECT_EQ(name(Split::train), "train");
  EXPECT_EQ(name(Split::valid), "valid");
  EXPECT_EQ(name(Split::test), "test");
}

}  // namespace
}  // namespace sidproof
