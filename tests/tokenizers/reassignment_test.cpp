// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "tokenizers/exponential.hpp"
#include "tokenizers/relocate.hpp"
#include "tokenizers/sinkhorn.hpp"
#include "tokenizers/support.hpp"

namespace sidproof {
namespace {

using testing::codes_of;
using testing::rows_of;
using Rows = std::vector<std::vector<std::uint32_t>>;

constexpr double infinity = std::numeric_limits<double>::infinity();

// Items and tokens on a line: token t of any level stands at t, item i at place[i].
class LineGeometry final : public CodeGeometry {
 public:
  explicit LineGeometry(std::vector<double> place, std::uint32_t codewords = 1000)
      : place_(std::move(place)), codewords_(codewords) {}

  void distances(std::size_t row, std::span<const std::uint32_t> /*prefix*/,
                 std::span<double> distance) const override {
    for (std::size_t t = 0; t < distance.size(); ++t) {
      const double d = place_[row] - static_cast<double>(t);
      distance[t] = t < codewords_ ? d * d : infinity;
    }
  }
  [[nodiscard]] std::size_t rank(std::size_t row) const override { return row; }

 private:
  std::vector<double> place_;
  std::uint32_t codewords_;
};

TEST(Relocate, KeepsTheBestFittingMemberAndMovesTheOthersNearby) {
  const LineGeometry geometry({2.4, 2.1, 2.2, 9.0});
  const Result<CodeRows> result =
      relocate(codes_of({{0, 2}, {0, 2}, {0, 2}, {0, 3}}, {1, 10}), geometry);
  ASSERT_TRUE(result);
  // Row 1 fits best. Row 2 comes next: 3 is taken, 1 is nearest. Row 0: 4 (1.6 away)
  // is nearer than 0 (2.4 away).
  EXPECT_EQ(rows_of(*result), (Rows{{0, 4}, {0, 2}, {0, 1}, {0, 3}}));
}

TEST(Relocate, ChangesAnEarlierLevelOnlyWhenThePrefixIsFull) {
  const LineGeometry geometry({0, 0, 0, 0});
  const Result<CodeRows> result =
      relocate(codes_of({{0, 0}, {0, 0}, {0, 0}, {2, 0}}, {3, 2}), geometry);
  ASSERT_TRUE(result);
  EXPECT_EQ(rows_of(*result), (Rows{{0, 0}, {0, 1}, {1, 0}, {2, 0}}));
}

TEST(Relocate, SkipsPrefixesThatAreFull) {
  const LineGeometry geometry({0, 0, 1, 1, 1});
  const Result<CodeRows> result =
      relocate(codes_of({{0, 0}, {0, 1}, {1, 0}, {1, 1}, {1, 1}}, {3, 2}), geometry);
  ASSERT_TRUE(result);
  // Prefixes 0 and 1 are full: from 1 both are equally far, only 2 is open.
  EXPECT_EQ(rows_of(*result).back(), (std::vector<std::uint32_t>{2, 1}));
}

TEST(Relocate, UsesTokensWithoutCodewordLast) {
  const LineGeometry geometry({0, 0, 0}, 2);
  const Result<CodeRows> result = relocate(codes_of({{0}, {0}, {0}}, {4}), geometry);
  ASSERT_TRUE(result);
  EXPECT_EQ(rows_of(*result), (Rows{{0}, {1}, {2}}));
}

TEST(Relocate, FillsTheWholeCodeSpaceWhenItemsAreAsMany) {
  const LineGeometry geometry(std::vector<double>(8, 0.0));
  const Result<CodeRows> result = relocate(codes_of(Rows(8, {0, 0, 0}), {2, 2, 2}), geometry);
  ASSERT_TRUE(result);
  EXPECT_TRUE(collision_groups(*result).empty());
}

TEST(Relocate, RefusesMoreItemsThanSequences) {
  const LineGeometry geometry(std::vector<double>(9, 0.0));
  const Result<CodeRows> result = relocate(codes_of(Rows(9, {0, 0, 0}), {2, 2, 2}), geometry);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::out_of_range);
  EXPECT_EQ(result.error().what, "9 items do not fit into 8 sequences");
}

TEST(TransportPlan, HasTheMarginalsThatItPromises) {
  const std::vector<double> cost{0, 3, 5, 1, 2, 9, 4, 4, 4, 4, 0, 2};
  const std::vector<double> plan = transport_plan(cost, 3, 500, 0.5);
  for (std::size_t j = 0; j < 4; ++j) EXPECT_NEAR(plan[j] + plan[4 + j] + plan[8 + j], 0.25, 1e-12);
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_NEAR(plan[4 * i] + plan[4 * i + 1] + plan[4 * i + 2] + plan[4 * i + 3], 1.0 / 3, 1e-9);
}

// exp(-cost / epsilon) scaled by rows and columns keeps its cross ratios.
TEST(TransportPlan, IsAScalingOfTheExponentialKernel) {
  const std::vector<double> cost{0, 3, 5, 2, 9, 4};
  const std::vector<double> plan = transport_plan(cost, 2, 100, 0.5);
  const double amplitude = 4.5;  // extremes 0 and 9
  for (std::size_t j = 1; j < 3; ++j) {
    const double ratio = plan[0] * plan[3 + j] / (plan[j] * plan[3]);
    const double exponent = (cost[0] + cost[3 + j] - cost[j] - cost[3]) / amplitude / 0.5;
    EXPECT_NEAR(std::log(ratio), -exponent, 1e-9);
  }
}

TEST(TransportPlan, SurvivesTheSmallestRegularisationAndInfiniteCosts) {
  const std::vector<double> plan =
      transport_plan(std::vector<double>{0, 100, infinity, 100, 0, infinity}, 2, 50, 0.002);
  for (const double share : plan) EXPECT_TRUE(std::isfinite(share));
  EXPECT_GT(plan[0], plan[1]);
  EXPECT_GT(plan[4], plan[3]);
  EXPECT_EQ(plan[2], 0.0);
}

const SinkhornOptions defaults{};

TEST(Sinkhorn, SeparatesItemsThatDifferAndKeepsThePrefix) {
  const LineGeometry geometry({1.8, 2.2, 7});
  const SinkhornResult result =
      sinkhorn(codes_of({{3, 2}, {3, 2}, {3, 7}}, {4, 10}), geometry, defaults);
  EXPECT_TRUE(collision_groups(result.codes).empty());
  EXPECT_LT(result.codes[0][1], result.codes[1][1]);
  EXPECT_EQ(rows_of(result.codes)[2], (std::vector<std::uint32_t>{3, 7}));
  for (std::size_t row = 0; row < 3; ++row) EXPECT_EQ(result.codes[row][0], 3U);
}

TEST(Sinkhorn, CannotSeparateEqualFeatures) {
  const LineGeometry geometry({2, 2});
  const CodeRows codes = codes_of({{0, 2}, {0, 2}}, {1, 10});
  const SinkhornResult result = sinkhorn(codes, geometry, defaults);
  EXPECT_EQ(result.codes, codes);
}

// Ranks items from the last row to the first and notes who is asked about.
class BackwardGeometry final : public CodeGeometry {
 public:
  void distances(std::size_t row, std::span<const std::uint32_t> /*prefix*/,
                 std::span<double> distance) const override {
    asked.push_back(row);
    for (std::size_t t = 0; t < distance.size(); ++t) distance[t] = static_cast<double>(t + row);
  }
  [[nodiscard]] std::size_t rank(std::size_t row) const override { return 100 - row; }
  mutable std::vector<std::size_t> asked;
};

TEST(Sinkhorn, TakesTheMembersOfAGroupInTheirCanonicalOrder) {
  const BackwardGeometry geometry;
  (void)sinkhorn(codes_of({{1}, {0}, {1}, {1}}), geometry, {1, 5, 0.01});
  EXPECT_EQ(geometry.asked, (std::vector<std::size_t>{3, 2, 0}));
}

TEST(Sinkhorn, RunsNoRoundWithoutCollisions) {
  const LineGeometry geometry({0, 5});
  EXPECT_EQ(sinkhorn(codes_of({{0}, {5}}), geometry, defaults).rounds, 0U);
}

TEST(Sinkhorn, StopsAfterTheGrantedRounds) {
  const LineGeometry geometry({2, 2, 2.5});
  const CodeRows codes = codes_of({{2}, {2}, {2}}, {10});
  EXPECT_LE(sinkhorn(codes, geometry, {2, 50, 0.003}).rounds, 2U);
  const SinkhornResult none = sinkhorn(codes, geometry, {0, 50, 0.003});
  EXPECT_EQ(none.codes, codes);
}

// A group that is sent onto an item of the same prefix must not end up worse.
TEST(Sinkhorn, NeverReturnsMoreExcessThanItGot) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    RandomStream random(Seed{0, seed});
    Rows rows;
    std::vector<double> place;
    for (int i = 0; i < 8; ++i) {
      place.push_back(4 * random.unit());
      rows.push_back({static_cast<std::uint32_t>(std::lround(place.back()))});
    }
    const CodeRows codes = codes_of(rows, {5});
    const LineGeometry geometry(place);
    const auto before = count_collisions(collision_groups(codes)).excess;
    const SinkhornResult result = sinkhorn(codes, geometry, defaults);
    EXPECT_LE(count_collisions(collision_groups(result.codes)).excess, before) << seed;
  }
}

TEST(PortableExp, IsWithinTwoToTheMinusFiftyOfTheTrueValue) {
  for (double x = -700; x <= 700; x += 0.37) {
    const long double expected = std::exp(static_cast<long double>(x));
    const long double error = (static_cast<long double>(portable_exp(x)) - expected) / expected;
    EXPECT_LT(std::abs(error), 0x1p-50L) << x;
  }
  EXPECT_EQ(portable_exp(0), 1.0);
}

}  // namespace
}  // namespace sidproof
