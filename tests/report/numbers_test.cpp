// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/numbers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace sidproof {
namespace {

// No-break spaces as underscores, so that the expectations can be read.
std::string plain(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool mark = text.compare(i, group_mark.size(), group_mark) == 0;
    out.push_back(mark ? '_' : text[i]);
    if (mark) i += group_mark.size() - 1;
  }
  return out;
}

TEST(Numbers, DigitsAreGroupedFromFiveDigitsOn) {
  EXPECT_EQ(plain(grouped(0)), "0");
  EXPECT_EQ(plain(grouped(9999)), "9999");
  EXPECT_EQ(plain(grouped(16859)), "16_859");
  EXPECT_EQ(plain(grouped(100000)), "100_000");
  EXPECT_EQ(plain(grouped(18446744073709551615U)), "18_446_744_073_709_551_615");
}

TEST(Numbers, BigIntegersShowThreeCorrectlyRoundedDigits) {
  EXPECT_EQ(human(Integer(3489660928U)), "3.49e9");
  EXPECT_EQ(plain(human(Integer(9999999))), "9_999_999");
  EXPECT_EQ(human(Integer(10000000)), "1e7");
  EXPECT_EQ(human(Integer(99949999)), "9.99e7");
  EXPECT_EQ(human(Integer(99850000)), "9.98e7");  // a tie goes to the even neighbour
  EXPECT_EQ(human(Integer(99950000)), "1e8");     // and carries
  EXPECT_EQ(human(Integer(99960000)), "1e8");
  EXPECT_EQ(human(boost::multiprecision::pow(Integer(2), 256)), "1.16e77");
  EXPECT_EQ(human(Integer(-3489660928)), "-3.49e9");
}

TEST(Numbers, EveryPrintedDigitOfAnEnclosureIsSharedByItsEnds) {
  EXPECT_EQ(enclosure_text({0.0504407430, 0.0504407431}, 8), "0.050440743");
  EXPECT_EQ(enclosure_text({0.0504, 0.0506}, 8), "0.05");
  EXPECT_EQ(enclosure_text({0.9999999, 1.0000001}, 8), "1.00000");
  EXPECT_EQ(enclosure_text({2, 2}, 8), "2");
  EXPECT_EQ(enclosure_text({0, 0}, 8), "0");
  EXPECT_EQ(enclosure_text({-0.25, -0.25}, 8), "-0.25");
  EXPECT_EQ(enclosure_text({-0.59341511, -0.59341509}, 6), "-0.593415");
}

TEST(Numbers, EndsThatShareNoDigitAreShownAsAnOutwardInterval) {
  EXPECT_EQ(enclosure_text({0.1, 0.9}, 8), "[0.1, 0.9]");
  EXPECT_EQ(enclosure_text({-1, 1}, 8), "[-1, 1]");
  EXPECT_EQ(enclosure_text({0, std::numeric_limits<double>::infinity()}, 8), "[0, infinity]");
  EXPECT_EQ(enclosure_text({std::nan(""), 1}, 8), "undefined");
  // Both ends need more digits than are shown: down on the left, up on the right.
  const std::string text = enclosure_text({-0.123456789, 0.987654321}, 8);
  const double lo = std::stod(text.substr(1));
  const double hi = std::stod(text.substr(text.find(',') + 1));
  EXPECT_LE(lo, -0.123456789);
  EXPECT_GE(hi, 0.987654321);
}

TEST(Numbers, PercentagesAreRoundedFromTheExactFraction) {
  EXPECT_EQ(plain(percent(Rational(317, 4533), 7)), "6.993161_%");
  EXPECT_EQ(plain(percent(Rational(142, 16859))), "0.8423_%");
  EXPECT_EQ(plain(percent(Rational(0))), "0_%");
  EXPECT_EQ(plain(percent(Rational(1))), "100_%");
  EXPECT_EQ(plain(percent(Rational(1, 2))), "50_%");
  EXPECT_EQ(plain(percent(Rational(99999, 100000))), "100_%");
  EXPECT_EQ(plain(percent(Rational(1, 1000000000))), "1e-7_%");
}

TEST(Numbers, FractionsAreWrittenInLowestTerms) {
  EXPECT_EQ(exact_text(Rational(6, 4)), "3/2");
  EXPECT_EQ(exact_text(Rational(6, 3)), "2");
  EXPECT_EQ(exact_text(Rational(-1, 3)), "-1/3");
}

TEST(Numbers, TheNearestDoubleOfSmallFractionsIsTheQuotientOfDoubles) {
  // Quotients of integers below 2^53 are rounded correctly by IEEE division.
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const auto top = static_cast<std::int64_t>(random() >> (12U + random() % 40U));
    const auto bottom = static_cast<std::int64_t>(random() >> (12U + random() % 40U)) + 1;
    const double want = static_cast<double>(top) / static_cast<double>(bottom);
    EXPECT_EQ(nearest_double(Rational(top, bottom)), want) << top << "/" << bottom;
    EXPECT_EQ(nearest_double(Rational(-top, bottom)), -want);
  }
}

TEST(Numbers, TheNearestDoubleBreaksTiesToEvenAndKnowsTheExtremes) {
  const Integer two53 = Integer(1) << 53U;
  EXPECT_EQ(nearest_double(Rational(two53 + 1)), 9007199254740992.0);
  EXPECT_EQ(nearest_double(Rational(two53 + 3)), 9007199254740996.0);
  EXPECT_EQ(nearest_double(Rational(Integer(2 * (two53 + 1) + 1), Integer(2))), 9007199254740994.0);
  EXPECT_EQ(nearest_double(Rational(Integer(1) << 2000U)), std::numeric_limits<double>::infinity());
  EXPECT_EQ(nearest_double(Rational(Integer(1), Integer(1) << 1074U)),
            std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(nearest_double(Rational(Integer(1), Integer(1) << 1080U)), 0.0);
  EXPECT_EQ(nearest_double(Rational(Integer(1), Integer(1) << 5000U)), 0.0);
  EXPECT_EQ(nearest_double(Rational(Integer(3), Integer(1) << 1075U)),
            2 * std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(nearest_double(Rational(Integer(1) << 5000U, (Integer(1) << 5001U) + 1)), 0.5);
}

TEST(Numbers, TheShortestFormReadsBackAsTheSameDouble) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 2000; ++i) {
    const double value =
        std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 400U) - 300);
    EXPECT_EQ(std::stod(shortest(value)), value);
  }
}

TEST(Numbers, CountsAgreeWithTheirNouns) {
  EXPECT_EQ(plain(counted(1, "item", "items")), "1_item");
  EXPECT_EQ(plain(counted(0, "item", "items")), "0_items");
  EXPECT_EQ(plain(counted(12345, "item", "items")), "12_345_items");
}

}  // namespace
}  // namespace sidproof
