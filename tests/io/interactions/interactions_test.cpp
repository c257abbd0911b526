// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <map>

#include "io/interactions/interactions_support.hpp"
#include "io/tabular_support.hpp"

namespace sidproof::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<Seen> kLeaveOneOut = {{{}, "7", Split::train},        {{"7"}, "x", Split::valid},
                                        {{"7", "x"}, "7", Split::test}, {{}, "8", Split::train},
                                        {{"8"}, "x", Split::test},      {{}, "9", Split::train}};

TEST(InterJson, SplitsTheSequencesOfUsersLeavingOneOut) {
  const Interactions read =
      must_read_events(R"({"u": [7, "x", 7], "v": ["8", "x"], "w": [9], "z": []})");
  EXPECT_EQ(read.format, "inter-json");
  EXPECT_EQ(examples(read), kLeaveOneOut);
  EXPECT_TRUE(read.hits.empty());
  EXPECT_TRUE(read.notes.empty());
}

TEST(InterJson, KeepsARepeatedUserAsASequenceOfItsOwnAndSaysSo) {
  const Interactions read = must_read_events(R"({"u": [1, 2, 3], "u": [4, 5, 6]})");
  EXPECT_EQ(read.examples.size(), 6U);
  EXPECT_EQ(examples(read)[5], (Seen{{"4", "5"}, "6", Split::test}));
  EXPECT_THAT(read.notes, ElementsAre(HasSubstr("1 user keys")));
}

TEST(InterJson, ErrorsNameTheLine) {
  const Error real = must_refuse_events("{\"u\": [1],\n \"v\": [1.5]}", "inter-json");
  EXPECT_EQ(real.code, ErrorCode::malformed);
  EXPECT_EQ(real.where.line, 2U);
  EXPECT_EQ(must_refuse_events("{\"u\": [1],\n \"v\": [[1]]}", "inter-json").where.line, 2U);
  EXPECT_EQ(must_refuse_events("{\"u\": [1],\n \"v\": 1}", "inter-json").where.line, 2U);
  EXPECT_EQ(must_refuse_events("{\"u\": [1],\n \"v\": [1}", "inter-json").where.line, 2U);
  for (const char* text : {"{\"u\": [1]", "{\"u\": [1]} x", "[1]", "{\"u\" [1]}", "{\"u\": [null]}",
                           "{\"u\": [99999999999999999999]}", "{}", "{\"u\": []}", ""})
    must_refuse_events(text, "inter-json");
}

TEST(InterJson, ATableIsNotTakenForInteractions) {
  const Error error = must_refuse_events(R"({"0": ["<a_1>", "<b_2>"]})");
  EXPECT_THAT(error.what, HasSubstr("token of a table"));
}

TEST(UserSequences, AreLinesOfUserAndItems) {
  const std::string text = "u 7 x 7\r\nv  8 x\n\nw 9\nz\n";
  const Interactions read = must_read_events(text, "user-sequences");
  EXPECT_EQ(read.format, "user-sequences");
  EXPECT_EQ(examples(read), kLeaveOneOut);
  EXPECT_THAT(must_read_events("u 1 2\nu 3 4\n").notes, ElementsAre(HasSubstr("1 users")));
}

TEST(EventColumns, AreGroupedByUserAndOrderedByTimeWithEqualTimesAsTheyStand) {
  const Interactions read =
      must_read_events("user,item,time\nv,8,5\nu,x,2\nw,9,0\nu,7,-1e3\nv,x,5\nu,7,2\n");
  EXPECT_EQ(read.format, "event-csv");
  std::vector<Seen> wanted = {kLeaveOneOut[3], kLeaveOneOut[4], kLeaveOneOut[0],
                              kLeaveOneOut[1], kLeaveOneOut[2], kLeaveOneOut[5]};
  EXPECT_EQ(examples(read), wanted);
}

TEST(EventColumns, WithoutTimesKeepTheOrderOfTheFile) {
  EXPECT_EQ(examples(must_read_events("item_id\tuser_id\n7\tu\nx\tu\n7\tu\n8\tv\nx\tv\n9\tw\n")),
            kLeaveOneOut);
}

TEST(EventColumns, ReadTheTypedHeaderOfRecBole) {
  const Interactions events = must_read_events(
      "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
      "u\t\"q\t5\t2\nu\t7\t5\t1\n");
  EXPECT_EQ(events.format, "recbole-inter");
  EXPECT_EQ(examples(events),
            (std::vector<Seen>{{{}, "7", Split::train}, {{"7"}, "\"q", Split::test}}));
  const Interactions listed =
      must_read_events("user_id:token\titem_id_list:token_seq\titem_id:token\nu\t7 x\t8\nv\t\t7\n",
                       {}, Split::valid);
  EXPECT_EQ(examples(listed),
            (std::vector<Seen>{{{"7", "x"}, "8", Split::valid}, {{}, "7", Split::valid}}));
}

