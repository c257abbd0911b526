// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "io/json/json_support.hpp"

namespace sidproof::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(JoinedJson, SplitsAtBracketsAndBlanks) {
  const Table table = must_read(
      R"({"0": "<L0_3> <L1_1>", "1": "<L0_3><L1_2>", "2": "  <L0_0>\t<L1_1> ", "3": ""})");
  EXPECT_EQ(table.format, "joined-json");
  EXPECT_THAT(rows(table),
              ElementsAre(Row{"0", {"<L0_3>", "<L1_1>"}}, Row{"1", {"<L0_3>", "<L1_2>"}},
                          Row{"2", {"<L0_0>", "<L1_1>"}}, Row{"3", {}}));
}

TEST(JoinedJson, BareWordsNeedTheFormatToBeNamed) {
  constexpr std::string_view kText = R"({"name": "left-pad", "version": "1.0.0"})";
  EXPECT_THAT(must_fail(kText).what, HasSubstr("no table format recognised"));
  EXPECT_THAT(rows(must_read(R"({"0": "red shoe", "1": "hat"})", "joined-json")),
              ElementsAre(Row{"0", {"red", "shoe"}}, Row{"1", {"hat"}}));
  EXPECT_THAT(must_fail(R"({"0": "12 7 <x y"})", "joined-json").what,
              HasSubstr("item \"0\": \"12 7 <x y\" is no semantic ID"));
}

TEST(JoinedJson, SidsOfWordsAndNumbersAreRead) {
  const Table table = must_read(
      R"({"i1":"SID_RQ_005_062_062","i2":"SID_RQ_005_062_063","i3":"SID_RQ_005_062_062"})");
  EXPECT_EQ(table.format, "joined-json");
  EXPECT_THAT(rows(table),
              ElementsAre(Row{"i1", {"005", "062", "062"}}, Row{"i2", {"005", "062", "063"}},
                          Row{"i3", {"005", "062", "062"}}));
  for (const char* sid : {"3_1", "3,1", "3 1", "3|1", "[3, 1]", "(3,1)"})
    EXPECT_THAT(rows(must_read("{\"i1\": \"" + std::string(sid) + "\"}")),
                ElementsAre(Row{"i1", {"3", "1"}}))
        << sid;
}

TEST(JoinedJson, TextsThatNeedNotBeSidsTakeTheFormat) {
  for (const char* text : {R"({"i1": "2024-01-05"})", R"({"i1": "1.0.0"})", R"({"i1": "12:30:15"})",
                           R"({"i1": "CVE-2024-1234"})", R"({"i1": "<a_1>", "i2": "what is it"})",
                           R"({"eos_token": "</s>", "pad_token": "<pad>"})"})
    EXPECT_FALSE(read_bytes(text).has_value()) << text;
  EXPECT_THAT(rows(must_read(R"({"i1": "2024-01-05"})", "joined-json")),
              ElementsAre(Row{"i1", {"2024", "01", "05"}}));
}

TEST(JoinedJson, AListAmongStringsIsAnError) {
  EXPECT_THAT(must_fail(R"({"0": "<a>", "1": ["<a>"]})").what,
              HasSubstr("item \"1\": expected the tokens in one string, found a list"));
}

TEST(SidMapJson, UnderscoresSplitAndZerosStay) {
  const Table table = must_read(
      R"({"B1": {"title": "SID_9", "sid": "SID_005_003"}, "B2": {"sid": "SID_005_003_002"}, "B3": {"sid": "SID_015_003"}})");
  EXPECT_EQ(table.format, "sid-map-json");
  EXPECT_THAT(rows(table), ElementsAre(Row{"B1", {"005", "003"}}, Row{"B2", {"005", "003", "002"}},
                                       Row{"B3", {"015", "003"}}));
}

TEST(SidMapJson, BracketsSplitAndEmptyIsTheEmptyCode) {
  EXPECT_THAT(rows(must_read(R"({"B1": {"sid": "<a_5><b_3>"}, "B2": {"sid": ""}})")),
              ElementsAre(Row{"B1", {"<a_5>", "<b_3>"}}, Row{"B2", {}}));
}

TEST(SidMapJson, ARepeatedSidOfOneItemIsAFurtherRow) {
  const Table table = must_read(R"({"B1": {"sid": "SID_1_2", "x": [1], "sid": "SID_1_3"}})");
  EXPECT_THAT(rows(table), ElementsAre(Row{"B1", {"1", "2"}}, Row{"B1", {"1", "3"}}));
  EXPECT_EQ(found(table, Finding::Kind::repeated_item), 1U);
}

