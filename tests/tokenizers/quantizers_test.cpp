// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "tokenizers/hierarchical.hpp"
#include "tokenizers/product.hpp"
#include "tokenizers/residual.hpp"
#include "tokenizers/support.hpp"

namespace sidproof {
namespace {

using testing::clustered_features;
using testing::features_of;
using testing::rows_of;

QuantizerOptions options_of(std::size_t levels, std::uint32_t codebook) {
  QuantizerOptions options;
  options.levels = levels;
  options.codebook = codebook;
  options.iterations = 10;
  options.seed = Seed{0, 11};
  options.keep_geometry = true;
  return options;
}

std::shared_ptr<const PreparedFeatures> prepared(const Features& features) {
  return *prepare(features);
}

using QuantizerFunction = Quantized (*)(const std::shared_ptr<const PreparedFeatures>&,
                                        const QuantizerOptions&, Progress&);

class EveryQuantizer : public ::testing::TestWithParam<QuantizerFunction> {
 protected:
  Quantized run(const Features& features, const QuantizerOptions& options) const {
    return GetParam()(prepared(features), options, Progress::none());
  }
};

INSTANTIATE_TEST_SUITE_P(Quantizers, EveryQuantizer,
                         ::testing::Values(residual_kmeans, hierarchical_kmeans,
                                           product_quantization, optimised_product_quantization));

TEST_P(EveryQuantizer, DoesNotDependOnThreads) {
  const Features features = clustered_features(700, 12, 30, 1);
  QuantizerOptions options = options_of(3, 16);
  const Quantized one = run(features, options);
  for (const unsigned threads : {2U, 3U, 8U}) {
    options.threads = {threads};
    const Quantized many = run(features, options);
    EXPECT_EQ(many.codes, one.codes);
    EXPECT_EQ(many.mean_squared_error, one.mean_squared_error);
  }
}

TEST_P(EveryQuantizer, DependsOnTheSeedOnlyThroughItsValue) {
  const Features features = clustered_features(400, 6, 30, 2);
  QuantizerOptions options = options_of(2, 20);
  const CodeRows first = run(features, options).codes;
  EXPECT_EQ(run(features, options).codes, first);
  options.seed = Seed{1, 11};
  EXPECT_NE(run(features, options).codes, first);
}

TEST_P(EveryQuantizer, GivesEqualFeaturesEqualCodes) {
  const Features features = clustered_features(300, 6, 20, 3);
  const Quantized result = run(features, options_of(3, 16));
  for (std::size_t row = 9; row < 300; row += 10)
    EXPECT_TRUE(std::ranges::equal(result.codes[row], result.codes[row - 1])) << row;
}

TEST_P(EveryQuantizer, GivesTheSameCodesWhateverTheUnitOfTheFeatures) {
  const Features features = clustered_features(300, 6, 20, 4);
  const Quantized plain = run(features, options_of(3, 16));
  std::vector<float> scaled(features.values.begin(), features.values.end());
  for (float& value : scaled) value *= 0x1p100F;
  const Quantized large = run(Features::own(300, 6, scaled), options_of(3, 16));
  EXPECT_EQ(large.codes, plain.codes);
  for (std::size_t i = 0; i < plain.mean_squared_error.size(); ++i)
    EXPECT_EQ(large.mean_squared_error[i], plain.mean_squared_error[i] * 0x1p200);
}

// The geometry must say what the codes say: each token is the nearest one of its
// level, and the distances on the last level are the reported error.
TEST_P(EveryQuantizer, HasAGeometryThatExplainsItsCodes) {
  const Features features = clustered_features(300, 6, 40, 5);
  const Quantized result = run(features, options_of(3, 8));
  std::vector<double> distance(8);
  double error = 0;
  for (std::size_t row = 0; row < 300; ++row) {
    const auto code = result.codes[row];
    for (std::size_t level = 0; level < 3; ++level) {
      result.geometry->distances(row, code.first(level), distance);
      const auto nearest = std::min_element(distance.begin(), distance.end());
      EXPECT_EQ(nearest - distance.begin(), code[level]) << row << " " << level;
      const bool parallel = result.mean_squared_error.size() == 1;
      if (parallel || level == 2) error += *nearest;
    }
  }
  const double scale = scale_of(features);
  EXPECT_NEAR(error / 300 / scale / scale, result.mean_squared_error.back(), 1e-6);
}

TEST_P(EveryQuantizer, AddsLevelsWithoutGettingWorse) {
  const Features features = clustered_features(500, 8, 60, 6);
  double before = std::numeric_limits<double>::infinity();
  for (const std::size_t levels : {1U, 2U, 4U}) {
    const double error = run(features, options_of(levels, 8)).mean_squared_error.back();
    EXPECT_LT(error, before);
    before = error;
  }
}

TEST(ResidualKMeans, ReportsTheErrorAfterEachLevel) {
  const Features features = clustered_features(400, 5, 60, 7);
  const Quantized result = residual_kmeans(prepared(features), options_of(4, 16), Progress::none());
  ASSERT_EQ(result.mean_squared_error.size(), 4U);
  for (std::size_t level = 1; level < 4; ++level)
    EXPECT_LT(result.mean_squared_error[level], result.mean_squared_error[level - 1]);
}

LearnedCodebooks small_codebooks() {
  // Level 0 at the corners of a square, level 1 close around the origin.
  return {2, 4, 2, {0, 0, 0, 10, 10, 0, 10, 10, /**/ 1, 0, -1, 0, 0, 1, 0, -1}};
}

TEST(ResidualCodebooks, TakesNearestCodewordsLevelByLevel) {
  const Features features = features_of({{9, 0}, {0.5F, 11.5F}, {10, 9}, {0, 0}, {5, 5}});
  const Quantized result =
      residual_codebooks(prepared(features), small_codebooks(), options_of(9, 9), Progress::none());
  // (0, 0) and (5, 5) tie: lowest token.
  EXPECT_EQ(rows_of(result.codes),
            (std::vector<std::vector<std::uint32_t>>{{2, 1}, {1, 2}, {3, 3}, {0, 0}, {0, 0}}));
  EXPECT_EQ(result.codes.codebooks, (std::vector<std::uint32_t>{4, 4}));
  const double after_both = (0 + (0.25 + 0.25) + 0 + 1 + (16 + 25)) / 5.0;
  EXPECT_NEAR(result.mean_squared_error[1], after_both, 1e-9);
}

TEST(ResidualCodebooks, AgreesWithASearchInDouble) {
  const Features features = clustered_features(200, 4, 30, 8);
  RandomStream random(Seed{0, 3});
  LearnedCodebooks codebooks{3, 10, 4, {}};
  for (int i = 0; i < 120; ++i)
    codebooks.values.push_back(static_cast<float>(2 * random.unit() - 1));
  const Quantized result =
      residual_codebooks(prepared(features), codebooks, options_of(1, 1), Progress::none());
  for (std::size_t row = 0; row < 200; ++row) {
    std::vector<double> left(features.row(row).begin(), features.row(row).end());
    for (std::size_t level = 0; level < 3; ++level) {
      const auto distance = [&](std::size_t token) {
        double sum = 0;
        for (std::size_t j = 0; j < 4; ++j)
          sum += std::pow(left[j] - static_cast<double>(codebooks.codeword(level, token)[j]), 2);
        return sum;
      };
      const std::uint32_t chosen = std::as_const(result.codes)[row][level];
      for (std::size_t token = 0; token < 10; ++token)
        EXPECT_LE(distance(chosen), distance(token) + 1e-5);
      for (std::size_t j = 0; j < 4; ++j)
        left[j] -= static_cast<double>(codebooks.codeword(level, chosen)[j]);
    }
  }
}

TEST(HierarchicalKMeans, SeparatesDistinctFeaturesWhenTheTreeHasRoom) {
  const Features features = clustered_features(1000, 4, 50, 9);
  const Quantized result =
      hierarchical_kmeans(prepared(features), options_of(6, 8), Progress::none());
  const std::set<std::vector<std::uint32_t>> codes = [&] {
    const auto rows = rows_of(result.codes);
    return std::set(rows.begin(), rows.end());
  }();
  EXPECT_EQ(codes.size(), 900U);  // every tenth row repeats its neighbour
  EXPECT_EQ(result.mean_squared_error.back(), 0.0);
}

TEST(HierarchicalKMeans, SplitsAClusterIntoItsNearestParts) {
  // Two far clusters of two points each: level 1 tells the clusters, level 2 the points.
  const Features features = features_of({{0}, {1}, {100}, {101}});
  const Quantized result =
      hierarchical_kmeans(prepared(features), options_of(2, 2), Progress::none());
  const auto rows = rows_of(result.codes);
  EXPECT_EQ(rows[0][0], rows[1][0]);
  EXPECT_EQ(rows[2][0], rows[3][0]);
  EXPECT_NE(rows[0][0], rows[2][0]);
  EXPECT_NE(rows[0][1], rows[1][1]);
  EXPECT_NE(rows[2][1], rows[3][1]);
  EXPECT_EQ(result.mean_squared_error, (std::vector<double>{0.25, 0}));
}

}  // namespace
}  // namespace sidproof
