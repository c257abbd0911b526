// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "report/audit_report.hpp"

namespace sidproof {

struct HtmlOptions {
  std::size_t groups_shown = 200;    ///< collision groups in the table, largest first
  std::size_t items_per_group = 50;  ///< item ids of one group
};

/// One self-contained HTML page: no script, no network, no external assets (a
/// Content-Security-Policy forbids them), inline SVG plots with titles,
/// descriptions and tables of their data, light and dark, phone and print.
/// Its size is bounded whatever the table's; what is cut is stated.
[[nodiscard]] std::string audit_html(const AuditReport& report, const HtmlOptions& options = {});

}  // namespace sidproof