TEST(SidMapJson, FormsThatAreNoSidAreErrors) {
  for (const std::string sid : {"SID", "SID_", "SID_1__2", "SID_1_x", "_1_2", "<a_1", "7", "red"})
    EXPECT_THAT(must_fail(R"({"B1": {"sid": ")" + sid + "\"}}").hint, HasSubstr("known forms"))
        << sid;
  const Error other = must_fail(R"({"B1": {"sid": "SID_1_2"}, "B2": {"sid": "CAT_1_2"}})");
  EXPECT_THAT(other.what, HasSubstr("item \"B2\": the SID \"CAT_1_2\" is written in another way"));
  EXPECT_THAT(must_fail(R"({"B1": {"sid": "SID_1"}, "B2": {"title": "x"}})").what,
              HasSubstr("item \"B2\": it has no \"sid\""));
  EXPECT_THAT(must_fail(R"({"B1": {"sid": "SID_1"}, "B2": {"sid": 7}})").what,
              HasSubstr("found 7"));
}

TEST(SidMapJson, OneCodeInTwoSpellingsIsRefused) {
  EXPECT_THAT(must_fail(R"({"B1": {"sid": "SID_005_1"}, "B2": {"sid": "SID_5_1"}})").what,
              HasSubstr("item \"B2\": the SID \"SID_5_1\" has two readings"));
}

TEST(SidMapJson, ListsAndOtherWritingsAreRead) {
  EXPECT_THAT(rows(must_read(R"({"B1": {"sid": [3, 1]}, "B2": {"sid": [0, 2]}})")),
              ElementsAre(Row{"B1", {"3", "1"}}, Row{"B2", {"0", "2"}}));
  EXPECT_THAT(rows(must_read(R"({"B1": {"sid": "1-2"}, "B2": {"sid": "0-2"}})")),
              ElementsAre(Row{"B1", {"1", "2"}}, Row{"B2", {"0", "2"}}));
  EXPECT_THAT(must_fail(R"({"B1": {"sid": [3, 1]}, "B2": {"sid": "0-2"}})").what,
              HasSubstr("the SID is a text, the ones before are integer codes"));
  EXPECT_THAT(must_fail(R"({"B1": {"sid": [3, "x"]}})").what, HasSubstr("one list"));
}

TEST(WrappedJson, DeclaredSizesAreKeptWhereverTheyStand) {
  const Table table = must_read(
      R"({"items": {"1": [3, 1], "2": [0, 2]}, "K": 4, "encoder": {"items": [1]}, "levels": 2, "collision_K": 9})");
  EXPECT_EQ(table.format, "wrapped-json");
  EXPECT_THAT(table.declared_codebooks, ElementsAre(4U, 4U));
  EXPECT_THAT(rows(table), ElementsAre(Row{"1", {"3", "1"}}, Row{"2", {"0", "2"}}));
  EXPECT_EQ(found(table, Finding::Kind::out_of_codebook), 0U);
}

TEST(WrappedJson, OneMoreLevelIsTheCollisionLevel) {
  const Table table = must_read(
      R"({"levels": 2, "K": 4, "collision_K": 2, "items": {"1": [3, 1, 0], "2": [3, 1, 2], "3": [4, 0, 1]}})");
  EXPECT_THAT(table.declared_codebooks, ElementsAre(4U, 4U, 2U));
  EXPECT_EQ(found(table, Finding::Kind::out_of_codebook), 2U);
  EXPECT_THAT(message(table, Finding::Kind::out_of_codebook),
              HasSubstr("code 2 at position 3, where 2"));
}

TEST(WrappedJson, SizesThatDoNotFitAreIgnoredAloud) {
  const Table table = must_read(R"({"levels": 5, "K": 4, "items": {"1": [3, 1]}})");
  EXPECT_TRUE(table.declared_codebooks.empty());
  EXPECT_THAT(message(table, Finding::Kind::other), HasSubstr("declares 5 levels"));
  EXPECT_TRUE(must_read(R"({"levels": 2, "K": [4, 4], "items": {"1": [3, 1]}})")
                  .declared_codebooks.empty());
}

TEST(WrappedJson, BothOfTwoItemObjectsAreRead) {
  const Table table = must_read(R"({"K": 9, "items": {"1": [3]}, "items": {"1": [4]}})");
  EXPECT_THAT(rows(table), ElementsAre(Row{"1", {"3"}}, Row{"1", {"4"}}));
}

TEST(WrappedJson, ItemsMustBeThereAndBeAnObject) {
  EXPECT_THAT(must_fail(R"({"levels": 2, "K": 4})", "wrapped-json").what, HasSubstr("\"items\""));
  EXPECT_THAT(must_fail(R"({"items": [1, 2]})", "wrapped-json").what, HasSubstr("found a list"));
  EXPECT_THAT(must_fail(R"({"K": 2, "items": {"1": [1], "2": ["<a>"]}})").what,
              HasSubstr("item \"2\": expected an integer code"));
}

