// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/numbered_table.hpp"
#include "audit/repair.hpp"

namespace sidproof {

/// RepairMethod::append without the audits: fills table, changes, added_codebook,
/// added_tokens and notes. No item may stand in two rows.
[[nodiscard]] Result<void> append_tokens(const Table& table, const NumberedTable& numbered,
                                         const RepairOptions& options, RepairResult& result);

}  // namespace sidproof