TEST(ExampleCsv, ReadsPythonListsAndTakesTheSplitFromTheCaller) {
  const std::string text =
      "user_id,history_item_title,history_item_id,item_id\n"
      "u,\"['a, \"\"b\"\"']\",\"[7, 8]\",9\nv,\"[]\",\"['x']\",7\nw,,,8\n";
  for (const Split split : {Split::train, Split::valid, Split::test}) {
    const Interactions read = must_read_events(text, {}, split);
    EXPECT_EQ(read.format, "example-csv");
    EXPECT_EQ(examples(read),
              (std::vector<Seen>{{{"7", "8"}, "9", split}, {{"x"}, "7", split}, {{}, "8", split}}));
  }
}

TEST(ExampleCsv, ReadsHitsOfTargets) {
  const Interactions read =
      must_read_events("history,target,hit\n[1],2,1\n[1],3,0\n[2],2,True\n[2],2,0.0\n");
  EXPECT_EQ(read.hits, (std::vector<bool>{true, false, true, false}));
  const Error error = must_refuse_events("history,target,hit\n[1],2,1\n[1],3,maybe\n");
  EXPECT_EQ(error.where.line, 3U);
}

TEST(EventColumns, HitsFollowTheirEventsThroughGrouping) {
  const Interactions read =
      must_read_events("user,item,time,hit\nu,b,2,1\nv,c,1,0\nu,a,1,0\nv,d,2,1\nv,e,3,0\n");
  EXPECT_EQ(examples(read), (std::vector<Seen>{{{}, "a", Split::train},
                                               {{"a"}, "b", Split::test},
                                               {{}, "c", Split::train},
                                               {{"c"}, "d", Split::valid},
                                               {{"c", "d"}, "e", Split::test}}));
  EXPECT_EQ(read.hits, (std::vector<bool>{false, true, false, true, false}));
}

TEST(EventColumns, ErrorsNameTheLine) {
  const auto line = [](const std::string& text) { return must_refuse_events(text).where.line; };
  EXPECT_EQ(line("user,item,time\nu,a,1\nu,b\n"), 3U);
  EXPECT_EQ(line("user,item,time\nu,a,1\nu,b,later\n"), 3U);
  EXPECT_EQ(line("user,item,time\nu,a,1\nu,b,nan\n"), 3U);
  EXPECT_EQ(line("user,item,time\nu,,1\n"), 2U);
  EXPECT_EQ(line("history_item_id,item_id\n\"[1\",2\n"), 2U);
  EXPECT_EQ(line("history_item_id,item_id\n\"[1],2\n"), 2U);
  must_refuse_events("user,item,time\n");
  must_refuse_events("a,b,c\n1,2,3\n");
}

TEST(ExampleJson, ReadsLinesAndArrays) {
  const std::vector<Seen> wanted = {{{"1", "b"}, "2", Split::test}, {{"3"}, "b", Split::test}};
  const Interactions lines = must_read_events(
      "{\"history\": [1, \"b\"], \"target\": 2, \"hit\": true}\n"
      "{\"target\": \"b\", \"history\": \"[3]\", \"hit\": 0}\n");
  EXPECT_EQ(lines.format, "example-json");
  EXPECT_EQ(examples(lines), wanted);
  EXPECT_EQ(lines.hits, (std::vector<bool>{true, false}));
  const Interactions array =
      must_read_events(R"([{"history": [1, "b"], "target": 2}, {"history": [3], "item_id": "b"}])");
  EXPECT_EQ(examples(array), wanted);
  EXPECT_TRUE(array.hits.empty());
}

TEST(ExampleJson, ErrorsNameTheLine) {
  const std::string good = "{\"history\": [1], \"target\": 2}\n";
  for (const char* bad : {"{\"history\": [1]}", "{\"history\": [1.5], \"target\": 2}",
                          "{\"history\": [1], \"target\": [2]}", "{", "[]",
                          "{\"history\": [1], \"target\": 2, \"hit\": 1}"})
    EXPECT_EQ(must_refuse_events(good + bad, "example-json").where.line, 2U) << bad;
  EXPECT_THAT(must_refuse_events("[{\"history\": [1], \"target\": 2}, 7]", "example-json").what,
              HasSubstr("element 1"));
}

TEST(ReadInteractions, NamesTheKnownFormatsWhenAskedForAnother) {
  const Error error = must_refuse_events("u 1 2\n", "parquet");
  EXPECT_EQ(error.code, ErrorCode::usage);
  EXPECT_THAT(error.hint, HasSubstr("inter-json"));
}

