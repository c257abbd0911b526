// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/nearest.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <tuple>

#include "random/stream.hpp"

namespace sidproof {
namespace {

struct Problem {
  Tiles points;
  std::vector<float> codewords;
};

Problem random_problem(std::size_t rows, std::size_t columns, std::size_t count,
                       std::uint64_t seed) {
  RandomStream random(Seed{0, seed});
  Problem problem{Tiles(rows, columns), std::vector<float>(count * columns)};
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t j = 0; j < columns; ++j)
      problem.points.at(row, j) = static_cast<float>(random.unit());
  for (float& value : problem.codewords) value = static_cast<float>(random.unit());
  return problem;
}

// The definition, one point and codeword at a time.
Nearest by_definition(const Problem& problem) {
  const std::size_t columns = problem.points.columns();
  Nearest result;
  for (std::size_t row = 0; row < problem.points.rows(); ++row) {
    std::uint32_t best = 0;
    float smallest = std::numeric_limits<float>::infinity();
    for (std::size_t c = 0; c < problem.codewords.size() / columns; ++c) {
      float sum = 0;
      for (std::size_t j = 0; j < columns; ++j) {
        const float difference = problem.points.at(row, j) - problem.codewords[c * columns + j];
        const volatile float square = difference * difference;  // rounded before the sum
        sum += square;
      }
      if (sum < smallest) {
        smallest = sum;
        best = static_cast<std::uint32_t>(c);
      }
    }
    result.codeword.push_back(best);
    result.distance.push_back(smallest);
  }
  return result;
}

class NearestShapes
    : public ::testing::TestWithParam<std::tuple<std::size_t, std::size_t, std::size_t>> {};

TEST_P(NearestShapes, EveryVectorWidthGivesTheBitsOfTheDefinition) {
  const auto [rows, columns, count] = GetParam();
  const Problem problem = random_problem(rows, columns, count, rows + columns + count);
  const Nearest expected = by_definition(problem);
  for (const VectorWidth width : {VectorWidth::four, VectorWidth::eight, VectorWidth::sixteen}) {
    const Nearest found = nearest(problem.points, problem.codewords, {1}, width);
    EXPECT_EQ(found.codeword, expected.codeword);
    EXPECT_EQ(found.distance, expected.distance);
  }
}

INSTANTIATE_TEST_SUITE_P(Shapes, NearestShapes,
                         ::testing::Combine(::testing::Values(1, 31, 32, 33, 1500),
                                            ::testing::Values(1, 7, 64),
                                            ::testing::Values(1, 2, 3, 5, 17)));

TEST(Nearest, DoesNotDependOnThreads) {
  const Problem problem = random_problem(5000, 8, 50, 1);
  const Nearest one = nearest(problem.points, problem.codewords, {1});
  for (const unsigned threads : {2U, 3U, 7U}) {
    const Nearest many = nearest(problem.points, problem.codewords, {threads});
    EXPECT_EQ(many.codeword, one.codeword);
    EXPECT_EQ(many.distance, one.distance);
  }
}

TEST(Nearest, TakesTheLowestOfEquallyNearCodewords) {
  Tiles points(2, 1);
  points.at(0, 0) = 1;
  points.at(1, 0) = 5;
  const Nearest found = nearest(points, std::vector<float>{4, 0, 2, 0, 2, 6, 4});
  EXPECT_EQ(found.codeword, (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(found.distance, (std::vector<float>{1, 1}));
}

}  // namespace
}  // namespace sidproof
