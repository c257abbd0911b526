// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "generator/certificate/generator_certificate.hpp"
#include "generator/certificate/replayed_laws.hpp"

namespace sidproof::reference {

/// The scores of all leaves, and their order: best first, ties by codes.
struct ReplayedRanking {
  std::vector<std::int64_t> score;   ///< by leaf
  std::vector<std::uint32_t> order;  ///< leaves
};
[[nodiscard]] ReplayedRanking replayed_ranking(const ReplayedPrefixes& prefixes,
                                               const ReplayedLaws& laws, bool masked);

/// The beam of a width, level by level over the law of the whole table, without running
/// the network: all claims of a CertifiedBeam but its example.
[[nodiscard]] CertifiedBeam replayed_beam(const ReplayedPrefixes& prefixes,
                                          const ReplayedLaws& laws, bool masked,
                                          std::uint64_t width, const ReplayedRanking& ranking);

/// The claims about the draws for one example, every draw by a search in the running sums
/// of the leaves' masses (GLOBAL) or of the steps' weights (LOCAL), the e-values as
/// products. Errors: out_of_range (an e-value that is not known to 20 bits).
[[nodiscard]] Result<CertifiedDraws> replayed_draws(const ReplayedPrefixes& prefixes,
                                                    const ReplayedLaws& laws,
                                                    const std::vector<Integer>& masses, bool masked,
                                                    const Seed& seed, std::uint64_t draws);

}  // namespace sidproof::reference
