// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "audit/audit.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// The positions that at least 16 rows have and that tell them (nearly) nothing: one code
/// in 95 % of the rows, or, where the sizes are declared or given and there are rows
/// enough, at most 5 % of the codes in use. A last position behind a table that is half
/// told apart already is a de-duplication token and none. `audit` has its positions,
/// levels, codebook_source and distinct_sequences.
[[nodiscard]] std::vector<Finding> collapsed_positions(const Table& table,
                                                       const AuditResult& audit);

}  // namespace sidproof
