// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.hpp"
#include "tokenizers/quantizer.hpp"

namespace sidproof {

/// Product quantization (Jegou, Douze, Schmid 2011): the columns are cut into
/// options.levels blocks of equal width and each block has a k-means of its own, so
/// a token does not depend on the others (THEORY's parallel tokenization). Where
/// the width does not divide, zero columns are added at the end; distances do not
/// change by that.
/// Guarantees: prefix-free, fixed length, order independent. Not one-to-one, not
/// onto. Precondition: options.levels <= columns.
[[nodiscard]] Quantized product_quantization(
    const std::shared_ptr<const PreparedFeatures>& features, const QuantizerOptions& options,
    Progress& progress);

/// Optimised product quantization, the non-parametric form (Ge, He, Ke, Sun 2013):
/// starting from the identity, options.rotations times the codebooks follow the
/// rotated features and then the rotation follows the codebooks (orthogonal
/// Procrustes problem, solved by a singular value decomposition). Learned from at
/// most 10 000 rows; zero rotations give product_quantization().
/// Guarantees: as product_quantization(), and the same result for every thread
/// count. Matrix product and decomposition are Eigen's: another Eigen version, other
/// vector instructions at compile time or a machine with other cache sizes may round
/// the rotation differently.
[[nodiscard]] Quantized optimised_product_quantization(
    const std::shared_ptr<const PreparedFeatures>& features, const QuantizerOptions& options,
    Progress& progress);

}  // namespace sidproof
