// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "report/audit_report.hpp"

namespace sidproof {

struct SarifOptions {
  /// Results of one rule beyond this are left out; the run says how many (code
  /// scanning services cut off at a few thousand results a run).
  std::size_t results_per_rule = 1000;
  /// The bytes of the table's file. When given, the table's row_bytes become line
  /// numbers besides byte offsets.
  std::string_view source;
};

/// SARIF 2.1.0 for code-scanning pages: one result for each collision group,
/// prefix violation and repeated item, worst first, for each requirement that has no row to
/// point to (onto, covers) or is undecided, and for each regression. Locations come from the
/// table's row_bytes when it has them. partialFingerprints depend on the sequence
/// (or the repeated id) only, so a finding keeps its identity when rows move or a
/// group grows. A result is an error exactly when it made the exit code 1: it belongs
/// to a requirement that decides (with a baseline: none) and is refuted, or is a regression;
/// what is undecided is of kind "open", everything else a warning. Where the program itself
/// failed (a law of `verify`), executionSuccessful is false and a notification says why.
[[nodiscard]] std::string audit_sarif(const AuditReport& report, const SarifOptions& options = {});

}  // namespace sidproof
