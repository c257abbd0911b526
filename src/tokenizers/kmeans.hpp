// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/parallel.hpp"
#include "random/seed.hpp"
#include "tokenizers/tiles.hpp"

namespace sidproof {

struct KMeansOptions {
  std::uint32_t clusters = 256;
  unsigned iterations = 25;  ///< Lloyd rounds at most; 0: the start is the result
  Seed seed;
  Threads threads;
  /// Centroids to start from (row-major); empty: k-means++.
  std::vector<float> start;
  /// Called before each round with the share of rounds that are over.
  std::function<void(double)> on_round;
};

/// A clustering of points. Every point lies in the cluster of its nearest centroid
/// (lowest one among equals), so equal points share a cluster.
struct Clustering {
  std::vector<float> centroids;        ///< row-major; at most `clusters` rows, at least one
  std::vector<std::uint32_t> cluster;  ///< per point
  std::vector<float> distance;         ///< squared distance to the centroid, per point
};

/// Lloyd's k-means after k-means++ (Arthur & Vassilvitskii 2007) on a sample of at
/// most 16 * clusters + 4096 points. Centroids are means of float points summed in
/// double in the order of the points, rounded once. A cluster that loses all points
/// takes the point that lies farthest from its centroid in a cluster of at least
/// two; there are fewer centroids than `clusters` when there are fewer distinct
/// points. Stops when no point moves. A function of points, clusters, iterations,
/// seed and start alone. Preconditions: at least one point, column and cluster.
[[nodiscard]] Clustering kmeans(const Tiles& points, const KMeansOptions& options);

/// k-means++ start: centroids are distinct points, each drawn with probability
/// proportional to its squared distance from those drawn before; ends early when
/// every sampled point is a centroid.
[[nodiscard]] std::vector<float> kmeans_start(const Tiles& points, std::uint32_t clusters,
                                              const Seed& seed);

}  // namespace sidproof
