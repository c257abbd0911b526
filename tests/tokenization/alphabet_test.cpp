// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/alphabet.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace sidproof {
namespace {

TEST(Alphabet, OfNumbersWritesAndFindsDecimals) {
  const Alphabet alphabet = Alphabet::numbers(256);
  EXPECT_EQ(alphabet.size(), 256U);
  EXPECT_EQ(alphabet.text(0), "0");
  EXPECT_EQ(alphabet.text(255), "255");
  for (std::uint32_t token = 0; token < 256; ++token)
    EXPECT_EQ(alphabet.find(alphabet.text(token)), token);
}

TEST(Alphabet, OfNumbersFindsNothingElse) {
  const Alphabet alphabet = Alphabet::numbers(256);
  for (const char* text : {"256", "-1", "", "01", "00", "1 ", " 1", "1a", "99999999999999999999"})
    EXPECT_EQ(alphabet.find(text), std::nullopt) << text;
}

TEST(Alphabet, OfTextsKeepsCaseAndBytes) {
  const Alphabet alphabet = Alphabet::texts({"<a_1>", "<A_1>", "", "\xff"});
  EXPECT_FALSE(alphabet.is_numeric());
  EXPECT_EQ(alphabet.find("<a_1>"), 0U);
  EXPECT_EQ(alphabet.find("<A_1>"), 1U);
  EXPECT_EQ(alphabet.find(""), 2U);
  EXPECT_EQ(alphabet.find("\xff"), 3U);
  EXPECT_EQ(alphabet.find("<a_2>"), std::nullopt);
}

TEST(Alphabet, InternNumbersTokensInOrderOfFirstAppearance) {
  Alphabet alphabet;
  EXPECT_EQ(alphabet.intern("b"), 0U);
  EXPECT_EQ(alphabet.intern("a"), 1U);
  EXPECT_EQ(alphabet.intern("b"), 0U);
  EXPECT_EQ(alphabet.size(), 2U);
  EXPECT_EQ(alphabet.text(1), "a");
}

TEST(Alphabet, RefusesEqualTextsTextsAmongNumbersAndTokensThatItDoesNotHave) {
  EXPECT_THROW(static_cast<void>(Alphabet::texts({"a", "b", "a"})), std::invalid_argument);
  Alphabet numbers = Alphabet::numbers(3);
  EXPECT_THROW(numbers.intern("a"), std::logic_error);
  EXPECT_EQ(numbers.size(), 3U);
  EXPECT_THROW(static_cast<void>(numbers.text(3)), std::out_of_range);
  EXPECT_THROW(static_cast<void>(Alphabet::texts({"a"}).text(1)), std::out_of_range);
}

}  // namespace
}  // namespace sidproof
