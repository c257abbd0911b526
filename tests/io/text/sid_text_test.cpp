// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/text/sid_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>
#include <utility>

namespace sidproof {
namespace {

using Texts = std::vector<std::string>;
using testing::HasSubstr;

Texts tokens(std::string_view text) {
  const Result<SidText> sid = parse_sid_text(text);
  EXPECT_TRUE(sid.has_value()) << text << ": " << to_string(sid.error());
  Texts all;
  if (sid)
    for (const SidToken& token : sid->tokens) all.push_back(token.text);
  return all;
}

Error refusal(std::string_view text) {
  const Result<SidText> sid = parse_sid_text(text);
  EXPECT_FALSE(sid.has_value()) << text;
  return sid ? Error{} : sid.error();
}

TEST(SidText, WordsBeforeTheNumbersAreNoTokens) {
  EXPECT_EQ(tokens("SID_RQ_005_062_062"), (Texts{"005", "062", "062"}));
  EXPECT_EQ(tokens("SID_5"), (Texts{"5"}));
  EXPECT_EQ(tokens("sid-rq-5-62"), (Texts{"5", "62"}));
  EXPECT_EQ(tokens("item:1.2.3"), (Texts{"1", "2", "3"}));
  EXPECT_EQ(tokens("SID_v2_005_062"), (Texts{"005", "062"}));
  EXPECT_EQ(parse_sid_text("SID_RQ_005_062")->prefix, "SID_RQ_");
}

TEST(SidText, AnySeparatorStandsBetweenNumbers) {
  for (const std::string separator :
       {"_", "-", ".", ":", "/", " ", "  ", ",", ", ", ";", "|", "\t"}) {
    const std::string text = "3" + separator + "17" + separator + "200";
    EXPECT_EQ(tokens(text), (Texts{"3", "17", "200"})) << text;
  }
  EXPECT_EQ(tokens("a1_b22"), (Texts{"a1", "b22"}));
  EXPECT_EQ(tokens("C12 C8204"), (Texts{"C12", "C8204"}));
  EXPECT_EQ(tokens("a_1 b_2"), (Texts{"a_1", "b_2"}));
}

TEST(SidText, ListsAreReadInAnyBrackets) {
  for (const char* text :
       {"[1, 2]", "(1,2)", "[1 2]", "[1;2]", "(1|2)", "\"[1, 2]\"", "\"1,2\"", " [1,2] "})
    EXPECT_EQ(tokens(text), (Texts{"1", "2"})) << text;
  EXPECT_EQ(tokens("['a', \"b\"]"), (Texts{"a", "b"}));
  EXPECT_EQ(tokens("[]"), Texts{});
  EXPECT_EQ(tokens("['1.5', '1,2']"), (Texts{"1.5", "1,2"}));
}

TEST(SidText, PiecesInAngleBracketsAreTokens) {
  const Texts wanted = {"<a_1>", "<b_2>"};
  for (const char* text :
       {"<a_1><b_2>", "<a_1> <b_2>", "<a_1>, <b_2>", "['<a_1>', '<b_2>']",
        "<|sid_begin|><a_1><b_2><|sid_end|>", "<|sid_begin|> <a_1> <b_2> <|sid_end|>"})
    EXPECT_EQ(tokens(text), wanted) << text;
}

TEST(SidText, OfTwoReadingsBothAreNamed) {
  for (const auto& [text, one, other] :
       {std::tuple{"1.5", "the fraction 1.5", "the codes 1 and 5"},
        std::tuple{"<a_1><b_2> <a_3><b_4>", "one sequence of 4 tokens", "2 sequences"},
        std::tuple{"1_2,3_4", "\"1_2\" is one token", "a sequence of its own"},
        std::tuple{"[1_2, 3_4]", "\"1_2\" is one token", "of its own"},
        std::tuple{"a_1_b_2", "words and numbers are tokens", "are one token"}}) {
    const Error error = refusal(text);
    EXPECT_EQ(error.code, ErrorCode::unsupported) << text;
    EXPECT_THAT(error.what, testing::AllOf(HasSubstr(one), HasSubstr(other)));
  }
}

TEST(SidText, WhatIsNoSidIsRefused) {
  for (const char* text : {"",
                           " ",
                           "_1_2",
                           "SID_1__2",
                           "1_2-3",
                           "-1-2",
                           "SID_1_x",
                           "<a_1",
                           "<a_1><",
                           "<>",
                           "<a<b>",
                           "item_<0-3><1-1>",
                           "[1, 2",
                           "1, 2]",
                           "1,,2",
                           "1,2,",
                           "1, 2;3",
                           "{1,2}",
                           "<|sid_begin|><a_1>",
                           "<a_1><|sid_end|>",
                           "SID 5 3",
                           "<|sid_begin|><a_1><|sid_end|><|sid_begin|><a_1><|sid_end|>"})
    EXPECT_EQ(refusal(text).code, ErrorCode::malformed) << text;
}

TEST(SidText, ATokenThatIsASequenceIsNoticed) {
  for (const char* text :
       {"<a_1><b_2>", "1,2", "[1;2;3]", "1 2", "SID_1_2", "\"1,2,3\"", "1-2", "1.5"})
    EXPECT_TRUE(holds_several_tokens(text)) << text;
  for (const char* text : {"", "<a_1>", "a_1", "L0_3", "red", "x y", "a,b", "[1]", "17", "<", "-",
                           "-1", "<|a_1|>", "_", "a_b", ","})
    EXPECT_FALSE(holds_several_tokens(text)) << text;
}

std::string error_after(std::initializer_list<const char*> texts) {
  SidReading reading;
  for (const char* text : texts)
    if (const auto read = reading.read(text); !read)
      return std::string(text) + ": " + read.error().what;
  return {};
}

TEST(SidReading, AllSidsOfAFileAreWrittenInOneWay) {
  EXPECT_EQ(error_after({"SID_1_2", "SID_3", "SID_3_4_5"}), "");
  EXPECT_EQ(error_after({"1,2", "7", "[3, 4]", "[]"}), "");
  EXPECT_EQ(error_after({"<a><b>", "<a> <c>"}), "");
  EXPECT_EQ(error_after({"7", "1_2", "8"}), "");
  EXPECT_THAT(error_after({"SID_1_2", "CAT_1_2"}), HasSubstr("CAT_1_2: the SID"));
  EXPECT_THAT(error_after({"1_2", "1-2"}), HasSubstr("1-2: the SID"));
  EXPECT_THAT(error_after({"1,2", "1 2"}), HasSubstr("1 2: the SID"));
  EXPECT_THAT(error_after({"7", "<a><b>"}), HasSubstr("another way than \"7\""));
  EXPECT_THAT(error_after({"<a><b>", "7"}), HasSubstr("another way than \"<a><b>\""));
  EXPECT_THAT(error_after({"7", "SID_1_2"}), HasSubstr("another way"));
  EXPECT_THAT(error_after({"red", "1_2"}), HasSubstr("another way"));
  EXPECT_THAT(error_after({"1_2", "a1_b2"}), HasSubstr("another way"));
  EXPECT_EQ(error_after({"a1_b2", "a1"}), "");
}

TEST(SidReading, OneNumberInTwoSpellingsCouldBeOneCodeOrTwo) {
  EXPECT_EQ(error_after({"SID_005_1", "SID_062_10", "SID_1000_3"}), "");
  EXPECT_EQ(error_after({"SID_0_1", "SID_10_0"}), "");
  for (const auto& texts : {std::pair{"SID_005_1", "SID_5_1"}, std::pair{"SID_5_1", "SID_005_1"},
                            std::pair{"SID_05_1", "SID_005_1"}, std::pair{"1_05", "1_6"}})
    EXPECT_THAT(error_after({texts.first, texts.second}), HasSubstr("has two readings"))
        << texts.first;
}

}  // namespace
}  // namespace sidproof
