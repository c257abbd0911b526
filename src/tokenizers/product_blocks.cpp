// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/product_blocks.hpp"

#include <algorithm>
#include <utility>

namespace sidproof {
namespace {

class ProductGeometry final : public CodeGeometry {
 public:
  ProductGeometry(std::shared_ptr<const PreparedFeatures> features,
                  std::vector<std::vector<float>> codebooks, std::size_t columns, Rotation rotation)
      : features_(std::move(features)),
        codebooks_(std::move(codebooks)),
        columns_(columns),
        rotation_(std::move(rotation)) {}

  void distances(std::size_t row, std::span<const std::uint32_t> prefix,
                 std::span<double> distance) const override {
    const std::vector<float> point = rotated(features_->row(row, columns_), rotation_);
    const std::size_t width = columns_ / codebooks_.size();
    squared_distances(std::span(point).subspan(prefix.size() * width, width),
                      codebooks_[prefix.size()], distance);
  }

  [[nodiscard]] std::size_t rank(std::size_t row) const override { return features_->rank[row]; }

 private:
  std::shared_ptr<const PreparedFeatures> features_;
  std::vector<std::vector<float>> codebooks_;
  std::size_t columns_;
  Rotation rotation_;
};

}  // namespace

std::size_t padded_columns(std::size_t columns, std::size_t levels) {
  return (columns + levels - 1) / levels * levels;
}

Tiles column_block(const Tiles& points, std::size_t first, std::size_t width) {
  Tiles block(points.rows(), width);
  for (std::size_t t = 0; t < points.tiles(); ++t)
    std::copy_n(points.tile(t) + first * Tiles::lanes, width * Tiles::lanes, block.tile(t));
  return block;
}

std::vector<Clustering> cluster_blocks(const Tiles& points, const QuantizerOptions& options,
                                       const std::vector<std::vector<float>>& start,
                                       const std::function<void(std::size_t)>& on_block) {
  const std::size_t width = points.columns() / options.levels;
  const std::size_t batch = std::max(1U, options.threads.count);
  std::vector<Clustering> blocks(options.levels);
  for (std::size_t begin = 0; begin < blocks.size(); begin += batch) {
    if (on_block) on_block(begin);
    const std::size_t count = std::min(batch, blocks.size() - begin);
    const Threads inner = count == 1 ? options.threads : Threads{1};
    parallel_for(options.threads, count, [&](std::size_t i) {
      const std::size_t b = begin + i;
      blocks[b] = kmeans(column_block(points, b * width, width),
                         {options.codebook,
                          options.iterations,
                          options.seed.derive(b),
                          inner,
                          start.empty() ? std::vector<float>{} : start[b],
                          {}});
    });
  }
  return blocks;
}

Quantized quantized_blocks(const std::shared_ptr<const PreparedFeatures>& features,
                           std::vector<Clustering> blocks, std::size_t columns, Rotation rotation,
                           const QuantizerOptions& options) {
  Quantized result;
  const std::vector<std::size_t>& rows = features->order.rows;
  result.codes =
      CodeRows::zeros(rows.size(), std::vector<std::uint32_t>(options.levels, options.codebook));
  double error = 0;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    for (std::size_t i = 0; i < rows.size(); ++i) result.codes[rows[i]][b] = blocks[b].cluster[i];
    error += mean(blocks[b].distance);
  }
  result.mean_squared_error.push_back(features->unscaled(error));
  if (options.keep_geometry) {
    std::vector<std::vector<float>> codebooks;
    codebooks.reserve(blocks.size());
    for (Clustering& block : blocks) codebooks.push_back(std::move(block.centroids));
    result.geometry = std::make_shared<ProductGeometry>(features, std::move(codebooks), columns,
                                                        std::move(rotation));
  }
  return result;
}

std::vector<float> rotated(const std::vector<float>& point, const Rotation& rotation) {
  if (rotation.empty()) return point;
  std::vector<float> result(point.size());
  for (std::size_t i = 0; i < point.size(); ++i)
    for (std::size_t j = 0; j < point.size(); ++j)
      result[j] += point[i] * rotation[i * point.size() + j];
  return result;
}

Tiles rotated(const Tiles& points, const Rotation& rotation, Threads threads) {
  const std::size_t columns = points.columns();
  Tiles result(points.rows(), columns);
  parallel_for(threads, points.tiles(), [&](std::size_t t) {
    const float* source = points.tile(t);
    float* target = result.tile(t);
    for (std::size_t j = 0; j < columns; ++j)
      for (std::size_t i = 0; i < columns; ++i)
        for (std::size_t lane = 0; lane < Tiles::lanes; ++lane)
          target[j * Tiles::lanes + lane] +=
              source[i * Tiles::lanes + lane] * rotation[i * columns + j];
  });
  return result;
}

}  // namespace sidproof
