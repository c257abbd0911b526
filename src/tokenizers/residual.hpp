// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.hpp"
#include "tokenizers/quantizer.hpp"

namespace sidproof {

/// Residual quantization: level 1 clusters the features by k-means, each further
/// level clusters what the levels before left over; an item's token is its nearest
/// codeword, which is then subtracted (in binary32).
/// Guarantees: prefix-free, fixed length, order independent. Not one-to-one (equal
/// and near features collide), not onto.
[[nodiscard]] Quantized residual_kmeans(const std::shared_ptr<const PreparedFeatures>& features,
                                        const QuantizerOptions& options, Progress& progress);

/// The same walk with codebooks that a model (RQ-VAE) has learned; options.levels,
/// codebook, iterations and seed are not used. `codebooks` are in the features' own
/// unit, finite, with as many columns. Guarantees: as residual_kmeans(); moreover an
/// item's code depends on its own features only.
[[nodiscard]] Quantized residual_codebooks(const std::shared_ptr<const PreparedFeatures>& features,
                                           const LearnedCodebooks& codebooks,
                                           const QuantizerOptions& options, Progress& progress);

}  // namespace sidproof
