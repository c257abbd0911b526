// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "io/json/json_support.hpp"

namespace sidproof::test {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

constexpr std::string_view kGood =
    R"({"0": ["<a_3>", "<b_1>"], "1": ["<a_\u0033>", "<b_0>"], "x\"y": ["<a_0>", "<b_2>"]})";

TEST(BadJson, EveryTruncationIsAnErrorWithAPlace) {
  ASSERT_EQ(must_read(kGood).rows(), 3U);
  for (std::size_t size = 0; size < kGood.size(); ++size) {
    for (const std::string format : {"", "index-json"}) {
      const Result<Table> table = read_bytes(kGood.substr(0, size), format);
      ASSERT_FALSE(table.has_value()) << size;
      EXPECT_EQ(table.error().code, ErrorCode::malformed) << size;
      EXPECT_FALSE(table.error().what.empty());
      if (!format.empty()) {
        EXPECT_LE(table.error().where.byte.value_or(999), size);
      }
    }
  }
}

// Each byte replaced by others: it may stay a table or become an error, and the
// rows that are left must be those of the text as an independent parser sees it.
TEST(BadJson, EveryChangedByteIsReadOrRefusedAsJsonSays) {
  for (std::size_t at = 0; at < kGood.size(); ++at) {
    for (const char byte :
         {'"', '\\', '[', ']', '{', '}', ',', ':', ' ', '0', 'n', '\n', '\x01', '\xff'}) {
      std::string text(kGood);
      text[at] = byte;
      const Result<Table> table = read_bytes(text, "index-json");
      if (table) {
        EXPECT_TRUE(nlohmann::json::accept(text)) << text;
      } else {
        EXPECT_THAT(table.error().code, AnyOf(ErrorCode::malformed, ErrorCode::out_of_range))
            << text;
      }
    }
  }
}

TEST(BadJson, EmptyAndBlankFiles) {
  EXPECT_THAT(must_fail("").what, HasSubstr("empty"));
  EXPECT_THAT(must_fail("", "index-json").what, HasSubstr("empty"));
  EXPECT_THAT(must_fail(" \n ", "index-json").what, HasSubstr("empty"));
  EXPECT_THAT(must_fail("{}", "index-json").what, HasSubstr("no item"));
}

TEST(BadJson, BinaryGarbageIsNotRecognised) {
  std::string garbage;
  for (int i = 0; i < 4096; ++i) garbage += static_cast<char>(i * 37 % 251);
  const Error error = must_fail(garbage);
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_EQ(must_fail(garbage, "index-json").code, ErrorCode::malformed);
}

TEST(BadJson, DeepNestingIsAnErrorAndNoCrash) {
  for (const std::size_t depth : {100UL, 1000UL, 1000000UL}) {
    const std::string open(depth, '[');
    const std::string close(depth, ']');
    EXPECT_EQ(must_fail(open + close).code, ErrorCode::malformed);
    EXPECT_EQ(must_fail(open, "index-json").code, ErrorCode::malformed);
    EXPECT_EQ(must_fail("{\"0\": " + open + close + "}", "index-json").code, ErrorCode::malformed);
    EXPECT_EQ(must_fail("{\"0\": " + open + close + "}", "codes-json").code, ErrorCode::malformed);
    // Where the reader passes over a field that it does not need.
    const std::string corpus = "{\"0\": {\"cid\": [1], \"content\": " + open + close + "}}";
    if (depth < 256) {
      EXPECT_EQ(must_read(corpus).rows(), 1U);
    } else {
      EXPECT_THAT(must_fail(corpus).what, HasSubstr("nested more than"));
    }
  }
  std::string objects;
  for (int i = 0; i < 100000; ++i) objects += "{\"a\":";
  EXPECT_EQ(must_fail(objects, "corpus-json").code, ErrorCode::malformed);
  EXPECT_EQ(must_fail(objects).code, ErrorCode::malformed);
}

TEST(BadJson, WrongTypesNameTheItemTheLineAndTheByte) {
  const Error error = must_fail("{\"0\": [\"<a_1>\"],\n\"B\\u0030\": [\"<a_2>\",\n 5]}");
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_THAT(error.what, HasSubstr("item \"B\\u0030\": expected a token in quotes, found 5"));
  EXPECT_EQ(error.where.line, 3U);
  EXPECT_EQ(error.where.byte, 39U);
  EXPECT_THAT(must_fail(R"({"0": ["<a>"], "1": null})").what, HasSubstr("found null"));
  EXPECT_THAT(must_fail(R"({"0": ["<a>"], "1": "<a>"})").what, HasSubstr("found the string"));
  EXPECT_THAT(must_fail(R"({"0": ["<a>", null]})").what, HasSubstr("found null"));
  EXPECT_THAT(must_fail(R"({"0": ["<a>", ["<b>"]]})").what, HasSubstr("found a list"));
}

TEST(BadJson, RootsThatAreNoObject) {
  EXPECT_THAT(must_fail("[[1,2],[3,4]]", "codes-json").what, HasSubstr("a list, not an object"));
  EXPECT_THAT(must_fail("\"text\"", "codes-json").what, HasSubstr("a string, not an object"));
  EXPECT_THAT(must_fail("7", "codes-json").what, HasSubstr("a number, not an object"));
}

