// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "report/audit_report.hpp"

namespace sidproof {

struct SarifOptions {
  /// Results of one rule beyond this are left out; the run says how many. GitHub
  /// reads at most 5 000 results of a run with all rules together.
  std::size_t results_per_rule = 1000;
};

/// SARIF 2.1.0 for code-scanning pages: one result for each collision group,
/// prefix violation and repeated item. Locations come from the table's row_bytes
/// (byteOffset) when it has them; partialFingerprints depend on the tokens and
/// item ids only, so a finding keeps its identity when rows move.
[[nodiscard]] std::string audit_sarif(const AuditReport& report, const SarifOptions& options = {});

}  // namespace sidproof
