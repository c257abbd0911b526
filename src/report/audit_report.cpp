// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "report/audit_report.hpp"

#include <fmt/format.h>

#include "report/numbers.hpp"

namespace sidproof {

AuditReport audit_report(const Table& table, const AuditResult& audit,
                         const std::vector<Requirement>& requirements) {
  return {.table = table,
          .audit = audit,
          .recipes = recipe_verdicts(audit),
          .witness = z_witness(table, audit),
          .requirements = evaluate(requirements, audit),
          .baseline = std::nullopt,
          .verification = std::nullopt,
          .exit_code = 0};
}

std::string display_name(const Table& table) {
  if (table.path.empty())
    return table.format == "sidproof-demo" ? "built-in demo catalogue" : "(table in memory)";
  if (table.path == "-") return "standard input";
  const std::size_t slash = table.path.find_last_of('/');
  if (slash == std::string::npos || slash + 1 == table.path.size()) return table.path;
  return table.path.substr(slash + 1);
}

std::string other_size_of_baseline(const AuditReport& report) {
  if (!report.baseline || !report.baseline->items || *report.baseline->items == report.audit.items)
    return {};
  return fmt::format(", which counts {} where this table has {}",
                     counted(*report.baseline->items, "item", "items"),
                     grouped(report.audit.items));
}

}  // namespace sidproof
