// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "report/audit_report.hpp"
#include "report/diff_report.hpp"
#include "report/fuzz_report.hpp"
#include "report/gap_report.hpp"
#include "report/repair_report.hpp"

namespace sidproof {

/// How terminal reports are laid out.
struct TextOptions {
  std::size_t width = 80;        ///< columns; below 40 counts as 40
  bool colour = false;           ///< ANSI colours; never written when false
  std::size_t groups_shown = 3;  ///< collision groups and similar lists on screen
};

/// The terminal report of `sidproof audit`: verdicts with witnesses, what they
/// mean, what to do next. Every line fits the width; untrusted text is made
/// printable (see display.hpp). Ends with a line break.
[[nodiscard]] std::string audit_text(const AuditReport& report, const TextOptions& options = {});

/// The terminal report of `sidproof verify`: the verdict for each training recipe
/// with its laws, and the exact Z of the witness model.
[[nodiscard]] std::string verify_text(const AuditReport& report, const TextOptions& options = {});

/// The terminal report of `sidproof gap`: a block for each split with the collided
/// targets, H9's overstatement with its assumption, and both poolings of C2-C4.
[[nodiscard]] std::string gap_text(const GapReport& report, const TextOptions& options = {});

/// The terminal report of `sidproof repair`: what was changed, before and after.
[[nodiscard]] std::string repair_text(const RepairReport& report, const TextOptions& options = {});

/// The terminal report of `sidproof diff`: churn, reused SIDs first.
[[nodiscard]] std::string diff_text(const DiffReport& report, const TextOptions& options = {});

/// The terminal report of `sidproof fuzz`: a row for each law and number system, the
/// failures with their smallest instances, and how to go on.
[[nodiscard]] std::string fuzz_text(const FuzzReport& report, const TextOptions& options = {});

}  // namespace sidproof
