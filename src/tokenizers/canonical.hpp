// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "base/error.hpp"
#include "tokenization/features.hpp"
#include "tokenizers/tiles.hpp"

namespace sidproof {

/// The rows of a feature matrix sorted by their values, so that what is computed
/// from them does not depend on the order in which a catalogue lists its items.
/// rows[i] is the row of the features that stands i-th; equal rows stand side by
/// side in any order, which no function of the values can notice.
struct CanonicalOrder {
  std::vector<std::size_t> rows;
  std::size_t distinct = 0;  ///< rows that differ from their predecessor, the first included
};

/// Sorts lexicographically by value; -0 equals 0.
[[nodiscard]] CanonicalOrder canonical_order(const Features& features);

/// Errors: usage (values or item ids of another number),
/// too_large (2^32 rows or more), malformed (NaN or infinity; names row and column).
[[nodiscard]] Result<void> check_features(const Features& features);

/// The power of two that brings the largest magnitude into [1, 2); 1 for zeros.
/// Multiplying by it is exact unless a value is 2^125 times smaller than the
/// largest one, and keeps squares of any finite features within binary32.
[[nodiscard]] double scale_of(const Features& features);

/// The features times `scale`, in canonical order, with zero columns added up to
/// `columns`.
[[nodiscard]] Tiles scaled_tiles(const Features& features, const CanonicalOrder& order,
                                 double scale, std::size_t columns);

}  // namespace sidproof
