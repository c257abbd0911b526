// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "certificate/certificate.hpp"
#include "random/seed.hpp"
#include "tokenization/table.hpp"
#include "tokenization/trie.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// Exact Z of the named models of docs/certificate.md over the trie, each by two
/// routes and two libraries: backwards in Boost's rationals, by leakage in FLINT's.
struct SpotChecks {
  std::vector<CertifiedSpotCheck> checks;
  Verdict agreement;  ///< refuted where the two differ: a defect of a library, of
                      ///< this program or of the machine
};

[[nodiscard]] SpotChecks spot_checks(const Table& table, const Trie& trie,
                                     std::span<const std::uint64_t> codebooks, const Seed& seed,
                                     const CertifiedWitnesses& witnesses);

}  // namespace sidproof
