// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/quantizer.hpp"

#include <limits>

namespace sidproof {

std::vector<float> PreparedFeatures::row(std::size_t row, std::size_t columns) const {
  std::vector<float> values(columns);
  const std::span<const float> source = features.row(row);
  for (std::size_t j = 0; j < source.size(); ++j) values[j] = static_cast<float>(source[j] * scale);
  return values;
}

Tiles PreparedFeatures::tiles(std::size_t columns) const {
  return scaled_tiles(features, order, scale, columns);
}

Result<std::shared_ptr<const PreparedFeatures>> prepare(const Features& features) {
  if (auto checked = check_features(features); !checked)
    return tl::unexpected(std::move(checked.error()));
  auto prepared = std::make_shared<PreparedFeatures>();
  prepared->features = features;
  prepared->order = canonical_order(features);
  prepared->rank.resize(features.rows);
  for (std::size_t i = 0; i < features.rows; ++i) prepared->rank[prepared->order.rows[i]] = i;
  prepared->scale = scale_of(features);
  return prepared;
}

void squared_distances(std::span<const float> point, std::span<const float> codewords,
                       std::span<double> distance) {
  const std::size_t live = codewords.size() / point.size();
  for (std::size_t c = 0; c < distance.size(); ++c) {
    if (c >= live) {
      distance[c] = std::numeric_limits<double>::infinity();
      continue;
    }
    float sum = 0;
    for (std::size_t j = 0; j < point.size(); ++j) {
      const float difference = point[j] - codewords[c * point.size() + j];
      sum += difference * difference;
    }
    distance[c] = static_cast<double>(sum);
  }
}

double mean(std::span<const float> values) {
  double sum = 0;
  for (const float value : values) sum += static_cast<double>(value);
  return sum / static_cast<double>(values.size());
}

}  // namespace sidproof
