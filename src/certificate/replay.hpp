// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/progress.hpp"
#include "certificate/certificate.hpp"
#include "certificate/difference.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// The certificate of a table with these codebook sizes, computed without the code
/// that certifies: on sorted rows instead of a trie, with formulas of its own. Does
/// not depend on the number of threads. Errors: malformed (no rows), too_large
/// (2^32 - 1 rows or more), usage (codebooks that do not fit the table). Malformed also
/// where the codes refute a codebook that the file declares and these do not hold them.
[[nodiscard]] Result<Certificate> recompute(const Table& table,
                                            std::span<const std::uint64_t> codebooks,
                                            Threads threads, Progress& progress = Progress::none());

/// Compares every claim of a certificate with recompute(). A certificate of another
/// table (its hash differs) is refuted by that claim alone. Errors: as recompute().
[[nodiscard]] Result<Differences> replay(const Certificate& certificate, const Table& table,
                                         Threads threads, Progress& progress = Progress::none());

}  // namespace sidproof
