// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "random/seed.hpp"
#include "tokenization/features.hpp"
#include "tokenizers/canonical.hpp"
#include "tokenizers/code_geometry.hpp"
#include "tokenizers/code_rows.hpp"
#include "tokenizers/tiles.hpp"

namespace sidproof {

/// Features that a quantizer may work on: checked, scaled, in canonical order.
struct PreparedFeatures {
  Features features;
  CanonicalOrder order;
  std::vector<std::size_t> rank;  ///< rank[order.rows[i]] == i
  double scale = 1;

  /// The scaled values of one row, with zeros up to `columns`.
  [[nodiscard]] std::vector<float> row(std::size_t row, std::size_t columns) const;
  /// All rows in canonical order.
  [[nodiscard]] Tiles tiles(std::size_t columns) const;
  /// A mean squared error of scaled features in the features' own unit.
  [[nodiscard]] double unscaled(double squared) const { return squared / scale / scale; }
};

/// Checks and sorts. Errors: as check_features().
[[nodiscard]] Result<std::shared_ptr<const PreparedFeatures>> prepare(const Features& features);

struct QuantizerOptions {
  std::size_t levels = 4;
  std::uint32_t codebook = 256;
  unsigned iterations = 25;
  unsigned rotations = 8;
  Seed seed;
  Threads threads;
  bool keep_geometry = false;  ///< fill Quantized::geometry
};

/// What a quantizer returns: one code of fixed length an item (in the features' own
/// order), the error after each level (or of all levels together), and what the
/// collision policies need. Every quantizer here gives equal features equal codes
/// and depends on the features' values, not on the order of their rows.
struct Quantized {
  CodeRows codes;
  std::vector<double> mean_squared_error;
  std::shared_ptr<const CodeGeometry> geometry;
};

/// Squared distances of a point to each codeword, summed as in nearest.hpp;
/// infinity for the tokens beyond the codewords.
void squared_distances(std::span<const float> point, std::span<const float> codewords,
                       std::span<double> distance);

/// Sum in order, divided by the count.
[[nodiscard]] double mean(std::span<const float> values);

}  // namespace sidproof
