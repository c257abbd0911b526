// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/text/list_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace sidproof {
namespace {

std::vector<std::string> texts(std::string_view cell) {
  const Result<std::vector<ListElement>> list = parse_list_text(cell);
  EXPECT_TRUE(list.has_value()) << cell << ": " << to_string(list.error());
  std::vector<std::string> all;
  if (list)
    for (const ListElement& element : *list)
      all.push_back((element.quoted ? "'" : "") + element.text);
  return all;
}

using Texts = std::vector<std::string>;

TEST(ListText, ReadsTheListsOfPythonJsonAndNumpy) {
  EXPECT_EQ(texts("[1, 2, 3]"), (Texts{"1", "2", "3"}));
  EXPECT_EQ(texts("1,2,3"), (Texts{"1", "2", "3"}));
  EXPECT_EQ(texts("1 2  3"), (Texts{"1", "2", "3"}));
  EXPECT_EQ(texts("[ 1  2\n 3]"), (Texts{"1", "2", "3"}));
  EXPECT_EQ(texts("(1, 2)"), (Texts{"1", "2"}));
  EXPECT_EQ(texts("(1,)"), (Texts{"1"}));
  EXPECT_EQ(texts(" [] "), Texts{});
  EXPECT_EQ(texts("['a', \"b'\"]"), (Texts{"'a", "'b'"}));
  EXPECT_EQ(texts("[\"\"]"), (Texts{"'"}));
  EXPECT_EQ(texts("<a_1>,<b_2>"), (Texts{"<a_1>", "<b_2>"}));
}

TEST(ListText, ResolvesTheEscapesOfPythonAndJson) {
  EXPECT_EQ(texts(R"(['it\'s', "a\"b", 'c\\d', '\n\t\r\/'])"),
            (Texts{"'it's", "'a\"b", "'c\\d", "'\n\t\r/"}));
  EXPECT_EQ(texts(R"(['\xe4', '\u20ac', '\U0001F600', '\ud83d\ude00'])"),
            (Texts{"'\u00e4", "'\u20ac", "'\U0001F600", "'\U0001F600"}));
}

TEST(ListText, ResolvesControlCharacters) {
  EXPECT_EQ(texts(R"(['\a\b\f\v', '\0', '\x00'])"),
            (Texts{"'\a\b\f\v", std::string("'\0", 2), std::string("'\0", 2)}));
}

TEST(ListText, RefusesWhatIsNoList) {
  for (const char* cell :
       {"",       " ",       "[1, 2",    "1, 2]",       "[1,, 2]",     "[1] 2",
        "['a",    "['a\\",   "['a''b']", "[[1], [2]]",  "1,2,",        "[1 'a']x",
        "{1: 2}", "['\\q']", "['\\x4']", "['\\ud83d']", "['\\udc00']", "['\\U00110000']",
        "[,]",    ",",       "(1, 2]"})
    EXPECT_FALSE(parse_list_text(cell).has_value()) << cell;
}

TEST(ListText, WhatIsWrittenIsJsonAndReadBack) {
  const Texts wanted = {"", "a", "it's", "\"", "\\", "\n\t\x01", "\u00e4 b", ",", "]"};
  const std::string written = to_list_text(wanted);
  EXPECT_EQ(nlohmann::json::parse(written).get<Texts>(), wanted);
  Texts quoted;
  for (const std::string& text : wanted) quoted.push_back("'" + text);
  EXPECT_EQ(texts(written), quoted);
  EXPECT_EQ(to_list_text({}), "[]");
}

}  // namespace
}  // namespace sidproof
