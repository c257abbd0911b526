// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/text/decimal_key.hpp"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <random>
#include <string>
#include <vector>

namespace sidproof {
namespace {

using Fraction = boost::multiprecision::cpp_rational;
using boost::multiprecision::cpp_int;

/// The number by long arithmetic: digits, a point, an exponent.
Fraction value(std::string text) {
  const bool negative = text.front() == '-';
  if (negative || text.front() == '+') text.erase(0, 1);
  int exponent = 0;
  if (const auto e = text.find('e'); e != std::string::npos) {
    exponent = std::stoi(text.substr(e + 1));
    text.resize(e);
  }
  cpp_int digits = 0;
  bool behind = false;
  for (const char c : text) {
    if (c == '.') {
      behind = true;
      continue;
    }
    digits = digits * 10 + (c - '0');
    exponent -= behind ? 1 : 0;
  }
  Fraction number(digits);
  for (; exponent > 0; --exponent) number *= 10;
  for (; exponent < 0; ++exponent) number /= 10;
  return negative ? Fraction(-number) : number;
}

TEST(DecimalKey, ComparesAsTheNumbersDo) {
  std::mt19937 random(7);
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  std::vector<std::string> numbers = {"0",
                                      "-0",
                                      "0.0",
                                      "0e5",
                                      "1",
                                      "1.",
                                      ".5",
                                      "+5",
                                      "-5",
                                      "10",
                                      "1e1",
                                      "1700000000000000100",
                                      "1700000000000000000",
                                      "1700000000000000000.0000000000000001"};
  while (numbers.size() < 400) {
    std::string number = std::vector<std::string>{"", "-", "+"}[below(3)];
    const unsigned digits = 1 + below(6);
    const unsigned point = below(digits + 3);
    for (unsigned i = 0; i < digits; ++i) {
      if (i == point) number += '.';
      number += static_cast<char>('0' + (below(3) == 0 ? below(10) : below(2)));  // near ones
    }
    if (below(3) == 0) number += "e" + std::to_string(static_cast<int>(below(7)) - 3);
    numbers.push_back(number);
  }
  for (const std::string& a : numbers) {
    const auto key_a = decimal_key(a);
    ASSERT_TRUE(key_a.has_value()) << a;
    for (const std::string& b : numbers) {
      const auto key_b = decimal_key(b);
      ASSERT_TRUE(key_b.has_value()) << b;
      EXPECT_EQ(*key_a < *key_b, value(a) < value(b)) << a << " and " << b;
      EXPECT_EQ(*key_a == *key_b, value(a) == value(b)) << a << " and " << b;
    }
  }
}

TEST(DecimalKey, IsShortForTheTimesThatFilesHold) {
  EXPECT_LE(decimal_key("18446744073709551615")->size(), 15U);
  EXPECT_LE(decimal_key("1700000000.123456789")->size(), 15U);
}

TEST(DecimalKey, IsOfNumbersOnly) {
  for (const char* text : {"",
                           ".",
                           "-",
                           "+-1",
                           "1-",
                           "nan",
                           "inf",
                           "-inf",
                           "0x10",
                           "1e",
                           "1e+",
                           "1e+-2",
                           "1e-+2",
                           "e5",
                           "1 2",
                           " 1",
                           "1,5",
                           "1.2.3",
                           "2021-01-05",
                           "1e1e1",
                           "1_0",
                           "1e99999999999999999999",
                           "1e1000000000",
                           "1e-1000000001"})
    EXPECT_FALSE(decimal_key(text).has_value()) << text;
  EXPECT_TRUE(decimal_key("1e999999998").has_value());
  EXPECT_TRUE(decimal_key("0e1000000000").has_value());  // zero is zero
}

}  // namespace
}  // namespace sidproof
