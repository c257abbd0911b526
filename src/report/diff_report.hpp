// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "audit/diff.hpp"
#include "report/named_verdict.hpp"
#include "report/text.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Everything that the reports of `diff` speak of. Borrowed parts outlive it.
struct DiffReport {
  const Table& before;
  const Table& after;
  const DiffResult& diff;
  std::vector<NamedVerdict> requirements;
  int exit_code = 0;
};

/// The terminal report of `sidproof diff`.
[[nodiscard]] std::string diff_text(const DiffReport& report, const TextOptions& options = {});

/// Schema "sidproof.diff/1" (docs/schema/diff-1.schema.json); lists are complete.
[[nodiscard]] std::string diff_json(const DiffReport& report);

}  // namespace sidproof
