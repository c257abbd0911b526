// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "exact/enclosure.hpp"
#include "exact/integer.hpp"

namespace sidproof {

/// sum over sequences of prod_{j < length} 1/|T_j|.
struct KraftSum {
  Rational sum;  ///< the sum, or a lower bound of it when !exact
  bool exact = true;
  Enclosure enclosure;
};

/// The Kraft sum of counts[L] sequences of length L each (L = 0 ... K, where K is
/// the number of codebooks). Exact while the common denominator has at most
/// `most_bits` bits; longer sequences then only widen the enclosure, by at most
/// their number over the last denominator.
[[nodiscard]] KraftSum kraft_sum(std::span<const std::uint64_t> counts,
                                 std::span<const std::uint64_t> codebooks,
                                 std::size_t most_bits = 65536);

/// How many sequences of the longest length K begin with one of counts[L] sequences
/// of length L none of which is a prefix of another: sum counts[L] prod_{j >= L} |T_j|.
[[nodiscard]] Integer covered_sequences(std::span<const std::uint64_t> counts,
                                        std::span<const std::uint64_t> codebooks);

}  // namespace sidproof
