// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "io/interactions/interactions_support.hpp"

namespace sidproof::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using By = SplitOrigin::By;

TEST(SplitColumn, OfEventsIsObeyed) {
  const std::string text =
      "user_id,item_id,timestamp,split\nu,a,1,train\nu,b,2,train\nv,a,1,train\nv,c,2,test\n";
  const Interactions read = must_read_events(text);
  EXPECT_EQ(examples(read), (std::vector<Seen>{{{}, "a", Split::train},
                                               {{"a"}, "b", Split::train},
                                               {{}, "a", Split::train},
                                               {{"a"}, "c", Split::test}}));
  EXPECT_EQ(read.split_origin, (SplitOrigin{By::file, "split", {}}));
  EXPECT_EQ(split_words(read), "as the file says under \"split\"");
  EXPECT_THAT(read.notes, IsEmpty());
}

TEST(SplitColumn, HasManyNamesAndWords) {
  for (const char* name : {"split", "set", "phase", "subset", "partition", "Split"}) {
    const Interactions read = must_read_events(
        std::string("user,item,time,") + name +
        "\nu,a,1,training\nu,b,2,VAL\nu,c,3,dev\nu,d,4,validation\nu,e,5,valid\nu,f,6, Test \n");
    std::vector<Split> splits;
    for (const Example& example : read.examples) splits.push_back(example.split);
    EXPECT_THAT(splits, ElementsAre(Split::train, Split::valid, Split::valid, Split::valid,
                                    Split::valid, Split::test))
        << name;
    EXPECT_EQ(read.split_origin.column, name);
  }
  EXPECT_EQ(must_read_events("user_id:token\titem_id:token\ttimestamp:float\tphase:token\n"
                             "u\ta\t1\ttest\n")
                .split_origin,
            (SplitOrigin{By::file, "phase", {}}));
}

TEST(SplitColumn, RefusesWordsThatNameNoSplit) {
  for (const char* word : {"eval", "0", "", "holdout", "train test"}) {
    const Error error =
        must_refuse_events(std::string("user,item,time,split\nu,a,1,train\nu,b,2,") + word + "\n");
    EXPECT_EQ(error.where.line, 3U) << word;
    EXPECT_THAT(error.what, HasSubstr("split"));
    EXPECT_THAT(error.hint, HasSubstr("valid"));
  }
  EXPECT_THAT(must_refuse_events("user,item,split,phase\nu,a,train,test\n").what,
              AllOf(HasSubstr("split"), HasSubstr("phase")));
}

TEST(SplitColumn, KeepsTheOrderOfTimeAndSaysWhenItRunsAgainstTheSplits) {
  const Interactions read = must_read_events("user,item,time,split\nu,a,1,test\nu,b,2,train\n");
  EXPECT_EQ(examples(read),
            (std::vector<Seen>{{{}, "a", Split::test}, {{"a"}, "b", Split::train}}));
  EXPECT_THAT(read.notes, ElementsAre(HasSubstr("1 targets follow")));
}

TEST(SplitColumn, OfExamplesIsObeyed) {
  const std::vector<Seen> wanted = {{{"1"}, "2", Split::valid}, {{"2"}, "3", Split::test}};
  const Interactions csv = must_read_events("history,target,set\n[1],2,dev\n[2],3,test\n");
  EXPECT_EQ(examples(csv), wanted);
  EXPECT_EQ(csv.split_origin, (SplitOrigin{By::file, "set", {}}));
  const std::string json =
      "{\"history\": [1], \"target\": 2, \"phase\": \"dev\"}\n"
      "{\"history\": [2], \"target\": 3, \"phase\": \"test\"}\n";
  const Interactions lines = must_read_events(json);
  EXPECT_EQ(examples(lines), wanted);
  EXPECT_EQ(lines.split_origin, (SplitOrigin{By::file, "phase", {}}));
  for (const char* last :
       {"{\"history\": [2], \"target\": 3}", "{\"history\": [2], \"target\": 3, \"phase\": \"x\"}",
        "{\"history\": [2], \"target\": 3, \"phase\": 1}"})
    EXPECT_EQ(must_refuse_events(json + last).where.line, 3U) << last;
}