std::vector<std::string> items(std::string_view bytes) {
  const Result<std::vector<std::string>> list = read_item_list(MappedFile::from_bytes(bytes));
  EXPECT_TRUE(list.has_value()) << to_string(list.error());
  return list ? *list : std::vector<std::string>();
}

TEST(ItemList, ReadsLinesColumnsArraysAndInteractionsOnceEach) {
  EXPECT_THAT(items("B1\nB 2\r\nB1\n"), ElementsAre("B1", "B 2"));
  EXPECT_THAT(items("B 2\nB1\n"), ElementsAre("B 2", "B1"));
  EXPECT_THAT(items("item_id\nB1\nB2\n"), ElementsAre("B1", "B2"));
  EXPECT_THAT(items("title,item_id\nx,B1\ny,B2\n"), ElementsAre("B1", "B2"));
  EXPECT_THAT(items("key\ttitle\nB1\tx\nB2\ty\n"), ElementsAre("B1", "B2"));
  EXPECT_THAT(items("org_id remap_id\n1 0\n2 1\n"), ElementsAre("1", "2"));
  EXPECT_THAT(items("[\"B1\", 2]"), ElementsAre("B1", "2"));
  EXPECT_THAT(items("{\"u\": [5, \"x\", 5]}"), ElementsAre("5", "x"));
  EXPECT_THAT(items("u 5 x1\nv x1\n"), ElementsAre("5", "x1"));
  EXPECT_THAT(items("history_item_id,item_id\n\"[1, 2]\",3\n"), ElementsAre("1", "2", "3"));
  for (const char* text : {"", "\n\n", "[]", "[[1]]", "a,b\n1\n", "item_id,x\n,1\n"})
    EXPECT_FALSE(read_item_list(MappedFile::from_bytes(text)).has_value()) << text;
}

TEST(SharedInteractions, HaveTheirPublishedSizes) {
  if (shared_data().empty()) GTEST_SKIP() << "no shared data";
  const auto read = [](const std::string& name) {
    Result<Interactions> interactions = read_interactions(shared_data() + "/" + name);
    EXPECT_TRUE(interactions.has_value()) << to_string(interactions.error());
    return interactions ? *std::move(interactions) : Interactions{};
  };
  const auto tests = [](const Interactions& interactions) {
    std::size_t count = 0;
    for (const Example& example : interactions.examples)
      count += example.split == Split::test ? 1 : 0;
    return count;
  };
  const Interactions industrial = read("MiniOneRec/Industrial_and_Scientific.test.csv");
  EXPECT_EQ(industrial.examples.size(), 4533U);
  EXPECT_EQ(examples(industrial).front(),
            (Seen{{"3466", "2697", "3557", "2660", "2507", "2152", "3453", "1888", "2544", "3669"},
                  "3681",
                  Split::test}));
  EXPECT_EQ(tests(read("GenRec/Games.inter.json")), 50546U);
  EXPECT_EQ(read("MUTRARec/Arts.inter.json").items.size(), 9416U);
  const Interactions lastfm = read("TokenRec/LastFM.train.txt");
  EXPECT_EQ(tests(lastfm), 1090U);
  EXPECT_EQ(lastfm.events.size(), 51461U);
}

// Computed another way: the share of test targets in collision groups that the
// data's own README states.
TEST(SharedInteractions, TargetsCollideAsOftenAsCountedElsewhere) {
  if (shared_data().empty()) GTEST_SKIP() << "no shared data";
  const Result<Interactions> interactions =
      read_interactions(shared_data() + "/MiniOneRec/Industrial_and_Scientific.test.csv");
  const Result<Table> table =
      read_table(shared_data() + "/MiniOneRec/Industrial_and_Scientific.info.txt");
  ASSERT_TRUE(interactions && table);
  std::map<std::vector<std::string>, int> group;
  std::map<std::string, std::vector<std::string>> sequence;
  for (const auto& [item, tokens] : rows(*table)) {
    ++group[tokens];
    sequence[item] = tokens;
  }
  int collided = 0;
  for (const auto& [history, target, split] : examples(*interactions))
    collided += group.at(sequence.at(target)) > 1 ? 1 : 0;
  EXPECT_NEAR(100.0 * collided / 4533.0, 6.993161, 5e-7);
}

TEST(SharedInteractions, FourMegabytesAreReadInATenthOfASecond) {
  if (shared_data().empty()) GTEST_SKIP() << "no shared data";
  double best = 1e9;  // of processor time, which other processes do not lengthen
  for (int i = 0; i < 5; ++i) {
    const std::clock_t start = std::clock();
    ASSERT_TRUE(read_interactions(shared_data() + "/GenRec/Games.inter.json").has_value());
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LT(best, 0.1);
#endif
}

}  // namespace
}  // namespace sidproof::test
