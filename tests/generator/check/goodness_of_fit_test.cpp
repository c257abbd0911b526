// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/check/goodness_of_fit.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "random/stream.hpp"

namespace sidproof {
namespace {

using reference::log_e_value;
using reference::rejection_threshold;

// Counts of draws from weights.
std::vector<std::uint64_t> draws(const std::vector<std::uint64_t>& weights, std::uint64_t n,
                                 std::uint64_t seed) {
  std::uint64_t total = 0;
  for (const std::uint64_t weight : weights) total += weight;
  RandomStream random(Seed{2, seed});
  std::vector<std::uint64_t> counts(weights.size(), 0);
  for (std::uint64_t i = 0; i < n; ++i) {
    std::uint64_t u = random.below(total);
    std::size_t cell = 0;
    while (u >= weights[cell]) u -= weights[cell++];
    ++counts[cell];
  }
  return counts;
}

std::vector<Rational> law(const std::vector<std::uint64_t>& weights) {
  Integer total = 0;
  for (const std::uint64_t weight : weights) total += weight;
  std::vector<Rational> result;
  for (const std::uint64_t weight : weights) result.emplace_back(Integer(weight), total);
  return result;
}

TEST(GoodnessOfFit, EqualsTheFormulaOnACaseThatCanBeDoneByHand) {
  // Two cells of 1/2, one draw: every Dirichlet mixture predicts 1/2, so E = 1.
  const Enclosure one = log_e_value(std::vector<std::uint64_t>{1, 0}, law({1, 1}));
  EXPECT_LE(one.lo, 0);
  EXPECT_GE(one.hi, 0);
  EXPECT_LT(one.hi - one.lo, 1e-9);
  // Two equal draws: (kappa/2 + 1) / (kappa + 1) / (1/2) for each kappa.
  double mean = 0;
  for (int power = 4; power <= 24; power += 2)
    mean += (std::exp2(power) / 2 + 1) / (std::exp2(power) + 1) * 2 / 11;
  const Enclosure two = log_e_value(std::vector<std::uint64_t>{2, 0}, law({1, 1}));
  EXPECT_NEAR(two.mid(), std::log(mean), 1e-12);
}

// The mean of E over all outcomes is 1: that is what makes it an e-value.
TEST(GoodnessOfFit, HasTheMeanOneUnderTheLaw) {
  const std::vector<Rational> p = law({1, 2, 5});
  for (unsigned n = 1; n <= 6; ++n) {
    double mean = 0;
    for (unsigned a = 0; a <= n; ++a)
      for (unsigned b = 0; a + b <= n; ++b) {
        const unsigned c = n - a - b;
        const double ways = std::tgamma(n + 1.0) / std::tgamma(a + 1.0) / std::tgamma(b + 1.0) /
                            std::tgamma(c + 1.0);
        const double probability =
            ways * std::pow(1.0 / 8, a) * std::pow(2.0 / 8, b) * std::pow(5.0 / 8, c);
        mean += probability * std::exp(log_e_value(std::vector<std::uint64_t>{a, b, c}, p).mid());
      }
    EXPECT_NEAR(mean, 1.0, 1e-12) << n;
  }
}

TEST(GoodnessOfFit, AcceptsTheLawAndRejectsTenPercentOfNoise) {
  std::vector<std::uint64_t> weights;
  std::vector<std::uint64_t> noisy;
  for (std::uint64_t i = 0; i < 64; ++i) {
    weights.push_back(1000 + 37 * i);
    noisy.push_back(weights.back() * (i % 2 == 0 ? 110 : 90) / 100);
  }
  EXPECT_LT(log_e_value(draws(weights, 100'000, 1), law(weights)).hi, 5);
  EXPECT_GT(log_e_value(draws(noisy, 100'000, 1), law(weights)).lo, rejection_threshold);
}

TEST(GoodnessOfFit, RejectsACellThatIsNeverDrawn) {
  std::vector<std::uint64_t> weights(16, 100);
  std::vector<std::uint64_t> without = weights;
  without.back() = 0;
  EXPECT_GT(log_e_value(draws(without, 20'000, 3), law(weights)).lo, rejection_threshold);
}

TEST(GoodnessOfFit, CellsOfProbabilityZeroThatAreNeverDrawnChangeNothing) {
  const std::vector<std::uint64_t> two{3, 4};
  const std::vector<std::uint64_t> three{3, 0, 4};
  const std::vector<Rational> law{Rational(1, 4), Rational(3, 4)};
  const std::vector<Rational> wider{Rational(1, 4), 0, Rational(3, 4)};
  EXPECT_EQ(log_e_value(two, law).lo, log_e_value(three, wider).lo);
}

TEST(GoodnessOfFit, NeedsAProbabilityForEachCount) {
  const std::vector<std::uint64_t> counts{3, 4};
  using Law = std::vector<Rational>;
  for (const Law& law : {Law{1}, Law{1, 0}, Law{Rational(1, 2), Rational(1, 4), Rational(1, 4)}})
    EXPECT_THROW(static_cast<void>(log_e_value(counts, law)), std::invalid_argument);
}

}  // namespace
}  // namespace sidproof
