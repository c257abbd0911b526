// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/residual.hpp"

#include <algorithm>
#include <utility>

#include "tokenizers/kmeans.hpp"
#include "tokenizers/nearest.hpp"

namespace sidproof {
namespace {

class ResidualGeometry final : public CodeGeometry {
 public:
  ResidualGeometry(std::shared_ptr<const PreparedFeatures> features,
                   std::vector<std::vector<float>> codebooks)
      : features_(std::move(features)), codebooks_(std::move(codebooks)) {}

  void distances(std::size_t row, std::span<const std::uint32_t> prefix,
                 std::span<double> distance) const override {
    std::vector<float> left = features_->row(row, features_->features.columns);
    for (std::size_t level = 0; level < prefix.size(); ++level) {
      const std::size_t begin = prefix[level] * left.size();
      // A token without codeword stands for nothing, so it takes nothing away.
      if (begin >= codebooks_[level].size()) continue;
      for (std::size_t j = 0; j < left.size(); ++j) left[j] -= codebooks_[level][begin + j];
    }
    squared_distances(left, codebooks_[prefix.size()], distance);
  }

  [[nodiscard]] std::size_t rank(std::size_t row) const override { return features_->rank[row]; }

 private:
  std::shared_ptr<const PreparedFeatures> features_;
  std::vector<std::vector<float>> codebooks_;
};

void subtract(Tiles& points, const std::vector<std::uint32_t>& codeword,
              const std::vector<float>& codebook) {
  const std::size_t columns = points.columns();
  for (std::size_t row = 0; row < points.rows(); ++row)
    for (std::size_t j = 0; j < columns; ++j)
      points.at(row, j) -= codebook[codeword[row] * columns + j];
}

void store_level(CodeRows& codes, std::size_t level, const CanonicalOrder& order,
                 const std::vector<std::uint32_t>& token) {
  for (std::size_t i = 0; i < token.size(); ++i) codes[order.rows[i]][level] = token[i];
}

}  // namespace

Quantized residual_kmeans(const std::shared_ptr<const PreparedFeatures>& features,
                          const QuantizerOptions& options, Progress& progress) {
  Quantized result;
  result.codes = CodeRows::zeros(features->features.rows,
                                 std::vector<std::uint32_t>(options.levels, options.codebook));
  Tiles points = features->tiles(features->features.columns);
  std::vector<std::vector<float>> codebooks;
  for (std::size_t level = 0; level < options.levels; ++level) {
    KMeansOptions kmeans_options{
        options.codebook, options.iterations, options.seed.derive(level), options.threads, {}, {}};
    kmeans_options.on_round = [&](double fraction) {
      progress.update("residual k-means", (static_cast<double>(level) + fraction) /
                                              static_cast<double>(options.levels));
    };
    Clustering clustering = kmeans(points, kmeans_options);
    store_level(result.codes, level, features->order, clustering.cluster);
    result.mean_squared_error.push_back(features->unscaled(mean(clustering.distance)));
    subtract(points, clustering.cluster, clustering.centroids);
    codebooks.push_back(std::move(clustering.centroids));
  }
  progress.update("residual k-means", 1);
  if (options.keep_geometry)
    result.geometry = std::make_shared<ResidualGeometry>(features, std::move(codebooks));
  return result;
}

Quantized residual_codebooks(const std::shared_ptr<const PreparedFeatures>& features,
                             const LearnedCodebooks& codebooks, const QuantizerOptions& options,
                             Progress& progress) {
  Quantized result;
  const auto size = static_cast<std::uint32_t>(codebooks.size);
  result.codes =
      CodeRows::zeros(features->features.rows, std::vector<std::uint32_t>(codebooks.levels, size));
  Tiles points = features->tiles(features->features.columns);
  std::vector<std::vector<float>> scaled;
  for (std::size_t level = 0; level < codebooks.levels; ++level) {
    progress.update("nearest codewords",
                    static_cast<double>(level) / static_cast<double>(codebooks.levels));
    const auto source = std::span(codebooks.values)
                            .subspan(level * codebooks.size * codebooks.columns,
                                     codebooks.size * codebooks.columns);
    std::vector<float>& codebook = scaled.emplace_back(source.size());
    std::transform(source.begin(), source.end(), codebook.begin(),
                   [&](float value) { return static_cast<float>(value * features->scale); });
    const Nearest found = nearest(points, codebook, options.threads);
    store_level(result.codes, level, features->order, found.codeword);
    result.mean_squared_error.push_back(features->unscaled(mean(found.distance)));
    subtract(points, found.codeword, codebook);
  }
  progress.update("nearest codewords", 1);
  if (options.keep_geometry)
    result.geometry = std::make_shared<ResidualGeometry>(features, std::move(scaled));
  return result;
}

}  // namespace sidproof
