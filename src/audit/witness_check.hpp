// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/audit.hpp"
#include "audit/recipes.hpp"
#include "base/error.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Recomputes from the rows what the audit's witnesses claim: the rows of a group have one
/// sequence and different items, the first row of each prefix witness properly begins the
/// second, and no row's sequence begins `missing`. Errors: internal (one that does not).
[[nodiscard]] Result<void> check_witnesses(const Table& table, const AuditResult& audit);

/// Z of the model that always emits the witness's sequence, by B1: the number of distinct
/// (item, sequence) pairs whose sequence begins it, token by token as texts. Errors:
/// internal (it is not the witness's z, or 1).
[[nodiscard]] Result<void> check_z_witness(const Table& table, const ZWitness& witness);

}  // namespace sidproof
