// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "audit/baseline.hpp"
#include "base/error.hpp"
#include "report/audit_report.hpp"
#include "report/diff_report.hpp"
#include "report/fuzz_report.hpp"
#include "report/gap_report.hpp"
#include "report/repair_report.hpp"

namespace sidproof {

/// The versioned JSON report of `audit` and `verify`, schema "sidproof.audit/1"
/// (docs/schema/audit-1.schema.json): all groups with item ids and tokens, exact
/// integers as strings, fractions with their exact value, entropies as
/// enclosures in nats. Ill-formed UTF-8 in ids is replaced and counted in
/// "replaced_strings".
[[nodiscard]] std::string audit_json(const AuditReport& report);

/// Reads back what --baseline needs from a report of audit_json(). `path` is for
/// messages only. Errors: malformed (no JSON, no sidproof audit, wrong types),
/// unsupported (a later major version of the schema).
[[nodiscard]] Result<AuditNumbers> parse_audit_json(std::string_view json, std::string path);

/// "sidproof.gap/1", "sidproof.repair/1", "sidproof.diff/1" (docs/schema/): the
/// same conventions. The numbers of repair's before and after are those of an
/// audit report.
[[nodiscard]] std::string gap_json(const GapReport& report);
[[nodiscard]] std::string repair_json(const RepairReport& report);
[[nodiscard]] std::string diff_json(const DiffReport& report);

/// "sidproof.fuzz/1": counts by law, number system and shape, and the failures.
/// Without times, so that equal campaigns have equal reports.
[[nodiscard]] std::string fuzz_json(const FuzzReport& report);

}  // namespace sidproof
