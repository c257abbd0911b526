// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "exact/flint_rational.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <utility>

#include "exact/rational.hpp"

namespace sidproof {
namespace {

TEST(FlintRational, AgreesWithBoostInValueOrderAndText) {
  std::mt19937_64 random(7);
  Rational boost = 1;
  FlintRational flint(1);
  for (int round = 0; round < 2000; ++round) {
    // Numbers grow to some thousand bits and are reset now and then.
    if (round % 100 == 0) boost = 1, flint = FlintRational(1);
    const auto n =
        static_cast<std::int64_t>(random() >> (random() % 64)) * (round % 3 == 0 ? -1 : 1);
    const auto d = static_cast<std::int64_t>(random() >> (1 + random() % 62)) + 1;
    const Rational x = Rational(n) / d;
    const FlintRational y = fraction<FlintRational>(n, d);
    ASSERT_EQ(boost < x, flint < y);
    switch (random() % 4) {
      case 0: boost += x, flint += y; break;
      case 1: boost -= x, flint -= y; break;
      case 2: boost *= x, flint *= y; break;
      default:
        if (x != 0) boost /= x, flint /= y;
    }
    ASSERT_EQ(flint.text(), boost.str());
    ASSERT_TRUE(flint.is_canonical());
    ASSERT_EQ(flint.sign(), boost.sign());
  }
}

TEST(FlintRational, TextsParseBackAndAreReduced) {
  EXPECT_EQ(FlintRational::parse("-6/8").text(), "-3/4");
  EXPECT_EQ(FlintRational::parse("10/5").text(), "2");
  EXPECT_EQ(FlintRational::parse("6/-8").text(), "-3/4");
  const std::string big = "123456789012345678901234567890/1000000007";
  EXPECT_EQ(FlintRational::parse(big).text(), big);
}

TEST(FlintRational, OtherTextsAreRefused) {
  for (const char* text : {"", "/", "1/", "/2", "1.5", "1/2/3", "+1", " 1", "1e3", "-", "0x10"})
    EXPECT_THROW((void)FlintRational::parse(text), std::invalid_argument) << text;
  EXPECT_THROW((void)FlintRational::parse("1/0"), std::overflow_error);
}

TEST(FlintRational, CopiesAreIndependentAndMovesKeepTheValue) {
  const FlintRational large = FlintRational::parse("123456789012345678901234567890/1000000007");
  FlintRational copy = large;
  copy += FlintRational(1);
  EXPECT_EQ(large.text(), "123456789012345678901234567890/1000000007");
  const FlintRational moved = std::move(copy);
  EXPECT_EQ(moved, large + FlintRational(1));
  FlintRational target(5);
  const FlintRational* self = &target;
  target = *self;
  EXPECT_EQ(target.text(), "5");
}

TEST(FlintRational, HoldsTheSmallestInteger) {
  const auto smallest = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(FlintRational(smallest).text(), std::to_string(smallest));
  EXPECT_EQ((-FlintRational(smallest)).text(), "9223372036854775808");
}

}  // namespace
}  // namespace sidproof
