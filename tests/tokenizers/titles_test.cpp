// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tokenizers/make_table.hpp"
#include "tokenizers/support.hpp"
#include "tokenizers/textual.hpp"
#include "tokenizers/tokenize.hpp"

namespace sidproof {
namespace {

using Words = std::vector<std::string>;

TEST(Words, AreLowerCaseRunsOfLettersDigitsAndUtf8) {
  EXPECT_EQ(words("Fender 5-String, \"Jazz\" Bass"),
            (Words{"fender", "5", "string", "jazz", "bass"}));
  EXPECT_EQ(words("Caf\xC3\xA9 Cr\xC3\xA8me"), (Words{"caf\xC3\xA9", "cr\xC3\xA8me"}));
  EXPECT_EQ(words(""), Words{});
  EXPECT_EQ(words(" -- "), Words{});
  EXPECT_EQ(words("a"), Words{"a"});
}

Tokenized tokenized(const std::vector<std::string>& titles, CollisionPolicy policy) {
  TokenizerOptions options;
  options.method = Method::textual;
  options.policy = policy;
  return *tokenize_titles(titles, ItemIds::row_numbers(titles.size()), options);
}

TEST(TokenizeTitles, KeepsTheWordsAsTokens) {
  const Tokenized result = tokenized({"Red Shoe", "red", "Blue shoe", ""}, CollisionPolicy::none);
  EXPECT_EQ(result.table.tokens(0), (Words{"red", "shoe"}));
  EXPECT_EQ(result.table.tokens(1), Words{"red"});
  EXPECT_EQ(result.table.tokens(2), (Words{"blue", "shoe"}));
  EXPECT_EQ(result.table.tokens(3), Words{});
  EXPECT_EQ(result.table.alphabets[1].size(), 1U);
}

TEST(TokenizeTitles, WritesCountersThatAreNoWords) {
  const Tokenized result =
      tokenized({"red", "Red!", "red shoe", "blue"}, CollisionPolicy::append_to_all);
  EXPECT_EQ(result.table.tokens(0), (Words{"red", "#0"}));
  EXPECT_EQ(result.table.tokens(1), (Words{"red", "#1"}));
  EXPECT_EQ(result.table.tokens(2), (Words{"red", "shoe", "#0"}));
  EXPECT_EQ(result.table.tokens(3), (Words{"blue", "#0"}));
  EXPECT_EQ(result.report.items_in_groups_before, 2U);
  EXPECT_EQ(result.report.items_in_groups_after, 0U);
  EXPECT_EQ(result.report.changed_items, 4U);
}

TEST(TokenizeTitles, RefusesTitlesThatDoNotFitTheItems) {
  TokenizerOptions options;
  options.method = Method::textual;
  EXPECT_EQ(tokenize_titles({"a"}, ItemIds::row_numbers(2), options).error().code,
            ErrorCode::usage);
  EXPECT_EQ(tokenize_titles({}, ItemIds::row_numbers(0), options).error().code,
            ErrorCode::malformed);
  options.policy = CollisionPolicy::relocate;
  EXPECT_EQ(tokenize_titles({"a"}, ItemIds::row_numbers(1), options).error().code,
            ErrorCode::usage);
  options = {};
  EXPECT_EQ(tokenize_titles({"a"}, ItemIds::row_numbers(1), options).error().code,
            ErrorCode::usage);
}

TEST(TokenText, CountsPositionsLikeTheColumnsOfASpreadsheet) {
  EXPECT_EQ(token_text(0, 17), "<a_17>");
  EXPECT_EQ(token_text(25, 0), "<z_0>");
  EXPECT_EQ(token_text(26, 3), "<aa_3>");
  EXPECT_EQ(token_text(27, 3), "<ab_3>");
  EXPECT_EQ(token_text(26 + 26 * 26, 3), "<aaa_3>");
}

TEST(MakeTable, KeepsCodesInTheNarrowestWidth) {
  const auto width = [](std::uint32_t codebook) {
    const Table table = make_table(CodeRows::zeros(2, {codebook}), {}, ItemIds::row_numbers(2));
    return table.codes.visit([](const auto& rows) { return sizeof(*rows[0].data()); });
  };
  EXPECT_EQ(width(256), 1U);
  EXPECT_EQ(width(257), 2U);
  EXPECT_EQ(width(65537), 4U);
}

}  // namespace
}  // namespace sidproof
