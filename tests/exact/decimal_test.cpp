// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/decimal.hpp"

#include <gtest/gtest.h>

#include <string>

namespace sidproof {
namespace {

TEST(ParseDecimal, GivesTheVeryNumber) {
  EXPECT_EQ(parse_decimal("0"), Rational(0));
  EXPECT_EQ(parse_decimal("007"), Rational(7));
  EXPECT_EQ(parse_decimal("12.5"), Rational(25, 2));
  EXPECT_EQ(parse_decimal("0.10"), Rational(1, 10));
  EXPECT_EQ(parse_decimal("19.99999999999999999999"), 20 - Rational(1, pow(Integer(10), 20)));
  EXPECT_EQ(parse_decimal("18446744073709551616"), Rational(Integer(1) << 64));
  const std::string longest = "0." + std::string(longest_decimal - 3, '0') + "1";
  EXPECT_EQ(parse_decimal(longest), Rational(1, pow(Integer(10), longest_decimal - 2)));
}

TEST(ParseDecimal, RefusesOtherTexts) {
  for (const char* text : {"", ".", "1.", ".5", "1.2.3", "-1", "+1", " 1", "1 ", "1e3", "0x1",
                           "nan", "1,5", "\xd9\xa1"})
    EXPECT_EQ(parse_decimal(text), std::nullopt) << text;
  EXPECT_EQ(parse_decimal(std::string(longest_decimal + 1, '1')), std::nullopt);
}

}  // namespace
}  // namespace sidproof
