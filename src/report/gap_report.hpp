// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "audit/gap.hpp"
#include "interactions/interactions.hpp"
#include "report/named_verdict.hpp"
#include "report/text.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Everything that the reports of `gap` speak of. Borrowed parts outlive it.
struct GapReport {
  const Table& table;
  const Interactions& interactions;
  const GapResult& gap;
  std::vector<NamedVerdict> requirements;  ///< may be empty: then nothing is required
  int exit_code = 0;
};

/// The terminal report of `sidproof gap`.
[[nodiscard]] std::string gap_text(const GapReport& report, const TextOptions& options = {});

/// Schema "sidproof.gap/1" (docs/schema/gap-1.schema.json).
[[nodiscard]] std::string gap_json(const GapReport& report);

}  // namespace sidproof
