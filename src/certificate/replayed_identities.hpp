// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "base/parallel.hpp"
#include "base/progress.hpp"
#include "certificate/certificate.hpp"
#include "certificate/prefix_levels.hpp"
#include "random/seed.hpp"

namespace sidproof {

/// The laws of a certificate, in their order: the replay knows these and no other.
[[nodiscard]] std::vector<std::string_view> certified_laws();

/// An identity holds when its points bound its error by this many bits.
inline constexpr double certified_log2_error = -100;

/// Every law modulo both primes, recomputed on the levels: degrees on DegreeTracker,
/// residues at the points of the seed, verdicts from unlike routes. Does not depend
/// on the number of threads.
[[nodiscard]] std::vector<CertifiedIdentity> replayed_identities(
    const PrefixLevels& levels, const Seed& seed, Threads threads,
    Progress& progress = Progress::none());

}  // namespace sidproof
