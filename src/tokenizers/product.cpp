// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/product.hpp"

#include <utility>

#include "tokenizers/product_blocks.hpp"

namespace sidproof {

Quantized product_quantization(const std::shared_ptr<const PreparedFeatures>& features,
                               const QuantizerOptions& options, Progress& progress) {
  const std::size_t columns = padded_columns(features->features.columns, options.levels);
  std::vector<Clustering> blocks =
      cluster_blocks(features->tiles(columns), options, {}, [&](std::size_t done) {
        progress.update("product quantization",
                        static_cast<double>(done) / static_cast<double>(options.levels));
      });
  progress.update("product quantization", 1);
  return quantized_blocks(features, std::move(blocks), columns, {}, options);
}

}  // namespace sidproof