TEST(CorpusJson, TakesTheCidAndSharesCodesBetweenPositions) {
  const Table table = must_read(
      R"({"7": {"atom_id": 7, "cid": [3, 1], "content": "x"}, "8": {"content": {"cid": [9]}, "cid": [1, 3]}})");
  EXPECT_EQ(table.format, "corpus-json");
  EXPECT_THAT(rows(table), ElementsAre(Row{"7", {"3", "1"}}, Row{"8", {"1", "3"}}));
  EXPECT_EQ(found(table, Finding::Kind::positionless_tokens), 2U);
  EXPECT_THAT(must_fail(R"({"7": {"cid": [1]}, "8": {"atom_id": 8}})").what,
              HasSubstr("item \"8\": it has no \"cid\""));
}

constexpr std::string_view kSid = "<|sid_begin|><s_a_3><s_b_1><|sid_end|>";

std::string chat(std::string_view id, std::string_view answer) {
  return '{' + std::string(id) +
         R"("messages": [{"role": "user", "content": "saw <|sid_begin|><s_a_9><s_b_9><|sid_end|>"},)" +
         R"( {"content": ")" + std::string(answer) + R"(", "role": "assistant"}]})" + "\n";
}

TEST(OnerecChat, TheAssistantsSidIsTheItemsNotTheOneInThePrompt) {
  const Table table =
      must_read(chat(R"("item": "B1", )", "take " + std::string(kSid) + "!") +
                chat(R"("id": 1, "item_id": 12, )", "<|sid_begin|><s_a_3> <s_b_0><|sid_end|>"));
  EXPECT_EQ(table.format, "onerec-chat");
  EXPECT_THAT(rows(table),
              ElementsAre(Row{"B1", {"<s_a_3>", "<s_b_1>"}}, Row{"12", {"<s_a_3>", "<s_b_0>"}}));
}

TEST(OnerecChat, ContentMayComeInParts) {
  const Table table = must_read(
      R"({"pid": 5, "messages": [{"role": "system", "content": null}, {"role": "assistant", "content": [{"type": "text", "text": "<|sid_begin|><s_a_3>"}, {"text": "<s_b_1><|sid_end|>"}]}]})");
  EXPECT_THAT(rows(table), ElementsAre(Row{"5", {"<s_a_3>", "<s_b_1>"}}));
}

TEST(OnerecChat, LinesWithoutAnAnswerAreCounted) {
  const Table table =
      must_read(chat(R"("item": "B1", )", kSid) + "\n" + chat(R"("item": "B2", )", "no idea"));
  EXPECT_EQ(table.rows(), 1U);
  EXPECT_EQ(found(table, Finding::Kind::skipped_rows), 1U);
  EXPECT_THAT(must_fail(chat(R"("item": "B2", )", "no idea")).what, HasSubstr("no item"));
}

TEST(OnerecChat, WhatCannotBeToldIsAnErrorWithItsLine) {
  const std::string good = chat(R"("item": "B1", )", kSid);
  const auto second = [&](const std::string& line) { return must_fail(good + line); };
  const Error two = second(chat(R"("item": "B2", )", std::string(kSid) + std::string(kSid)));
  EXPECT_THAT(two.what, HasSubstr("more than one SID"));
  EXPECT_EQ(two.where.line, 2U);
  EXPECT_EQ(two.where.byte, good.size());
  EXPECT_THAT(second(chat("", kSid)).what, HasSubstr("which item"));
  EXPECT_THAT(second(chat(R"("item": "B2", )", "<|sid_begin|><s_a_3>")).what, HasSubstr("sid_end"));
  EXPECT_THAT(second(chat(R"("item": "B2", )", "<|sid_begin|>3 1<|sid_end|>")).what,
              HasSubstr("not made of tokens"));
  EXPECT_EQ(second(R"({"item": "B2", "messages": [)").where.line, 2U);
  EXPECT_EQ(second("[1]\n").where.line, 2U);
  EXPECT_THAT(second(R"({"item": [], "messages": []})").what, HasSubstr("expected an item id"));
  EXPECT_THAT(second(R"({"item": "x", "messages": {}})").what,
              HasSubstr("expected a list of messages"));
}

std::string packed(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  return '"' + std::to_string((a * 8192 + b) * 8192 + c) + "\"";
}

