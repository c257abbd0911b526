// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "exact/enclosure.hpp"
#include "exact/integer.hpp"

namespace sidproof::reference {

/// An enclosure of ln E, E the e-value of counts against a known law: the likelihood
/// ratio of Dirichlet mixtures centred at the law (Lindon and Malek 2022), averaged over
/// the concentrations 2^4, 2^6, ..., 2^24. Under the law the probability that E ever
/// reaches 1/alpha is at most alpha, for every number of draws. Throws std::invalid_argument
/// unless there is one probability >= 0 for each count, and > 0 for a count > 0.
[[nodiscard]] Enclosure log_e_value(std::span<const std::uint64_t> counts,
                                    std::span<const Rational> law);

/// Rejected when ln E is above this: a false alarm has a probability of at most 1e-12.
inline constexpr double rejection_threshold = 27.631021115928547;  // ln 1e12, rounded up

}  // namespace sidproof::reference
