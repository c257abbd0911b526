// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "audit/numbered_table.hpp"

namespace sidproof {

/// Per row, its rank among the rows of its sequence: 0 for the most popular one
/// (the first one among equals, or everywhere when `popularity` is empty), then
/// by popularity and row.
[[nodiscard]] std::vector<std::uint32_t> ranks_in_group(const NumberedTable& numbered,
                                                        std::span<const std::uint64_t> popularity);

/// Per sequence number: is it a proper prefix of another sequence?
[[nodiscard]] std::vector<bool> proper_prefixes(const SequenceNumbers& sequences);

}  // namespace sidproof
