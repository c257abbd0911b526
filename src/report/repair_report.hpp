// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "audit/repair.hpp"
#include "report/text.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Everything that the reports of `repair` speak of. Borrowed parts outlive it.
struct RepairReport {
  const Table& input;
  const RepairResult& repair;
  std::string output;  ///< path of the table that was written
  int exit_code = 0;
};

/// The terminal report of `sidproof repair`: what changed, before and after.
[[nodiscard]] std::string repair_text(const RepairReport& report, const TextOptions& options = {});

/// Schema "sidproof.repair/1" (docs/schema/repair-1.schema.json); lists every
/// changed item with its old and new tokens.
[[nodiscard]] std::string repair_json(const RepairReport& report);

}  // namespace sidproof