TEST(BadJson, InvalidUtf8IsLocated) {
  const Error error = must_fail("{\"0\": [\"<a\xff>\"]}", "index-json");
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_THAT(error.what, HasSubstr("UTF-8"));
  EXPECT_EQ(error.where.byte, 10U);
  // Surrogates, overlong forms, values above 10ffff, a cut sequence.
  for (const std::string bytes :
       {"\xed\xa0\x80", "\xc0\x80", "\xe0\x80\x80", "\xf4\x90\x80\x80", "\xe2\x82"})
    EXPECT_THAT(must_fail("{\"0\": [\"" + bytes + "\"]}", "index-json").where.byte, 8U);
}

TEST(BadJson, ControlCharactersAndEscapesAreLocated) {
  const Error control = must_fail("{\"0\": [\"<a\n>\"]}", "index-json");
  EXPECT_THAT(control.what, HasSubstr("control character"));
  EXPECT_EQ(control.where.byte, 10U);
  const Error escape = must_fail(R"({"0": ["<a>", "<\q>"]})", "index-json");
  EXPECT_THAT(escape.what, HasSubstr("escape"));
  EXPECT_EQ(escape.where.byte, 14U);
  EXPECT_THAT(must_fail(R"({"0": ["\ud83d"]})", "index-json").what, HasSubstr("escape"));
  EXPECT_THAT(must_fail(R"({"0": ["\u12"]})", "index-json").what, HasSubstr("escape"));
  EXPECT_THAT(must_fail(R"({"\x": ["<a>"]})", "index-json").what, HasSubstr("escape"));
}

TEST(BadJson, AnEscapedQuoteDoesNotEndTheStringThatIsBroken) {
  EXPECT_EQ(must_fail("{\"0\": [\"\\\"\", \"<\n>\"]}", "index-json").where.byte, 15U);
  EXPECT_EQ(must_fail("{\"0\": [\"\\\"\", \"<a", "index-json").where.byte, 13U);
}

TEST(BadJson, EveryControlCharacterIsRefusedWhereverItStands) {
  for (char c = 1; c < 0x20; ++c)
    for (std::size_t before = 0; before < 10; ++before) {
      const std::string token = std::string(before, 'a') + c + "bcdefghij";
      const Error error = must_fail("{\"0\": [\"" + token + "\"]}", "index-json");
      EXPECT_THAT(error.what, HasSubstr("control character")) << int{c};
      EXPECT_EQ(error.where.byte, 8 + before) << int{c};
    }
}

TEST(BadJson, WhatFollowsTheDocumentIsNotLost) {
  EXPECT_THAT(must_fail(R"({"0": ["<a>"]} {"1": ["<b>"]})", "index-json").what,
              HasSubstr("follows"));
  EXPECT_EQ(must_fail(R"({"0": ["<a>"]}})", "index-json").code, ErrorCode::malformed);
  EXPECT_EQ(must_fail(R"({"0": ["<a>"]}x)", "index-json").code, ErrorCode::malformed);
}

TEST(BadJson, MissingCommasColonsAndKeys) {
  for (const std::string_view text :
       {R"({"0": ["<a>"] "1": ["<b>"]})", R"({"0" ["<a>"]})", R"({0: ["<a>"]})",
        R"({"0": ["<a>" "<b>"]})", R"({"0": ["<a>",]})", R"({"0": ["<a>"],})", R"({"0": [,"<a>"]})",
        R"({"0": ["<a>"}])", R"({"0": ["<a>"}})", R"({"0": ["<a>"]])", R"({,"0": ["<a>"]})"})
    EXPECT_EQ(must_fail(text, "index-json").code, ErrorCode::malformed) << text;
}

TEST(BadJson, BrokenValuesThatNobodyNeedsAreRefusedToo) {
  const auto corpus = [](std::string_view value) {
    return "{\"1\": {\"cid\": [1, 2], \"content\": " + std::string(value) + "}}";
  };
  for (const std::string_view value :
       {"nul", "truee", "01", "1.", "-", "1e", "abc", "[1,]", "{\"a\"}", "{1:2}", "[1 2]"})
    EXPECT_EQ(must_fail(corpus(value), "corpus-json").code, ErrorCode::malformed) << value;
  for (const std::string_view value : {"null", "true", "-0.5e+10", "123456789012345678901234567890",
                                       "[]", "{}", "[[], {\"a\": [1, {}]}]", "\"\\n\""})
    EXPECT_EQ(must_read(corpus(value), "corpus-json").rows(), 1U) << value;
}

TEST(BadJson, LongTokensAreCutInMessages) {
  const Error error = must_fail("{\"" + std::string(100000, 'x') + "\": [1], \"b\": null}");
  EXPECT_LT(error.what.size(), 300U);
  EXPECT_LT(must_fail("{\"" + std::string(100000, 'x') + "\": null}", "index-json").what.size(),
            300U);
}

}  // namespace
}  // namespace sidproof::test
