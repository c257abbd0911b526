// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/product.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tokenizers/procrustes.hpp"
#include "tokenizers/product_blocks.hpp"
#include "tokenizers/support.hpp"

namespace sidproof {
namespace {

using testing::clustered_features;

QuantizerOptions options_of(std::size_t levels, std::uint32_t codebook) {
  QuantizerOptions options;
  options.levels = levels;
  options.codebook = codebook;
  options.iterations = 15;
  options.seed = Seed{0, 5};
  return options;
}

// A grid of four by four points, turned so that no column sees fewer than sixteen
// values: PQ with four codewords a column fails until the grid is turned back.
Features turned_grid(std::size_t rows) {
  RandomStream random(Seed{0, 22});
  std::vector<float> values;
  for (std::size_t row = 0; row < rows; ++row) {
    double a = 2.0 * (static_cast<double>(random.below(4)) - 1.5);
    a += 0.02 * random.unit();
    double b = 0.6 * (static_cast<double>(random.below(4)) - 1.5);
    b += 0.02 * random.unit();
    values.push_back(static_cast<float>(0.96 * a - 0.28 * b));
    values.push_back(static_cast<float>(0.28 * a + 0.96 * b));
  }
  return Features::own(rows, 2, std::move(values));
}

TEST(ProductQuantization, ClustersEachBlockOfColumnsByItself) {
  const Features features = clustered_features(300, 6, 40, 1);
  const auto prepared = *prepare(features);
  const Quantized whole = product_quantization(prepared, options_of(3, 8), Progress::none());
  const std::vector<Clustering> blocks = cluster_blocks(prepared->tiles(6), options_of(3, 8), {});
  for (std::size_t b = 0; b < 3; ++b) {
    KMeansOptions alone{8, 15, Seed{0, 5}.derive(b), {1}, {}, {}};
    const Clustering block = kmeans(column_block(prepared->tiles(6), 2 * b, 2), alone);
    EXPECT_EQ(blocks[b].cluster, block.cluster);
    for (std::size_t i = 0; i < 300; ++i)
      EXPECT_EQ(std::as_const(whole.codes)[prepared->order.rows[i]][b], block.cluster[i]);
  }
}

TEST(ProductQuantization, PadsColumnsThatTheLevelsDoNotDivide) {
  EXPECT_EQ(padded_columns(7, 3), 9U);
  EXPECT_EQ(padded_columns(6, 3), 6U);
  const Features features = clustered_features(100, 7, 10, 2);
  std::vector<float> padded;
  for (std::size_t row = 0; row < 100; ++row) {
    padded.insert(padded.end(), features.row(row).begin(), features.row(row).end());
    padded.insert(padded.end(), {0, 0});
  }
  const Quantized by_us =
      product_quantization(*prepare(features), options_of(3, 8), Progress::none());
  const Quantized by_hand = product_quantization(*prepare(Features::own(100, 9, padded)),
                                                 options_of(3, 8), Progress::none());
  EXPECT_EQ(by_us.codes, by_hand.codes);
}

TEST(OptimisedProductQuantization, IsProductQuantizationWithoutRotations) {
  const auto prepared = *prepare(turned_grid(400));
  QuantizerOptions options = options_of(2, 4);
  options.rotations = 0;
  EXPECT_EQ(optimised_product_quantization(prepared, options, Progress::none()).codes,
            product_quantization(prepared, options, Progress::none()).codes);
}

TEST(OptimisedProductQuantization, TurnsTheFeaturesIntoAPlaceThatSuitsTheBlocks) {
  const auto prepared = *prepare(turned_grid(2000));
  double before = std::numeric_limits<double>::infinity();
  double plain = 0;
  for (const unsigned rotations : {0U, 1U, 2U, 4U, 8U}) {
    QuantizerOptions options = options_of(2, 4);
    options.rotations = rotations;
    const double error = optimised_product_quantization(prepared, options, Progress::none())
                             .mean_squared_error.back();
    EXPECT_LT(error, before) << rotations;
    before = error;
    if (rotations == 0) plain = error;
  }
  EXPECT_LT(before, 0.5 * plain);
}

Tiles random_points(std::size_t rows, std::size_t columns, std::uint64_t seed) {
  RandomStream random(Seed{0, seed});
  Tiles points(rows, columns);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t j = 0; j < columns; ++j)
      points.at(row, j) = static_cast<float>(random.unit() - 0.5);
  return points;
}

TEST(Procrustes, FindsAKnownRotation) {
  const Tiles from = random_points(100, 2, 1);
  const float c = 0.8F;
  const float s = 0.6F;
  const Rotation known{c, s, -s, c};
  const Rotation found = procrustes(from, rotated(from, known, {1}), {1});
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(found[i], known[i], 1e-6);
}

TEST(Procrustes, ReturnsAnOrthogonalMatrixForEveryThreadCount) {
  const Tiles from = random_points(3000, 70, 2);
  const Tiles to = random_points(3000, 70, 3);
  const Rotation rotation = procrustes(from, to, {1});
  EXPECT_EQ(procrustes(from, to, {3}), rotation);
  for (std::size_t a = 0; a < 70; ++a) {
    for (std::size_t b = 0; b < 70; ++b) {
      double sum = 0;
      for (std::size_t j = 0; j < 70; ++j)
        sum +=
            static_cast<double>(rotation[a * 70 + j]) * static_cast<double>(rotation[b * 70 + j]);
      EXPECT_NEAR(sum, a == b ? 1 : 0, 1e-5);
    }
  }
}

TEST(Rotated, GivesTheSameBitsForTilesAsForPoints) {
  const Tiles points = random_points(50, 5, 4);
  const Rotation rotation = procrustes(points, random_points(50, 5, 5), {1});
  const Tiles all = rotated(points, rotation, {2});
  for (std::size_t row = 0; row < 50; ++row) {
    std::vector<float> point(5);
    for (std::size_t j = 0; j < 5; ++j) point[j] = points.at(row, j);
    const std::vector<float> one = rotated(point, rotation);
    for (std::size_t j = 0; j < 5; ++j) EXPECT_EQ(all.at(row, j), one[j]);
  }
}

}  // namespace
}  // namespace sidproof
