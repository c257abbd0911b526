// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/least_losses.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "exact/integer.hpp"

namespace sidproof {
namespace {

// Events are (history, item, word); the item's word must not change.
struct Data {
  SequenceNumbers sequences;
  std::vector<TargetEvent> events;

  void add(std::uint32_t history, std::uint32_t item, const std::string& word, int times = 1) {
    std::vector<std::uint32_t> tokens(word.begin(), word.end());
    for (int i = 0; i < times; ++i) events.push_back({history, sequences.number(tokens), item});
  }
  LeastLosses losses() {
    std::ranges::sort(events);
    return least_losses(events, sequences);
  }
};

// -ln of a likelihood, as an exact sum.
LogSum loss_of(const Rational& likelihood) {
  LogSum loss;
  loss.add(static_cast<std::uint64_t>(boost::multiprecision::denominator(likelihood)), 1);
  loss.add(static_cast<std::uint64_t>(boost::multiprecision::numerator(likelihood)), -1);
  return loss;
}

::testing::AssertionResult is(const LogSum& loss, const Rational& likelihood) {
  LogSum difference = loss;
  difference.subtract(loss_of(likelihood));
  if (difference.is_zero()) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure()
         << "loss " << loss.enclose().mid() << ", expected " << loss_of(likelihood).enclose().mid();
}

// THEORY C2: two items share "a"; n = (1, 2), one more item "b" seen once.
TEST(LeastLosses, OfACollisionAreTheExactLikelihoods) {
  Data data;
  data.add(0, 1, "a", 1);
  data.add(0, 2, "a", 2);
  data.add(0, 3, "b", 1);
  const LeastLosses l = data.losses();
  EXPECT_TRUE(is(l.fv, Rational(1, 4) * Rational(1, 2) * Rational(1, 2) * Rational(1, 4)));
  EXPECT_TRUE(is(l.cascaded, Rational(27, 64) * Rational(1, 4)));
  EXPECT_TRUE(is(l.sequence, Rational(27, 256)));
  EXPECT_TRUE(is(l.parallel, Rational(27, 256)));  // one position: the same model
  ASSERT_TRUE(l.collided_rows.has_value());
  EXPECT_EQ(*l.collided_rows, std::pair(1U, 2U));
  EXPECT_FALSE(l.prefix_rows.has_value());
}

// THEORY C4's example: {00, 11} with equal counts has TC = log 2.
TEST(LeastLosses, OfTwoOppositeCodesDifferByTheTotalCorrelation) {
  Data data;
  data.add(0, 1, "00");
  data.add(0, 2, "11");
  const LeastLosses l = data.losses();
  EXPECT_TRUE(is(l.fv, Rational(1, 4)));
  EXPECT_TRUE(is(l.cascaded, Rational(1, 4)));
  EXPECT_TRUE(is(l.parallel, Rational(1, 16)));
}

// THEORY C1v: {0, 01}, n = (1, 1): max lik_AR = 1, max lik_FV = 1/4.
TEST(LeastLosses, OfAProperPrefixNeedNoModelOfTheEnd) {
  Data data;
  data.add(0, 1, "0");
  data.add(0, 2, "01");
  const LeastLosses l = data.losses();
  EXPECT_TRUE(is(l.fv, Rational(1, 4)));
  EXPECT_TRUE(is(l.sequence, Rational(1, 4)));
  EXPECT_TRUE(is(l.cascaded, 1));
  EXPECT_TRUE(is(l.parallel, 1));
  ASSERT_TRUE(l.prefix_rows.has_value());
  EXPECT_EQ(*l.prefix_rows, std::pair(1U, 2U));
  EXPECT_FALSE(l.collided_rows.has_value());
}

TEST(LeastLosses, CountTheEmptyCodeAsAPrefixOfEveryOther) {
  Data data;
  data.add(0, 1, "");
  data.add(0, 2, "a");
  data.add(0, 3, "b");
  const LeastLosses l = data.losses();
  EXPECT_TRUE(is(l.cascaded, Rational(1, 4)));
  EXPECT_TRUE(is(l.sequence, Rational(1, 27)));
  EXPECT_TRUE(l.prefix_rows.has_value());
}

// Codes 0, 10, 110, 111 are prefix-free: nothing is saved at the ends.
TEST(LeastLosses, OfAPrefixFreeCodeOfSeveralLengthsAreThoseOfItsSequences) {
  Data data;
  data.add(0, 1, "0", 3);
  data.add(0, 2, "10", 2);
  data.add(0, 3, "110", 1);
  data.add(0, 4, "111", 1);
  const LeastLosses l = data.losses();
  LogSum ending = l.sequence;
  ending.subtract(l.cascaded);
  EXPECT_TRUE(ending.is_zero());
  EXPECT_TRUE(is(l.cascaded, Rational(27 * 4, 823543)));  // 3^3 2^2 / 7^7
  // Position 1: 0 three times of 7; position 2: 0 twice of 4; position 3: once of 2.
  EXPECT_TRUE(is(l.parallel, Rational(27 * 256, 823543) * Rational(4 * 4, 256) * Rational(1, 4)));
}

TEST(LeastLosses, AddUpOverHistoriesAndIgnoreLoneEvents) {
  Data data;
  data.add(0, 1, "00");
  data.add(0, 2, "11");
  data.add(1, 1, "00");
  data.add(1, 3, "00");
  data.add(2, 2, "11");
  const LeastLosses l = data.losses();
  EXPECT_EQ(l.histories, 3U);
  EXPECT_EQ(l.lone_events, 1U);
  EXPECT_TRUE(is(l.fv, Rational(1, 16)));
  EXPECT_TRUE(is(l.cascaded, Rational(1, 4)));
  EXPECT_TRUE(is(l.parallel, Rational(1, 16)));
}

TEST(LeastLosses, DoNotMixItemsThatCollideAfterDifferentHistories) {
  Data data;
  data.add(0, 1, "0", 2);
  data.add(1, 2, "0", 2);
  const LeastLosses l = data.losses();
  EXPECT_FALSE(l.collided_rows.has_value());
  EXPECT_TRUE(is(l.fv, 1));
  EXPECT_TRUE(is(l.cascaded, 1));
}

}  // namespace
}  // namespace sidproof
