// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "interactions/interactions.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// How often each row's item is the target of an example (any split), one entry a
/// row: RepairOptions::popularity. Items are joined by id text; a repeated item
/// counts at its first row.
[[nodiscard]] std::vector<std::uint64_t> popularity(const Table& table,
                                                    const Interactions& interactions);

}  // namespace sidproof
