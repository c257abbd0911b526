// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "generator/certificate/generator_certificate.hpp"
#include "generator/certificate/replayed_laws.hpp"

namespace sidproof::reference {

/// L_AR of a leaf's sequence over the real numbers, once more: GPT-2's formulas token by
/// token on numbers known to a certified radius, in plain loops. Errors: out_of_range (2048
/// bits do not decide the stated digits).
[[nodiscard]] Result<CertifiedLosses> replayed_losses(const Weights& weights,
                                                      const ReplayedPrefixes& prefixes,
                                                      std::span<const std::uint32_t> prompt,
                                                      std::uint32_t leaf);

}  // namespace sidproof::reference