TEST(Sid2PidJson, KeysUnpackAndEveryPidIsARow) {
  const Table table =
      must_read('{' + packed(3, 1, 2) + R"(: [{"pid": 1000, "count": 7}], )" +
                packed(8191, 8191, 8191) + R"(: [{"count": 5, "pid": "x"}, {"pid": 1003}]})");
  EXPECT_EQ(table.format, "sid2pid-json");
  EXPECT_THAT(rows(table),
              ElementsAre(Row{"1000", {"3", "1", "2"}}, Row{"x", {"8191", "8191", "8191"}},
                          Row{"1003", {"8191", "8191", "8191"}}));
  EXPECT_EQ(found(table, Finding::Kind::out_of_codebook), 0U);
  EXPECT_EQ(found(table, Finding::Kind::other), 0U);
}

TEST(Sid2PidJson, KeysWithoutAnItemAreCounted) {
  const Table table = must_read('{' + packed(3, 1, 2) + ": [], " + packed(3, 1, 1) +
                                R"(: [{"pid": 5}], )" + packed(3, 1, 3) + ": []}");
  EXPECT_EQ(table.rows(), 1U);
  EXPECT_EQ(found(table, Finding::Kind::skipped_rows), 2U);
  EXPECT_EQ(
      found(must_read('{' + packed(3, 1, 1) + R"(: [{"pid": 5}]})"), Finding::Kind::skipped_rows),
      0U);
}

TEST(Sid2PidJson, APidUnderTwoKeysIsARepeatedItem) {
  EXPECT_EQ(found(must_read('{' + packed(3, 1, 2) + R"(: [{"pid": 5}], )" + packed(3, 1, 1) +
                            R"(: [{"pid": 5}]})"),
                  Finding::Kind::repeated_item),
            1U);
}

// The comment in the published code allows 8192; brute force over the last two
// codes says which keys then have two readings.
TEST(Sid2PidJson, ExactlyTheKeysWithTwoReadingsAreCountedAsAmbiguous) {
  for (const std::uint64_t a : {0U, 1U, 8191U}) {
    for (const std::uint64_t b : {0U, 1U, 2U, 8191U, 8192U}) {
      for (const std::uint64_t c : {0U, 1U, 2U, 8191U, 8192U}) {
        int readings = 0;
        for (std::uint64_t x = 0; x <= 8192; ++x)
          for (const std::uint64_t y : {0U, 1U, 2U, 3U, 8190U, 8191U, 8192U}) {
            const auto z = static_cast<std::int64_t>((a * 8192 + b) * 8192 + c) -
                           static_cast<std::int64_t>((x * 8192 + y) * 8192);
            if (z >= 0 && z <= 8192) ++readings;
          }
        const Table table = must_read('{' + packed(a, b, c) + R"(: [{"pid": 1}]})");
        const bool full = (a * 8192 + b) * 8192 + c >= 8192ULL * 8192 * 8192;  // a carry
        const auto kind = full ? Finding::Kind::out_of_codebook : Finding::Kind::other;
        EXPECT_EQ(found(table, kind) > 0, readings > 1 || full) << a << ' ' << b << ' ' << c;
      }
    }
  }
}

TEST(Sid2PidJson, CodeEightThousandOneHundredNinetyTwoInUseIsReported) {
  const Table table = must_read('{' + packed(8192, 5, 0) + R"(: [{"pid": 1}]})");
  EXPECT_THAT(message(table, Finding::Kind::out_of_codebook), HasSubstr("not one-to-one"));
}

TEST(Sid2PidJson, BadKeysAndRecordsAreErrors) {
  const std::string key = packed(3, 1, 2);
  EXPECT_THAT(must_fail('{' + packed(8193, 0, 0) + R"(: [{"pid": 1}]})").what,
              HasSubstr("the key is not"));
  EXPECT_THAT(must_fail(R"({"99999999999999999999999": [{"pid": 1}]})").what,
              HasSubstr("the key is not"));
  EXPECT_THAT(must_fail('{' + key + R"(: [{"pid": 1}], "x": []})").what,
              HasSubstr("item \"x\": the key is not"));
  EXPECT_THAT(must_fail('{' + key + R"(: [{"pid": 1}, {"count": 1}]})").what,
              HasSubstr("no \"pid\""));
  EXPECT_THAT(must_fail('{' + key + R"(: [{"pid": null}]})").what,
              HasSubstr("expected an item id, found null"));
  EXPECT_THAT(must_fail('{' + key + R"(: [{"pid": -1}]})").what, HasSubstr("found -1"));
  const Table empty = must_read('{' + key + R"(: [{"pid": 1}], "7": []})");
  EXPECT_EQ(found(empty, Finding::Kind::skipped_rows), 1U);
}

}  // namespace
}  // namespace sidproof::test
