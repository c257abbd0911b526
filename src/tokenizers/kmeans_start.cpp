// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "random/stream.hpp"
#include "tokenizers/kmeans.hpp"
#include "tokenizers/nearest.hpp"

namespace sidproof {
namespace {

// Selection sampling (Knuth, TAOCP 2, algorithm S): `size` of 0 ... count-1, ascending.
std::vector<std::size_t> sample(std::size_t count, std::size_t size, RandomStream& random) {
  std::vector<std::size_t> chosen;
  chosen.reserve(size);
  if (size >= count) {
    chosen.resize(count);
    std::iota(chosen.begin(), chosen.end(), std::size_t{0});
    return chosen;
  }
  for (std::size_t i = 0; chosen.size() < size; ++i)
    if (random.below(count - i) < size - chosen.size()) chosen.push_back(i);
  return chosen;
}

// The first point whose cumulated weight exceeds a uniform share of the total;
// points of weight zero are never drawn.
std::size_t draw(const std::vector<float>& weights, double total, RandomStream& random) {
  const double threshold = random.unit() * total;
  double sum = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0) continue;
    sum += static_cast<double>(weights[i]);
    last = i;
    if (sum > threshold) break;
  }
  return last;
}

}  // namespace

std::vector<float> kmeans_start(const Tiles& points, std::uint32_t clusters, const Seed& seed) {
  RandomStream random(seed);
  const std::size_t size = std::min<std::size_t>(points.rows(), std::size_t{16} * clusters + 4096);
  const Tiles sampled = points.select(sample(points.rows(), size, random));

  std::vector<float> centroids;
  std::vector<float> weights;
  std::vector<float> centroid(points.columns());
  std::size_t next = random.below(sampled.rows());
  while (true) {
    for (std::size_t j = 0; j < centroid.size(); ++j) centroid[j] = sampled.at(next, j);
    centroids.insert(centroids.end(), centroid.begin(), centroid.end());
    if (centroids.size() == std::size_t{clusters} * centroid.size()) return centroids;

    const std::vector<float> distance = nearest(sampled, centroid).distance;
    if (weights.empty()) {
      weights = distance;
    } else {
      for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] = std::min(weights[i], distance[i]);
    }
    double total = 0;
    for (const float weight : weights) total += static_cast<double>(weight);
    if (total <= 0) return centroids;
    next = draw(weights, total, random);
  }
}

}  // namespace sidproof
