// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/hierarchical.hpp"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <iterator>
#include <limits>
#include <utility>

#include "tokenizers/kmeans.hpp"

namespace sidproof {
namespace {

constexpr std::size_t clusters_per_report = 256;

// The clusterings as a tree: node n has centroids[n]; child (n, t) is the node of
// the items with token t there.
struct ClusterTree {
  std::vector<std::vector<float>> centroids;
  boost::unordered_flat_map<std::uint64_t, std::size_t> children;

  static std::uint64_t key(std::size_t node, std::uint32_t token) {
    return (std::uint64_t{node} << 32U) | token;
  }
};

class TreeGeometry final : public CodeGeometry {
 public:
  TreeGeometry(std::shared_ptr<const PreparedFeatures> features, ClusterTree tree)
      : features_(std::move(features)), tree_(std::move(tree)) {}

  void distances(std::size_t row, std::span<const std::uint32_t> prefix,
                 std::span<double> distance) const override {
    std::size_t node = 0;
    for (const std::uint32_t token : prefix) {
      const auto child = tree_.children.find(ClusterTree::key(node, token));
      if (child == tree_.children.end()) {
        std::fill(distance.begin(), distance.end(), std::numeric_limits<double>::infinity());
        return;
      }
      node = child->second;
    }
    const std::vector<float> point = features_->row(row, features_->features.columns);
    squared_distances(point, tree_.centroids[node], distance);
  }

  [[nodiscard]] std::size_t rank(std::size_t row) const override { return features_->rank[row]; }

 private:
  std::shared_ptr<const PreparedFeatures> features_;
  ClusterTree tree_;
};

// The items of one node, as places in the canonical order, ascending.
struct Cluster {
  std::size_t node;
  std::vector<std::size_t> members;
};

// The parts of a cluster by token, numbered on from `nodes`.
std::vector<Cluster> split(const Cluster& cluster, const std::vector<std::uint32_t>& token,
                           std::size_t nodes, ClusterTree* tree) {
  std::vector<std::vector<std::size_t>> parts(*std::max_element(token.begin(), token.end()) +
                                              std::size_t{1});
  for (std::size_t i = 0; i < token.size(); ++i) parts[token[i]].push_back(cluster.members[i]);
  std::vector<Cluster> children;
  for (std::uint32_t t = 0; t < parts.size(); ++t) {
    if (parts[t].empty()) continue;
    if (tree != nullptr) tree->children.emplace(ClusterTree::key(cluster.node, t), nodes);
    children.push_back({nodes++, std::move(parts[t])});
  }
  return children;
}

}  // namespace

Quantized hierarchical_kmeans(const std::shared_ptr<const PreparedFeatures>& features,
                              const QuantizerOptions& options, Progress& progress) {
  Quantized result;
  result.codes = CodeRows::zeros(features->features.rows,
                                 std::vector<std::uint32_t>(options.levels, options.codebook));
  const std::vector<std::size_t>& rows = features->order.rows;
  const Tiles points = features->tiles(features->features.columns);

  ClusterTree tree;
  std::size_t nodes = 1;
  std::vector<Cluster> clusters(1);
  for (std::size_t i = 0; i < rows.size(); ++i) clusters[0].members.push_back(i);
  std::vector<float> distance(rows.size());
  for (std::size_t level = 0; level < options.levels; ++level) {
    const Seed level_seed = options.seed.derive(level);
    std::vector<Cluster> next;
    for (std::size_t begin = 0; begin < clusters.size(); begin += clusters_per_report) {
      progress.update("hierarchical k-means",
                      (static_cast<double>(level) +
                       static_cast<double>(begin) / static_cast<double>(clusters.size())) /
                          static_cast<double>(options.levels));
      const std::size_t count = std::min(clusters_per_report, clusters.size() - begin);
      std::vector<Clustering> clusterings(count);
      // One cluster uses the threads inside its k-means, several share them out.
      const Threads inner = count == 1 ? options.threads : Threads{1};
      parallel_for(options.threads, count, [&](std::size_t i) {
        const std::vector<std::size_t>& members = clusters[begin + i].members;
        const auto size = std::min<std::size_t>(options.codebook, members.size());
        clusterings[i] = kmeans(points.select(members), {static_cast<std::uint32_t>(size),
                                                         options.iterations,
                                                         level_seed.derive(begin + i),
                                                         inner,
                                                         {},
                                                         {}});
      });
      for (std::size_t i = 0; i < count; ++i) {
        const Cluster& cluster = clusters[begin + i];
        for (std::size_t m = 0; m < cluster.members.size(); ++m) {
          result.codes[rows[cluster.members[m]]][level] = clusterings[i].cluster[m];
          distance[cluster.members[m]] = clusterings[i].distance[m];
        }
        std::vector<Cluster> children =
            split(cluster, clusterings[i].cluster, nodes, options.keep_geometry ? &tree : nullptr);
        nodes += children.size();
        std::ranges::move(children, std::back_inserter(next));
        if (options.keep_geometry) tree.centroids.push_back(std::move(clusterings[i].centroids));
      }
    }
    result.mean_squared_error.push_back(features->unscaled(mean(distance)));
    clusters = std::move(next);
  }
  progress.update("hierarchical k-means", 1);
  if (options.keep_geometry)
    result.geometry = std::make_shared<TreeGeometry>(features, std::move(tree));
  return result;
}

}  // namespace sidproof
