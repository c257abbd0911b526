// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/arithmetic/token_rule.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "exact/rational.hpp"
#include "generator/arithmetic/token_law.hpp"
#include "random/stream.hpp"

namespace sidproof {
namespace {

using reference::TokenRule;
using reference::truncate;
using reference::weight_total;
using Weights = std::vector<std::uint64_t>;

Weights draw(RandomStream& random, std::size_t count, double reach, double temperature = 1) {
  std::vector<float> logits(count);
  for (float& logit : logits) logit = static_cast<float>((2 * random.unit() - 1) * reach);
  Weights weights(count);
  reference::integer_weights(logits.data(), count, weights.data(), temperature);
  return weights;
}

Weights cut(Weights weights, const TokenRule& rule) {
  truncate(weights, rule);
  return weights;
}

std::size_t kept(const Weights& weights) {
  return weights.size() - static_cast<std::size_t>(std::count(weights.begin(), weights.end(), 0U));
}

std::uint64_t sum(const Weights& weights) {
  return std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
}

TEST(TokenRule, WithoutACutNothingChanges) {
  RandomStream random(Seed{0, 61});
  for (const std::size_t count : {1U, 2U, 7U, 300U}) {
    const Weights weights = draw(random, count, 5);
    EXPECT_EQ(cut(weights, {}), weights);
    EXPECT_EQ(cut(weights, {1, count, 1}), weights);
    EXPECT_EQ(cut(weights, {1, count + 9, 1}), weights);
  }
}

TEST(TokenRule, WeightsAddUpAndAreSharesToWithinAUnit) {
  RandomStream random(Seed{0, 62});
  for (const std::size_t count : {1U, 2U, 3U, 16U, 257U})
    for (const double reach : {0.0, 1.0, 30.0})
      for (const std::size_t k : {0U, 1U, 2U, 10U})
        for (const double p : {1e-300, 0.1, 0.5, 0.9, std::nextafter(1.0, 0.0), 1.0}) {
          const Weights weights = draw(random, count, reach);
          const Weights left = cut(weights, {1, k, p});
          EXPECT_EQ(sum(left), weight_total);
          std::uint64_t taken = 0;
          std::uint64_t least_kept = weight_total;
          std::uint64_t best_cut = 0;
          for (std::size_t i = 0; i < count; ++i) {
            if (left[i] == 0) {
              best_cut = std::max(best_cut, weights[i]);
              continue;
            }
            taken += weights[i];
            least_kept = std::min(least_kept, weights[i]);
          }
          EXPECT_GE(least_kept, best_cut);
          EXPECT_LE(kept(left), k == 0 ? count : k);
          for (std::size_t i = 0; i < count; ++i) {
            if (left[i] == 0) continue;
            EXPECT_GE(left[i], weights[i]);
            const Rational off =
                Rational(left[i]) - Rational(Integer(weights[i]) * weight_total, Integer(taken));
            EXPECT_LT(abs(off), 1);
          }
        }
}

TEST(TokenRule, TopPIsTheFewestBestTokensOfThatShareOfWhatTopKLeft) {
  // Quarters: 1/2, 1/4, 1/8, 1/8.
  const Weights weights{weight_total / 8, weight_total / 2, weight_total / 4, weight_total / 8};
  EXPECT_EQ(cut(weights, {1, 0, 0.5}), (Weights{0, weight_total, 0, 0}));
  EXPECT_EQ(kept(cut(weights, {1, 0, std::nextafter(0.5, 1.0)})), 2U);
  EXPECT_EQ(kept(cut(weights, {1, 0, 0.75})), 2U);
  EXPECT_EQ(kept(cut(weights, {1, 0, std::nextafter(0.75, 1.0)})), 3U);
  EXPECT_EQ(kept(cut(weights, {1, 0, 0.875})), 3U);
  EXPECT_EQ(kept(cut(weights, {1, 0, std::nextafter(1.0, 0.0)})), 4U);
  EXPECT_EQ(kept(cut(weights, {1, 0, std::numeric_limits<double>::denorm_min()})), 1U);
  // Of the three that top-k leaves, the first two have 6/7 > 0.85; of all four only 3/4.
  EXPECT_EQ(kept(cut(weights, {1, 0, 0.85})), 3U);
  EXPECT_EQ(kept(cut(weights, {1, 3, 0.85})), 2U);
  // Two thirds and one third.
  EXPECT_EQ(cut(weights, {1, 2, 1}),
            (Weights{0, weight_total * 2 / 3, weight_total - weight_total * 2 / 3, 0}));
}

TEST(TokenRule, OfEqualTokensTheLowerCodeIsKept) {
  const Weights weights(4, weight_total / 4);
  EXPECT_EQ(cut(weights, {1, 1, 1}), (Weights{weight_total, 0, 0, 0}));
  EXPECT_EQ(cut(weights, {1, 0, 0.3}), (Weights{weight_total / 2, weight_total / 2, 0, 0}));
  const Weights tail{weight_total / 4, weight_total / 2, weight_total / 4};
  EXPECT_EQ(kept(cut(tail, {1, 2, 1})), 2U);
  EXPECT_EQ(cut(tail, {1, 2, 1})[2], 0U);
}

TEST(TokenRule, TemperatureKeepsTheOrderAndOneIsNone) {
  RandomStream random(Seed{0, 63});
  for (int round = 0; round < 50; ++round) {
    std::vector<float> logits(40);
    for (float& logit : logits) logit = static_cast<float>((2 * random.unit() - 1) * 8);
    Weights plain(40);
    std::vector<std::int64_t> logs(40);
    reference::integer_weights(logits.data(), 40, plain.data());
    reference::fixed_logs(logits.data(), 40, logs.data());
    for (const double temperature : {0.1, 0.5, 1.0, 2.0, 10.0}) {
      Weights weights(40);
      std::vector<std::int64_t> tempered(40);
      reference::integer_weights(logits.data(), 40, weights.data(), temperature);
      reference::fixed_logs(logits.data(), 40, tempered.data(), temperature);
      EXPECT_EQ(sum(weights), weight_total);
      // Greedy does not see it.
      EXPECT_EQ(std::max_element(tempered.begin(), tempered.end()) - tempered.begin(),
                std::max_element(logs.begin(), logs.end()) - logs.begin());
      for (std::size_t a = 0; a < 40; ++a)
        for (std::size_t b = 0; b < 40; ++b) {
          if (logs[a] > logs[b]) {
            EXPECT_GE(tempered[a], tempered[b]);
          }
        }
      if (temperature == 1) {
        EXPECT_EQ(weights, plain);
        EXPECT_EQ(tempered, logs);
      }
    }
  }
}

TEST(TokenRule, TemperaturesAreThoseOfTheSoftmax) {
  const std::vector<float> logits{1.0F, -2.0F, 0.5F};
  for (const double temperature : {0.25, 3.0}) {
    Weights weights(3);
    reference::integer_weights(logits.data(), 3, weights.data(), temperature);
    double total = 0;
    for (const float logit : logits) total += std::exp(static_cast<double>(logit) / temperature);
    for (std::size_t i = 0; i < 3; ++i)
      EXPECT_NEAR(static_cast<double>(weights[i]) / static_cast<double>(weight_total),
                  std::exp(static_cast<double>(logits[i]) / temperature) / total, 1e-13);
  }
}

TEST(TokenRule, ExtremeTemperaturesAreGreedyAndUniform) {
  const std::vector<float> logits{1.0F, 3.0e38F, -3.0e38F, 1.5F};
  Weights weights(4);
  std::vector<std::int64_t> logs(4);
  for (const double cold : {1e-300, std::numeric_limits<double>::denorm_min()}) {
    reference::integer_weights(logits.data(), 4, weights.data(), cold);
    reference::fixed_logs(logits.data(), 4, logs.data(), cold);
    EXPECT_EQ(weights, (Weights{1, weight_total - 3, 1, 1}));
    EXPECT_EQ(logs, (std::vector<std::int64_t>{reference::least_log, 0, reference::least_log,
                                               reference::least_log}));
  }
  reference::integer_weights(logits.data(), 4, weights.data(), 1e300);
  EXPECT_EQ(weights, Weights(4, weight_total / 4));
}

TEST(TokenRule, ImpossibleOnesAreRefused) {
  const double nan = std::nan("");
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double temperature : {0.0, -1.0, nan, infinity})
    EXPECT_FALSE(validate(TokenRule{temperature})) << temperature;
  for (const double p : {0.0, -0.5, std::nextafter(1.0, 2.0), nan, infinity})
    EXPECT_FALSE(validate(TokenRule{1, 0, p})) << p;
  EXPECT_TRUE(validate(TokenRule{}));
  EXPECT_TRUE(validate(TokenRule{0.1, 5, 0.1}));
  EXPECT_EQ(validate(TokenRule{0}).error().code, ErrorCode::usage);
}

}  // namespace
}  // namespace sidproof
