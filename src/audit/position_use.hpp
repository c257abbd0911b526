// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "audit/audit.hpp"
#include "audit/token_counts.hpp"

namespace sidproof {

/// The use of a codebook of `codebook` >= counts.used tokens; counts.rows >= 1.
[[nodiscard]] PositionUse position_use(const TokenCounts& counts, std::uint64_t codebook);

}  // namespace sidproof
