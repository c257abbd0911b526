// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/arithmetic/token_law.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "exact/ball.hpp"
#include "exact/rational.hpp"
#include "random/stream.hpp"

namespace sidproof {
namespace {

using reference::weight_total;

std::vector<float> draw_logits(RandomStream& random, std::size_t count, double reach) {
  std::vector<float> logits(count);
  for (float& logit : logits) logit = static_cast<float>((2 * random.unit() - 1) * reach);
  return logits;
}

std::vector<std::uint64_t> weights_of(const std::vector<float>& logits) {
  std::vector<std::uint64_t> weights(logits.size());
  reference::integer_weights(logits.data(), logits.size(), weights.data());
  return weights;
}

std::vector<std::int64_t> logs_of(const std::vector<float>& logits) {
  std::vector<std::int64_t> logs(logits.size());
  reference::fixed_logs(logits.data(), logits.size(), logs.data());
  return logs;
}

Ball ball(double x) {
  const Rational exact(x);
  return Ball::fraction(numerator(exact).str(), denominator(exact).str(), 128);
}

// The softmax of the logits, by Arb.
std::vector<Ball> softmax(const std::vector<float>& logits) {
  std::vector<Ball> law;
  Ball sum(0, 128);
  for (const float logit : logits) {
    law.push_back(exp(ball(static_cast<double>(logit))));
    sum += law.back();
  }
  for (Ball& p : law) p /= sum;
  return law;
}

TEST(TokenLaw, WeightsArePositiveAndAddUpToTwoToThe48) {
  RandomStream random(Seed{0, 1});
  for (const std::size_t count : {1U, 2U, 3U, 16U, 255U, 256U, 257U, 4096U})
    for (const double reach : {0.0, 1.0, 30.0, 1e4, 3e38}) {
      const auto weights = weights_of(draw_logits(random, count, reach));
      ASSERT_EQ(std::accumulate(weights.begin(), weights.end(), std::uint64_t{0}), weight_total);
      ASSERT_GE(*std::min_element(weights.begin(), weights.end()), 1U);
    }
}

TEST(TokenLaw, WeightsAreTheSoftmaxUpToTheStatedDistance) {
  RandomStream random(Seed{0, 2});
  for (const std::size_t count : {2U, 16U, 256U, 1024U})
    for (const double reach : {0.5, 4.0, 40.0}) {
      const auto logits = draw_logits(random, count, reach);
      const auto weights = weights_of(logits);
      const auto exact = softmax(logits);
      double distance = 0;
      for (std::size_t i = 0; i < count; ++i) {
        const Enclosure difference =
            (ball(static_cast<double>(weights[i]) * 0x1p-48) - exact[i]).enclose();
        distance += std::max(std::abs(difference.lo), std::abs(difference.hi)) / 2;
      }
      const double cut = 62 - std::ceil(std::log2(static_cast<double>(count)));
      const double bound = static_cast<double>(count) * (0x1p-47 + std::exp2(-cut)) + 0x1p-50;
      EXPECT_LE(distance, bound);
      EXPECT_GT(distance, 0);
    }
}

TEST(TokenLaw, LogarithmsAreWithinHalfAUnit) {
  RandomStream random(Seed{0, 3});
  for (const std::size_t count : {1U, 2U, 16U, 256U, 1024U})
    for (const double reach : {0.5, 4.0, 40.0, 300.0}) {
      const auto logits = draw_logits(random, count, reach);
      const auto logs = logs_of(logits);
      const auto exact = softmax(logits);
      for (std::size_t i = 0; i < count; ++i) {
        ASSERT_LE(logs[i], 0);
        const double nats = static_cast<double>(logs[i]) * 0x1p-40;
        const Enclosure error = (ball(nats) - log(exact[i])).enclose();
        const double bound = 0x1p-41 + std::abs(nats) * 0x1p-52 + 0x1p-50;
        ASSERT_LE(std::max(std::abs(error.lo), std::abs(error.hi)), bound) << count << ' ' << reach;
      }
    }
}

TEST(TokenLaw, LogarithmsSaturateInsteadOfOverflowing) {
  const auto logs = logs_of({3e38F, -3e38F, 0.0F});
  EXPECT_EQ(logs, (std::vector<std::int64_t>{0, reference::least_log, reference::least_log}));
}

TEST(TokenLaw, EqualLogitsGetEqualLogsAndWeightsWithinOneUnit) {
  const auto weights = weights_of(std::vector<float>(7, 2.5F));
  const auto [least, most] = std::minmax_element(weights.begin(), weights.end());
  EXPECT_LE(*most - *least, 1U);
  const auto logs = logs_of(std::vector<float>(7, 2.5F));
  EXPECT_EQ(std::count(logs.begin(), logs.end(), logs.front()), 7);
}

TEST(TokenLaw, SumsFollowTheContractsOrder) {
  std::vector<double> terms(100);
  std::iota(terms.begin(), terms.end(), 0.1);
  terms[5] = 1e17;
  terms[37] = -1e17;
  std::vector<double> lanes(32, 0.0);
  for (std::size_t i = 0; i < terms.size(); ++i) lanes[i % 32] += terms[i];
  for (std::size_t half = 16; half > 0; half /= 2)
    for (std::size_t i = 0; i < half; ++i) lanes[i] += lanes[i + half];
  EXPECT_EQ(reference::lane_sum(terms.size(), [&](std::size_t i) { return terms[i]; }), lanes[0]);
  EXPECT_NE(lanes[0], std::accumulate(terms.begin(), terms.end(), 0.0));
}

TEST(FixedLog, OfNoNumberIsTheLeast) {
  EXPECT_EQ(reference::fixed_log(std::numeric_limits<double>::quiet_NaN()), reference::least_log);
  EXPECT_EQ(reference::fixed_log(-std::numeric_limits<double>::infinity()), reference::least_log);
  EXPECT_EQ(reference::fixed_log(-1024.0), reference::least_log);
  EXPECT_EQ(reference::fixed_log(-1.0), -(std::int64_t{1} << 40U));
}

}  // namespace
}  // namespace sidproof
