// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/kmeans.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "random/stream.hpp"

namespace sidproof {
namespace {

Tiles line(const std::vector<float>& values) {
  Tiles points(values.size(), 1);
  for (std::size_t row = 0; row < values.size(); ++row) points.at(row, 0) = values[row];
  return points;
}

Tiles random_points(std::size_t rows, std::size_t columns, std::uint64_t seed) {
  RandomStream random(Seed{0, seed});
  Tiles points(rows, columns);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t j = 0; j < columns; ++j) points.at(row, j) = static_cast<float>(random.unit());
  return points;
}

KMeansOptions options_of(std::uint32_t clusters, std::uint64_t seed = 1, unsigned iterations = 25) {
  return {clusters, iterations, Seed{0, seed}, {1}, {}, {}};
}

double total(const Clustering& clustering) {
  double sum = 0;
  for (const float distance : clustering.distance) sum += static_cast<double>(distance);
  return sum;
}

// Lloyd's algorithm as a textbook has it, in double, from the same start.
double textbook_error(const Tiles& points, std::vector<float> start, unsigned iterations) {
  const std::size_t columns = points.columns();
  std::vector<double> centroids(start.begin(), start.end());
  const std::size_t count = centroids.size() / columns;
  double error = 0;
  for (unsigned round = 0; round <= iterations; ++round) {
    std::vector<double> sums(centroids.size());
    std::vector<double> sizes(count);
    error = 0;
    for (std::size_t row = 0; row < points.rows(); ++row) {
      double smallest = 1e300;
      std::size_t best = 0;
      for (std::size_t c = 0; c < count; ++c) {
        double sum = 0;
        for (std::size_t j = 0; j < columns; ++j) {
          const double d = static_cast<double>(points.at(row, j)) - centroids[c * columns + j];
          sum += d * d;
        }
        if (sum < smallest) {
          smallest = sum;
          best = c;
        }
      }
      error += smallest;
      ++sizes[best];
      for (std::size_t j = 0; j < columns; ++j)
        sums[best * columns + j] += static_cast<double>(points.at(row, j));
    }
    for (std::size_t i = 0; i < sums.size(); ++i)
      if (sizes[i / columns] > 0) centroids[i] = sums[i] / sizes[i / columns];
  }
  return error;
}

TEST(KMeans, AgreesWithATextbookImplementationFromTheSameStart) {
  const Tiles points = random_points(400, 3, 5);
  KMeansOptions options = options_of(8, 1, 6);
  options.start = kmeans_start(points, 8, Seed{0, 9});
  EXPECT_NEAR(total(kmeans(points, options)), textbook_error(points, options.start, 6), 1e-4);
}

TEST(KMeans, FindsSeparatedClusters) {
  const Clustering result = kmeans(line({0, 1, 2, 100, 101, 102, 200, 201, 202}), options_of(3));
  std::vector<float> centroids = result.centroids;
  std::sort(centroids.begin(), centroids.end());
  EXPECT_EQ(centroids, (std::vector<float>{1, 101, 201}));
  EXPECT_EQ(result.cluster[0], result.cluster[2]);
  EXPECT_NE(result.cluster[0], result.cluster[3]);
  EXPECT_EQ(total(result), 6.0);
}

TEST(KMeans, NeverGetsWorseWithMoreRounds) {
  const Tiles points = random_points(500, 4, 2);
  double before = 1e300;
  for (unsigned rounds = 0; rounds < 12; ++rounds) {
    const double error = total(kmeans(points, options_of(16, 3, rounds)));
    EXPECT_LE(error, before * (1 + 1e-6)) << rounds;
    before = error;
  }
}

TEST(KMeans, AssignsEveryPointToItsNearestCentroid) {
  const Tiles points = random_points(300, 2, 4);
  const Clustering result = kmeans(points, options_of(10, 1, 2));
  for (std::size_t row = 0; row < 300; ++row) {
    for (std::size_t c = 0; c < result.centroids.size() / 2; ++c) {
      const double dx = static_cast<double>(points.at(row, 0) - result.centroids[2 * c]);
      const double dy = static_cast<double>(points.at(row, 1) - result.centroids[2 * c + 1]);
      EXPECT_LE(static_cast<double>(result.distance[row]), (dx * dx + dy * dy) * (1 + 1e-5));
    }
  }
}

TEST(KMeans, FillsClustersThatStartWithoutPoints) {
  // Both spare centroids start far from everything and own no point.
  KMeansOptions options = options_of(4);
  options.start = {1, 11, 1000, 2000};
  const Clustering result = kmeans(line({0, 2, 10, 12}), options);
  EXPECT_EQ(std::set<std::uint32_t>(result.cluster.begin(), result.cluster.end()).size(), 4U);
  EXPECT_EQ(total(result), 0.0);
}

TEST(KMeans, UsesAsManyClustersAsThereAreDistinctPoints) {
  const Clustering result = kmeans(line({3, 1, 3, 1, 1, 7}), options_of(5));
  EXPECT_EQ(result.centroids.size(), 3U);
  EXPECT_EQ(total(result), 0.0);
}

TEST(KMeans, DoesNotDependOnThreads) {
  const Tiles points = random_points(3000, 40, 6);
  KMeansOptions options = options_of(30);
  const Clustering one = kmeans(points, options);
  for (const unsigned threads : {2U, 5U}) {
    options.threads = {threads};
    const Clustering many = kmeans(points, options);
    EXPECT_EQ(many.centroids, one.centroids);
    EXPECT_EQ(many.cluster, one.cluster);
  }
}

TEST(KMeans, DependsOnItsSeed) {
  const Tiles points = random_points(500, 3, 7);
  EXPECT_NE(kmeans(points, options_of(20, 1)).centroids,
            kmeans(points, options_of(20, 2)).centroids);
}

TEST(KMeansStart, DrawsDistinctPointsOfTheInput) {
  const Tiles points = line({1, 1, 2, 2, 3, 3, 4, 4});
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    std::vector<float> start = kmeans_start(points, 4, Seed{0, seed});
    std::sort(start.begin(), start.end());
    EXPECT_EQ(start, (std::vector<float>{1, 2, 3, 4})) << seed;
  }
}

// From the first centre 0 the points 1 and 3 have squared distances 1 and 9.
TEST(KMeansStart, DrawsBySquaredDistance) {
  const Tiles points = line({0, 1, 3});
  int from_zero = 0;
  int to_three = 0;
  for (std::uint64_t seed = 0; seed < 6000; ++seed) {
    const std::vector<float> start = kmeans_start(points, 2, Seed{0, seed});
    from_zero += start[0] == 0 ? 1 : 0;
    to_three += start[0] == 0 && start[1] == 3 ? 1 : 0;
  }
  EXPECT_NEAR(from_zero, 2000, 200);
  EXPECT_NEAR(static_cast<double>(to_three) / from_zero, 0.9, 0.03);
}

TEST(KMeansStart, SamplesManyPointsAndStillFindsFarOnes) {
  // 9000 points, above the sample of 16 * 2 + 4096; a third of them far away.
  std::vector<float> values(9000);
  for (std::size_t i = 0; i < values.size(); i += 3) values[i] = 100;
  std::vector<float> start = kmeans_start(line(values), 2, Seed{0, 1});
  std::sort(start.begin(), start.end());
  EXPECT_EQ(start, (std::vector<float>{0, 100}));
}

}  // namespace
}  // namespace sidproof
