// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.hpp"
#include "tokenizers/quantizer.hpp"

namespace sidproof {

/// Hierarchical clustering: k-means of all items, then k-means again inside each
/// cluster, down to options.levels. A token's meaning depends on the whole prefix.
/// Items that are alone in a cluster get 0 on the levels below.
/// Guarantees: prefix-free, fixed length, order independent. Not one-to-one (equal
/// features, or clusters larger than the codebook on the last level), not onto.
[[nodiscard]] Quantized hierarchical_kmeans(const std::shared_ptr<const PreparedFeatures>& features,
                                            const QuantizerOptions& options, Progress& progress);

}  // namespace sidproof
