// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "certificate/certificate.hpp"
#include "certificate/prefix_levels.hpp"
#include "certificate/sorted_rows.hpp"
#include "exact/integer.hpp"
#include "random/seed.hpp"

namespace sidproof {

/// Exact Z of three models is stated for tables of at most this many prefixes times
/// positions: beyond, exact fractions cost minutes.
inline constexpr std::uint64_t most_spot_checked = std::uint64_t{1} << 20U;
[[nodiscard]] bool has_spot_checks(const CertifiedShape& shape);

/// The integer weights of the weighted model sum to this in every row.
inline constexpr std::uint64_t weight_of_a_row = (std::uint64_t{1} << 61U) - 1;
/// Its stream of the table's seed, beside those of the two primes.
inline constexpr std::uint64_t stream_of_weights = std::uint64_t{2} << 32U;

/// The fraction's text, or "sha256:" and its hash when it is longer than 1024
/// characters.
[[nodiscard]] std::string stated_fraction(const Rational& z);

/// Z by closed formulas: counts of lengths for the uniform model, a sum of integers
/// over one denominator for the weighted one, prefixes counted for the emitter. No
/// conditional model is built.
[[nodiscard]] std::vector<CertifiedSpotCheck> replayed_spot_checks(
    const SortedRows& rows, const PrefixLevels& levels, const Seed& seed,
    const CertifiedWitnesses& witnesses);

}  // namespace sidproof
