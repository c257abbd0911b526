// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/interactions/not_interactions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "io/interactions/interactions_support.hpp"

namespace sidproof::test {
namespace {

using testing::HasSubstr;
using namespace std::string_literals;

/// `line` for each number from 0 to 19, which stands for every #.
std::string twenty(const std::string& line) {
  std::string all;
  for (int n = 0; n < 20; ++n)
    for (const char c : line) all += c == '#' ? std::to_string(n) : std::string(1, c);
  return all;
}

std::string utf16(const std::string& text, bool big, const std::string& mark) {
  std::string wide = mark;
  for (const char c : text) wide += big ? "\0"s + c : c + "\0"s;
  return wide;
}

struct Thing {
  const char* name;
  std::string bytes;
  const char* said;  ///< part of what the refusal says
};

const std::string kEvents = "user,item,time\nu,1,1\nu,2,2\n";

const std::vector<Thing>& things() {
  static const std::vector<Thing> all = {
      {"nothing", "", "empty"},
      {"blank lines", "\xef\xbb\xbf \n\r\n\t\n", "empty"},
      {"index-json", R"({"0": ["<a_1>", "<b_2>"], "1": ["<a_1>", "<b_3>"]})", "token of a table"},
      {"index-json of plain tokens",
       '{' + twenty(R"("#": ["a1", "b#"], )") + R"("20": ["a2", "b0"]})",
       "every sequence has the length 2"},
      {"codes-json", '{' + twenty(R"("#": [1, 2, #], )") + R"("20": [1, 3, 0]})",
       "every sequence has the length 3"},
      {"joined-json", R"({"0": "<a_1> <b_2>", "1": "<a_1> <b_3>"})", "table (joined-json)"},
      {"wrapped-json", R"({"levels": 2, "K": 4, "items": {"1": [3, 1], "2": [3, 2]}})",
       "table (wrapped-json)"},
      {"corpus-json", R"({"1": {"cid": [3, 1]}, "2": {"cid": [3, 2]}})", "table (corpus-json)"},
      {"sid-map-json", R"({"B1": {"sid": "SID_005_003"}, "B2": {"sid": "SID_005_004"}})",
       "table (sid-map-json)"},
      {"sid2pid-json", R"({"201334786": [{"pid": 1000}]})", "table (sid2pid-json)"},
      {"info-txt", "<a_3><b_1>\ta title\t0\n<a_3><b_2>\tanother\t1\n", "table (info-txt)"},
      {"csv of codes", "item_id,code_1,code_2\nB1,1,2\nB2,1,3\n", "table (csv)"},
      {"csv of lists", "item_id,codes\nB1,\"[1, 2]\"\nB2,\"[1, 3]\"\n", "table (csv)"},
      {"odps-dump", "B1||$$||title||$$||3,1\nB2||$$||title||$$||3,2\n", "table (odps-dump)"},
      {"word-ids", "B1 red shoe\nB2 blue shoe\n", "no interactions format recognised"},
      {"p5-ids", twenty("# 1001\n"), "every sequence has the length 1"},
      {"onerec-chat",
       R"({"messages": [{"role": "user", "content": "B1"}, {"role": "assistant", )"
       R"("content": "<|sid_begin|><s_a_1><s_b_2><|sid_end|>"}]})"
       "\n",
       ""},
      {"user sequences of SIDs", "1 <a_1><b_2> <a_1><b_3>\n2 <a_1><b_2>\n", "semantic ID"},
      {"examples of SIDs in JSON", R"({"history": ["<a_1><b_2>"], "target": "<a_1><b_3>"})",
       "semantic ID"},
      {"examples of SIDs in CSV", "history,target\n\"['<a_1><b_2>']\",<a_1><b_3>\n", "semantic ID"},
      {"events of SIDs", "user,item,time\nu,<a_1><b_2>,1\n", "semantic ID"},
      {"a set of SIDs", R"({"1,2,3": 1, "1,2,4": 1})", ""},
      {"columns in JSON", R"({"user_id": [1, 1], "item_id": [5, 6]})", "name of a column"},
      {"splits in JSON", R"({"train": [1, 2], "test": [3, 4]})", "name of a column or a split"},
      {"splits of users in JSON", R"({"train": {"u": [1]}, "test": {"u": [2]}})", "recognised"},
      {"an array of ids", "[\"B1\", \"B2\"]", "recognised"},
      {"an array of arrays", "[[1, 2], [3, 4]]", "recognised"},
      {"a list of ids", "B1\nB2\n", "recognised"},
      {"a report", R"({"schema": "sidproof.audit/1", "rows": 3})", ""},
      {"a number", "17\n", "recognised"},
      {"statistics in CSV", "layer,code,n_items,share\n1,66,219,1.87\n1,11,213,1.82\n",
       "interactions"},
      {"an inverse table in CSV", "p1,p2,n_items,item_ids\n28,39,2,A11|B22\n", ""},
      {"ratings without users", "item_id,rating\n5,4.5\n6,3.0\n", "recognised"},
      {"numbers without a header", "1,2,3\n4,5,6\n", "recognised"},
      {"events without an event", "user,item,time\n", "no event"},
      {"two possible targets", "history,item_id,target\n[1],2,0\n", "both be the target"},
      {"columns between blanks", twenty("# 242 3 881250949\n"), "columns of a matrix"},
      {"a header between blanks", "user_id item_id\n1 5\n", "recognised"},
      {"a matrix of fractions", "1 0.5 0.25\n2 0.125 1.5\n", "recognised"},
      {"vectors of words", "2 3\nred 0.1 -0.2 0.3\nblue 0.5 0.1 0.2\n", "recognised"},
      {"libsvm", "1 3:0.5 7:1.2\n0 2:1 9:0.1\n", "recognised"},
      {"prose", "The users bought items.\nThey liked them.\n", "recognised"},
      {"a log", "2026-01-05 12:33:11 training started\n", "recognised"},
      {"YAML", "data: beauty\nepochs: 200\n", "recognised"},
      {"source code", "import json\nprint(json.load(open('x')))\n", "recognised"},
      {"XML", "<?xml version=\"1.0\"?>\n<users/>\n", ""},
      {"a Git LFS pointer",
       "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 634238\n", ""},
      {"a page of HTML", "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n", ""},
      {"an array of numpy", "\x93NUMPY\x01\0v\0{'descr': '<i8'}"s, "array of numbers"},
      {"Parquet", "PAR1\x15\x04\x15PAR1"s, "Parquet"},
      {"gzip", "\x1f\x8b\x08\0\0"s, "gzip"},
      {"a zip archive", "PK\x03\x04\x14\0\0\0"s, "zip"},
      {"zstd", "\x28\xb5\x2f\xfd\0"s, "zstd"},
      {"a pickle", "\x80\x04\x95\x10"s, "pickle"},
      {"a torch file", "PK\x03\x04 archive/data.pkl"s, "PyTorch"},
      {"UTF-16 with a mark", utf16(kEvents, false, "\xff\xfe"), "UTF-16"},
      {"UTF-16 of the other order", utf16(kEvents, true, "\xfe\xff"), "UTF-16"},
      {"UTF-16 without a mark", utf16(kEvents, false, ""), "zero byte"},
      {"UTF-32", "\xff\xfe\0\0u\0\0\0"s, "UTF-32"},
      {"a zero byte in an id", kEvents + "u,a\0b,3\n"s, "zero byte"},
  };
  return all;
}

TEST(NotInteractions, AreRefusedAndCalledByTheirName) {
  for (const Thing& thing : things()) {
    const Error error = must_refuse_events(thing.bytes);
    EXPECT_THAT(error.what, HasSubstr(thing.said)) << thing.name;
    EXPECT_NE(error.code, ErrorCode::internal) << thing.name;
  }
}

// A format that is named takes what has that shape, and nothing else.
TEST(NotInteractions, AreRefusedInEveryFormatThatTheyDoNotFit) {
  const std::set<std::pair<std::string, std::string>> fit = {
      {"index-json", "inter-json"},
      {"index-json of plain tokens", "inter-json"},
      {"codes-json", "inter-json"},
      {"word-ids", "user-sequences"},
      {"p5-ids", "user-sequences"},
      {"columns between blanks", "user-sequences"},
      {"a header between blanks", "user-sequences"},
      {"a matrix of fractions", "user-sequences"},
      {"vectors of words", "user-sequences"},
      {"libsvm", "user-sequences"},
      {"prose", "user-sequences"},
      {"a log", "user-sequences"},
      {"YAML", "user-sequences"},
      {"source code", "user-sequences"}};
  for (const Thing& thing : things())
    for (const InteractionReader* reader : interaction_readers()) {
      const auto read =
          read_interactions(MappedFile::from_bytes(thing.bytes), reader->name, std::nullopt);
      const bool taken = fit.contains({thing.name, std::string(reader->name)});
      EXPECT_EQ(read.has_value(), taken)
          << thing.name << " as " << reader->name << ": " << (read ? "" : to_string(read.error()));
    }
}

TEST(NotInteractions, AreNoListsOfItemsEither) {
  for (const Thing& thing : things()) {
    const bool bytes = std::string(thing.bytes).find('\0') != std::string::npos ||
                       std::string("empty gzip zstd zip pickle PyTorch Parquet").find(thing.said) !=
                           std::string::npos;
    if (!bytes || thing.said[0] == '\0') continue;
    const auto list = read_item_list(MappedFile::from_bytes(thing.bytes));
    ASSERT_FALSE(list.has_value()) << thing.name;
    EXPECT_THAT(list.error().what, HasSubstr(thing.said)) << thing.name;
  }
}

TEST(PositiveSigns, AreSequencesOfDifferentLengthsAmongOthers) {
  // Few users, or a longer sequence of some, say nothing.
  must_read_events(R"({"a": [1, 2], "b": [1, 3]})");
  must_read_events('{' + twenty(R"("#": [1, 2, #], )") + R"("20": [1, 3]})");
  must_read_events(twenty("# 1 2 3 4 5 6 7 8 9\n"));
  EXPECT_EQ(must_read_events(twenty("# 1 2 3\n"), "user-sequences").examples.size(), 60U);
}

TEST(PositiveSigns, OfIdsAreDigitsAndNoPunctuation) {
  for (const char* id : {"7", "B00X", "0000031852", "i-7", "a_1", "7.x",
                         "\xc3\xa9"
                         "1"})
    EXPECT_TRUE(looks_like_id(id)) << id;
  for (const char* word :
       {"", "red", "0.5", "-1", "1e5", "+3", "3:0.5", "a/1", "(1)", "\"1\"", "1,2"})
    EXPECT_FALSE(looks_like_id(word)) << word;
  must_read_events("A1YJEY B004756YJA B004ZT0SSG\nA60XNB B004756YJA\n");
}

TEST(TextEncoding, ByteOrderMarksAndCarriageReturnsArePutAside) {
  const std::string mark = "\xef\xbb\xbf";
  for (const char* text :
       {"{\"u\": [1, 2]}", "u 1 2\r\n", "user,item,time\r\nu,1,1\r\nu,2,2\r\n",
        "user,item,time\ru,1,1\ru,2,2\r", "item_1,item_2\r\n1,2\r\n",
        "[{\"history\": [], \"target\": 1}, {\"history\": [1], \"target\": 2}]",
        "{\"history\": [], \"target\": 1}\r\n{\"history\": [1], \"target\": 2}\r\n"}) {
    const Interactions read = must_read_events(mark + text);
    ASSERT_EQ(read.examples.size(), 2U) << text;
    EXPECT_EQ(read.items.text(0), "1") << text;
    EXPECT_EQ(read.items.text(1), "2") << text;
  }
  EXPECT_EQ(*read_item_list(MappedFile::from_bytes(mark + "[\"B1\"]")),
            std::vector<std::string>{"B1"});
}

TEST(TextEncoding, ACarriageReturnAloneEndsNoLineOfWords) {
  const Error error = must_refuse_events("u 1 2\nv 3\rv4 5\n");
  EXPECT_EQ(error.where.line, 2U);
  EXPECT_EQ(error.where.byte, 9U);
  EXPECT_FALSE(read_item_list(MappedFile::from_bytes("B1\rB2\r")).has_value());
}

TEST(TextEncoding, IdsAreKeptByteForByte) {
  const Interactions read = must_read_events("user,item,time\nu,caf\xe9,1\nu,caf\xc3\xa9,2\n");
  EXPECT_EQ(read.items.text(0), "caf\xe9");  // Latin-1
  EXPECT_EQ(read.items.size(), 2U);
  EXPECT_EQ(must_refuse_events("{\"u\": [\"caf\xe9\"]}").code, ErrorCode::malformed);
}

TEST(EventColumns, RefuseAHeaderThatStandsTwice) {
  EXPECT_EQ(must_refuse_events("user,item\nu,1\nuser,item\nv,2\n").where.line, 3U);
  EXPECT_EQ(must_refuse_events("user_id:token\titem_id:token\nu\t1\nuser_id:token\titem_id:token\n")
                .where.line,
            3U);
}

}  // namespace
}  // namespace sidproof::test
