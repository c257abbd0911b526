// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "report/audit_report.hpp"
#include "report/diff_report.hpp"
#include "report/gap_report.hpp"
#include "report/repair_report.hpp"

namespace sidproof {

/// Bounds of an HTML page; what they cut is stated on the page.
struct HtmlOptions {
  std::size_t groups_shown = 200;     ///< collision groups and similar lists, worst first
  std::size_t items_per_group = 50;   ///< item ids of one group
  std::size_t positions_plotted = 8;  ///< rank-frequency curves
};

/// One self-contained HTML page: no script, no network, no external assets (a
/// Content-Security-Policy forbids them), inline SVG plots with titles,
/// descriptions and tables of their data, light and dark, phone and print. Its
/// size is bounded whatever the table's. With `gap`, which must be of the same
/// table, the page also shows what the table costs on those interactions.
[[nodiscard]] std::string audit_html(const AuditReport& report, const HtmlOptions& options = {},
                                     const GapReport* gap = nullptr);

/// The same kind of page for `sidproof gap`: affected targets, hits, losses.
[[nodiscard]] std::string gap_html(const GapReport& report, const HtmlOptions& options = {});

/// The same kind of page for `sidproof repair`: before and after, the changes.
[[nodiscard]] std::string repair_html(const RepairReport& report, const HtmlOptions& options = {});

/// The same kind of page for `sidproof diff`: reused SIDs, churn, collisions.
[[nodiscard]] std::string diff_html(const DiffReport& report, const HtmlOptions& options = {});

}  // namespace sidproof
