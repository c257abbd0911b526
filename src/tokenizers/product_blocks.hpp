// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "tokenizers/kmeans.hpp"
#include "tokenizers/quantizer.hpp"

namespace sidproof {

/// The smallest multiple of `levels` that is at least `columns`.
[[nodiscard]] std::size_t padded_columns(std::size_t columns, std::size_t levels);

/// Columns [first, first + width) of all points.
[[nodiscard]] Tiles column_block(const Tiles& points, std::size_t first, std::size_t width);

/// k-means of each of options.levels column blocks; block b starts from start[b]
/// when start is not empty. `on_block` hears how many blocks are done.
[[nodiscard]] std::vector<Clustering> cluster_blocks(
    const Tiles& points, const QuantizerOptions& options,
    const std::vector<std::vector<float>>& start,
    const std::function<void(std::size_t)>& on_block = {});

/// A rotation, row-major; point * matrix. Empty: the identity.
using Rotation = std::vector<float>;

/// Codes, error and geometry of clustered blocks.
[[nodiscard]] Quantized quantized_blocks(const std::shared_ptr<const PreparedFeatures>& features,
                                         std::vector<Clustering> blocks, std::size_t columns,
                                         Rotation rotation, const QuantizerOptions& options);

/// point * rotation, sums in the order of the point's entries.
[[nodiscard]] std::vector<float> rotated(const std::vector<float>& point, const Rotation& rotation);

/// All points rotated, with the same bits as rotated() of each.
[[nodiscard]] Tiles rotated(const Tiles& points, const Rotation& rotation, Threads threads);

}  // namespace sidproof
