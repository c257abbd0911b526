// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/kmeans.hpp"

#include <algorithm>
#include <utility>

#include "tokenizers/nearest.hpp"

namespace sidproof {
namespace {

constexpr std::size_t columns_per_task = 16;

// Gives clusters without points the points that fit worst. Slots beyond the
// current centroids count as empty clusters too.
void fill_empty_clusters(Nearest& assigned, std::vector<std::uint32_t>& sizes) {
  const auto empty = static_cast<std::size_t>(std::count(sizes.begin(), sizes.end(), 0U));
  if (empty == 0) return;
  std::vector<std::uint32_t> worst;
  for (std::uint32_t i = 0; i < assigned.distance.size(); ++i)
    if (assigned.distance[i] > 0) worst.push_back(i);
  std::sort(worst.begin(), worst.end(), [&](std::uint32_t a, std::uint32_t b) {
    return assigned.distance[a] != assigned.distance[b]
               ? assigned.distance[a] > assigned.distance[b]
               : a < b;
  });
  auto donor = worst.begin();
  for (std::uint32_t slot = 0; slot < sizes.size(); ++slot) {
    if (sizes[slot] != 0) continue;
    while (donor != worst.end() && sizes[assigned.codeword[*donor]] < 2) ++donor;
    if (donor == worst.end()) return;
    --sizes[assigned.codeword[*donor]];
    assigned.codeword[*donor] = slot;
    sizes[slot] = 1;
    ++donor;
  }
}

// New centroids: means over the points in their order, in double, one column at a
// time. Tasks own columns, so the order of each sum does not depend on threads.
void update_centroids(const Tiles& points, const std::vector<std::uint32_t>& cluster,
                      const std::vector<std::uint32_t>& sizes, std::vector<float>& centroids,
                      Threads threads) {
  const std::size_t columns = points.columns();
  const std::size_t tasks = (columns + columns_per_task - 1) / columns_per_task;
  parallel_for(threads, tasks, [&](std::size_t task) {
    const std::size_t first = task * columns_per_task;
    const std::size_t width = std::min(columns_per_task, columns - first);
    std::vector<double> sums(sizes.size() * width);
    for (std::size_t row = 0; row < points.rows(); ++row) {
      const float* values =
          points.tile(row / Tiles::lanes) + first * Tiles::lanes + row % Tiles::lanes;
      double* sum = sums.data() + cluster[row] * width;
      for (std::size_t j = 0; j < width; ++j)
        sum[j] += static_cast<double>(values[j * Tiles::lanes]);
    }
    for (std::size_t c = 0; c < sizes.size(); ++c) {
      if (sizes[c] == 0) continue;
      for (std::size_t j = 0; j < width; ++j)
        centroids[c * columns + first + j] =
            static_cast<float>(sums[c * width + j] / static_cast<double>(sizes[c]));
    }
  });
}

// Clusters 0 ... last one that has a point or had a centroid.
std::size_t live_clusters(const std::vector<std::uint32_t>& sizes, std::size_t centroids) {
  std::size_t live = sizes.size();
  while (live > centroids && sizes[live - 1] == 0) --live;
  return live;
}

}  // namespace

Clustering kmeans(const Tiles& points, const KMeansOptions& options) {
  const std::size_t columns = points.columns();
  std::vector<float> centroids =
      options.start.empty() ? kmeans_start(points, options.clusters, options.seed) : options.start;
  std::vector<std::uint32_t> previous;
  for (unsigned round = 0;; ++round) {
    if (options.on_round)
      options.on_round(static_cast<double>(round) / (static_cast<double>(options.iterations) + 1));
    Nearest assigned = nearest(points, centroids, options.threads);
    if (round == options.iterations || assigned.codeword == previous)
      return {std::move(centroids), std::move(assigned.codeword), std::move(assigned.distance)};

    std::vector<std::uint32_t> sizes(options.clusters);
    for (const std::uint32_t c : assigned.codeword) ++sizes[c];
    fill_empty_clusters(assigned, sizes);
    const std::size_t live = live_clusters(sizes, centroids.size() / columns);
    centroids.resize(live * columns);
    sizes.resize(live);
    update_centroids(points, assigned.codeword, sizes, centroids, options.threads);
    previous = std::move(assigned.codeword);
  }
}

}  // namespace sidproof
