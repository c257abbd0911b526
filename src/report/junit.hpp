// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/audit_report.hpp"

namespace sidproof {

/// JUnit XML in the dialect that Jenkins and GitLab read (testsuites / testsuite /
/// testcase as in Jenkins' junit-4.xsd). One test case a requirement (suite
/// "sidproof.require") and one a verdict (suite "sidproof.verdicts"; verdicts that
/// are not required are reported as skipped when they do not hold, so the build's
/// colour is decided by the requirements alone). Refuted gives <failure> with the
/// witness, undecided gives <error>. No time stamps: equal inputs, equal bytes.
[[nodiscard]] std::string audit_junit(const AuditReport& report);

}  // namespace sidproof
