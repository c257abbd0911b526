// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/audit_report.hpp"
#include "report/diff_report.hpp"
#include "report/gap_report.hpp"
#include "report/repair_report.hpp"

namespace sidproof {

/// JUnit XML in the dialect of Jenkins' junit-4.xsd (testsuites / testsuite /
/// testcase), which GitLab reads too. Suite "require" holds what decides the exit
/// code: refuted is a <failure> with the witness, undecided an <error>. Suite
/// "verdicts" holds everything else that was decided: what does not hold there is
/// <skipped> with the reason, so the build's colour follows the exit code. With a
/// baseline, "require" is the comparison alone. No time stamps: equal inputs give
/// equal bytes.
[[nodiscard]] std::string audit_junit(const AuditReport& report);

/// Requirements, then the verdicts of each split.
[[nodiscard]] std::string gap_junit(const GapReport& report);

/// The repaired table is one-to-one and prefix-free.
[[nodiscard]] std::string repair_junit(const RepairReport& report);

/// Requirements, then the verdicts that were not required.
[[nodiscard]] std::string diff_junit(const DiffReport& report);

}  // namespace sidproof
