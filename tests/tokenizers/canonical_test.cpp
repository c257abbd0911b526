// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/canonical.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "tokenizers/support.hpp"

namespace sidproof {
namespace {

using testing::clustered_features;
using testing::features_of;

TEST(CanonicalOrder, SortsRowsLexicographicallyByValue) {
  const Features features = features_of({{2, 1}, {1, 9}, {2, 0}, {-1, 5}, {1, 9}});
  const CanonicalOrder order = canonical_order(features);
  EXPECT_EQ(order.rows, (std::vector<std::size_t>{3, 1, 4, 2, 0}));
  EXPECT_EQ(order.distinct, 4U);
}

TEST(CanonicalOrder, CountsMinusZeroAndZeroAsOneValue) {
  const CanonicalOrder order = canonical_order(features_of({{0.0F, 2}, {-0.0F, 1}, {0.0F, 1}}));
  EXPECT_EQ(order.distinct, 2U);
  EXPECT_EQ(order.rows.back(), 0U);
}

TEST(CanonicalOrder, AgreesWithASortByWholeRows) {
  Features features = clustered_features(300, 3, 4, 1);
  std::vector<float> coarse(features.values.begin(), features.values.end());
  for (float& value : coarse) value = static_cast<float>(static_cast<int>(value));
  features = Features::own(300, 3, coarse);
  const CanonicalOrder order = canonical_order(features);

  std::vector<std::vector<float>> rows;
  for (std::size_t row = 0; row < 300; ++row)
    rows.emplace_back(features.row(row).begin(), features.row(row).end());
  std::vector<std::vector<float>> ordered;
  for (const std::size_t row : order.rows) ordered.push_back(rows[row]);
  std::sort(rows.begin(), rows.end());
  EXPECT_EQ(ordered, rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  EXPECT_EQ(order.distinct, rows.size());
}

TEST(CheckFeatures, NamesRowAndColumnOfTheFirstValueThatIsNoNumber) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  const auto bad = check_features(features_of({{0, 1}, {2, nan}, {infinity, 0}}));
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, ErrorCode::malformed);
  EXPECT_NE(bad.error().what.find("NaN in the features at row 1, column 1"), std::string::npos);
  const auto worse = check_features(features_of({{0, 1}, {-infinity, 0}}));
  ASSERT_FALSE(worse);
  EXPECT_NE(worse.error().what.find("infinity in the features at row 1, column 0"),
            std::string::npos);
}

TEST(CheckFeatures, RefusesShapesWithoutValues) {
  EXPECT_EQ(check_features(Features::own(0, 3, {})).error().code, ErrorCode::malformed);
  EXPECT_EQ(check_features(Features::own(3, 0, {})).error().code, ErrorCode::malformed);
  Features short_of_values = features_of({{1, 2}, {3, 4}});
  short_of_values.values = short_of_values.values.first(3);
  EXPECT_EQ(check_features(short_of_values).error().code, ErrorCode::usage);
}

TEST(ScaleOf, BringsTheLargestMagnitudeIntoOneToTwo) {
  EXPECT_EQ(scale_of(features_of({{0, 0}})), 1.0);
  EXPECT_EQ(scale_of(features_of({{3, -5}})), 0.25);
  EXPECT_EQ(scale_of(features_of({{0.3F}})), 4.0);
  const float largest = std::numeric_limits<float>::max();
  EXPECT_LT(largest * scale_of(features_of({{largest}})), 2.0);
  const float smallest = std::numeric_limits<float>::denorm_min();
  EXPECT_EQ(smallest * scale_of(features_of({{smallest}})), 1.0);
}

}  // namespace
}  // namespace sidproof
