// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.hpp"
#include "audit/baseline.hpp"
#include "audit/recipes.hpp"
#include "audit/requirements.hpp"
#include "report/verification_report.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// What a comparison with an earlier audit found (--baseline).
struct BaselineReport {
  std::string path;
  std::vector<Regression> regressions;
  std::optional<std::uint64_t> items = std::nullopt;  ///< of the baseline's table
};

/// Everything that the reports of `audit` and `verify` speak of. The table and
/// the audit are borrowed: they must outlive the report.
struct AuditReport {
  const Table& table;
  const AuditResult& audit;
  std::vector<RecipeVerdict> recipes;  ///< may be empty
  ZWitness witness;
  std::vector<RequirementVerdict> requirements;    ///< what decides the exit code
  std::optional<BaselineReport> baseline;          ///< if given, only regressions decide
  std::optional<VerificationReport> verification;  ///< of `verify`
  int exit_code = 0;                               ///< as the program will return it
};

/// A report of this table and audit with recipe_verdicts(), z_witness() and the
/// verdicts of `requirements` filled in; baseline and exit code are the caller's.
[[nodiscard]] AuditReport audit_report(const Table& table, const AuditResult& audit,
                                       const std::vector<Requirement>& requirements);

/// The table's findings and what the audit adds to them.
[[nodiscard]] std::vector<Finding> all_findings(const AuditReport& report);

/// A collision rate in use, as it is computed for this table: per item, or, where an item
/// has several sequences, per (item, sequence) pair.
struct RateFormula {
  std::string_view name;           ///< of the JSON report
  std::string_view formula;        ///< over the keys of the JSON report
  std::string_view short_formula;  ///< for people
  std::string_view used_by;
  Rational CollisionRates::* rate = nullptr;
};
[[nodiscard]] std::vector<RateFormula> rate_formulas(const AuditResult& audit);

/// The file name without its folders; for an empty path "built-in demo catalogue" or
/// "(table in memory)".
[[nodiscard]] std::string display_name(const Table& table);

/// ", which counts 7 items where this table has 6", for people: the baseline may be the
/// report of another table. Empty where the numbers agree or there is none.
[[nodiscard]] std::string other_size_of_baseline(const AuditReport& report);

}  // namespace sidproof
