// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/numbered_table.hpp"
#include "audit/repair.hpp"

namespace sidproof {

/// RepairMethod::relocate without the audits: fills table, changes, new_codes,
/// kept_prefix_counts and notes; `result.before` has the codebooks. No item may stand in
/// two rows.
[[nodiscard]] Result<void> relocate_items(const Table& table, const NumberedTable& numbered,
                                          const RepairOptions& options, RepairResult& result);

}  // namespace sidproof
