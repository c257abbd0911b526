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

std::vector<Finding> all_findings(const AuditReport& report) {
  std::vector<Finding> findings = report.table.findings;
  findings.insert(findings.end(), report.audit.findings.begin(), report.audit.findings.end());
  return findings;
}

std::vector<RateFormula> rate_formulas(const AuditResult& audit) {
  const bool pairs = audit.conflicting_items > 0;
  return {{"excess_rate",
           pairs ? "(item_sequences - distinct_sequences) / item_sequences"
                 : "(items - distinct_sequences) / items",
           pairs ? "(item sequences - distinct) / item sequences" : "(items - distinct) / items",
           "LC-Rec, LETTER, MiniOneRec", &CollisionRates::excess_rate},
          {"aliasing_rate", "items_in_groups / items", "items in groups / items", "SIDInspector",
           &CollisionRates::aliasing_rate},
          {"conflict_rate", "collision_groups / distinct_sequences", "groups / distinct",
           "OneMall, nanoGenRec", &CollisionRates::conflict_rate},
          {"no_collision_rate",
           pairs ? "distinct_sequences / item_sequences" : "distinct_sequences / items",
           pairs ? "distinct / item sequences" : "distinct / items", "TorchEasyRec",
           &CollisionRates::no_collision_rate}};
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