TEST(WantedSplit, KeepsTheExamplesOfThatSplitWhoeverNamedIt) {
  const std::string events = "user,item,time,hit\nu,a,1,0\nu,b,2,1\nu,c,3,0\n";
  for (const auto& [split, target, hit] :
       {std::tuple{Split::train, "a", false}, std::tuple{Split::valid, "b", true},
        std::tuple{Split::test, "c", false}}) {
    const Interactions kept = must_read_events(events, {}, split);
    ASSERT_EQ(kept.examples.size(), 1U);
    EXPECT_EQ(kept.items.text(kept.examples[0].target), target);
    EXPECT_EQ(kept.hits, std::vector<bool>{hit});
    EXPECT_EQ(kept.split_origin, (SplitOrigin{By::leave_one_out, "", split}));
    EXPECT_THAT(split_words(kept), HasSubstr(std::string("only ") + std::string(name(split))));
  }
  const std::string said = "user,item,time,split\nu,a,1,train\nu,b,2,test\n";
  EXPECT_EQ(examples(must_read_events(said, {}, Split::test)),
            (std::vector<Seen>{{{"a"}, "b", Split::test}}));
  EXPECT_THAT(must_refuse_events(said, {}, Split::valid).what,
              AllOf(HasSubstr("valid"), HasSubstr("split")));
  for (const char* sequences : {"{\"u\": [1, 2, 3]}", "u 1 2 3\n", "item_1,item_2,item_3\n1,2,3\n"})
    EXPECT_EQ(examples(must_read_events(sequences, {}, Split::valid)),
              (std::vector<Seen>{{{"1"}, "2", Split::valid}}))
        << sequences;
  EXPECT_THAT(must_refuse_events("{\"u\": [1, 2]}", {}, Split::valid).what, HasSubstr("valid"));
}

TEST(WantedSplit, IsThatOfFilesOfExamplesThatNameNone) {
  const std::string text = "history,target\n[1],2\n";
  const Interactions named = must_read_events(text, {}, Split::valid);
  EXPECT_EQ(examples(named), (std::vector<Seen>{{{"1"}, "2", Split::valid}}));
  EXPECT_EQ(named.split_origin, (SplitOrigin{By::caller, "", {}}));
  const Interactions unnamed = must_read_events(text);
  EXPECT_EQ(examples(unnamed), (std::vector<Seen>{{{"1"}, "2", Split::test}}));
  EXPECT_EQ(unnamed.split_origin, (SplitOrigin{By::nobody, "", {}}));
  EXPECT_THAT(split_words(unnamed), HasSubstr("the file says none"));
}

TEST(Times, AreComparedToTheLastDigit) {
  const Interactions read =
      must_read_events("user,item,time\nu,0,1700000000000000100\nu,2,1700000000000000000\nu,3,1\n");
  EXPECT_EQ(examples(read), (std::vector<Seen>{{{}, "3", Split::train},
                                               {{"3"}, "2", Split::valid},
                                               {{"3", "2"}, "0", Split::test}}));
  EXPECT_THAT(read.notes, IsEmpty());
  EXPECT_EQ(std::get<1>(examples(must_read_events(
                "user_id:token\titem_id:token\ttimestamp:float\n"
                "u\tb\t0.10000000000000000000000000001\nu\ta\t0.1\nu\tc\t1e30\n"))[0]),
            "a");
}

TEST(Times, ThatAreEqualLeaveTheOrderOfTheFileAndAreCounted) {
  const Interactions read =
      must_read_events("user,item,time\nu,a,5\nv,a,1\nu,b,5.0\nv,b,2\nu,c,50e-1\nu,d,4\n");
  EXPECT_EQ(std::get<0>(examples(read)[3]), (std::vector<std::string>{"d", "a", "b"}));
  EXPECT_THAT(read.notes, ElementsAre(HasSubstr("2 events are at the same time")));
  EXPECT_THAT(must_read_events("user,item\nu,a\nu,b\n").notes,
              ElementsAre(HasSubstr("no column of times")));
}

TEST(Times, ThatAreNoNumbersAreRefused) {
  for (const char* time : {"", "later", "nan", "inf", "2021-01-05", "0x10", "1e9999999999"})
    EXPECT_EQ(
        must_refuse_events(std::string("user,item,time\nu,a,1\nu,b,") + time + "\n").where.line, 3U)
        << time;
}

}  // namespace
}  // namespace sidproof::test
