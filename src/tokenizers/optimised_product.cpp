// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "tokenizers/procrustes.hpp"
#include "tokenizers/product.hpp"
#include "tokenizers/product_blocks.hpp"

namespace sidproof {
namespace {

constexpr std::size_t training_rows = 10000;
constexpr unsigned lloyd_rounds_a_rotation = 2;

// Every k-th point in canonical order: neighbours are alike, so this is a
// stratified sample.
Tiles training_sample(const Tiles& points) {
  const std::size_t step = (points.rows() + training_rows - 1) / training_rows;
  std::vector<std::size_t> chosen;
  for (std::size_t row = 0; row < points.rows(); row += step) chosen.push_back(row);
  return points.select(chosen);
}

// What the codewords say of each point.
Tiles reconstruction(const std::vector<Clustering>& blocks, std::size_t rows, std::size_t columns) {
  Tiles points(rows, columns);
  const std::size_t width = columns / blocks.size();
  for (std::size_t b = 0; b < blocks.size(); ++b)
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t j = 0; j < width; ++j)
        points.at(row, b * width + j) = blocks[b].centroids[blocks[b].cluster[row] * width + j];
  return points;
}

}  // namespace

Quantized optimised_product_quantization(const std::shared_ptr<const PreparedFeatures>& features,
                                         const QuantizerOptions& options, Progress& progress) {
  if (options.rotations == 0) return product_quantization(features, options, progress);
  const std::size_t columns = padded_columns(features->features.columns, options.levels);
  const Tiles points = features->tiles(columns);
  const Tiles sample = training_sample(points);

  QuantizerOptions step = options;
  step.iterations = lloyd_rounds_a_rotation;
  Rotation rotation;
  std::vector<std::vector<float>> codebooks;
  const double stages = static_cast<double>(options.rotations) + 1;
  for (unsigned i = 0; i < options.rotations; ++i) {
    progress.update("optimised product quantization", static_cast<double>(i) / stages);
    const std::vector<Clustering> blocks = cluster_blocks(
        rotation.empty() ? sample : rotated(sample, rotation, options.threads), step, codebooks);
    codebooks.clear();
    for (const Clustering& block : blocks) codebooks.push_back(block.centroids);
    rotation = procrustes(sample, reconstruction(blocks, sample.rows(), columns), options.threads);
  }
  std::vector<Clustering> blocks =
      cluster_blocks(rotated(points, rotation, options.threads), options, codebooks);
  progress.update("optimised product quantization", 1);
  return quantized_blocks(features, std::move(blocks), columns, std::move(rotation), options);
}

}  // namespace sidproof
