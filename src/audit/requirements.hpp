// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.hpp"
#include "base/error.hpp"
#include "exact/integer.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// One property that a table must have; together they decide the exit code.
struct Requirement {
  enum class Kind {
    one_to_one,   ///< "one-to-one"
    prefix_free,  ///< "prefix-free"
    onto,         ///< "onto"
    covers,       ///< "covers=FILE": every item of FILE has its sequence in the table
    max_excess,   ///< "max-excess=N", or "max-excess=P%" of the items: AuditResult::excess
    max_group     ///< "max-group=N" items with one sequence
  };
  Kind kind = Kind::one_to_one;
  std::string path;               ///< covers: the file
  std::uint64_t limit = 0;        ///< max_excess in items, max_group
  std::optional<Rational> share;  ///< max_excess as a share of the items, 0 ... 1
};

/// The requirement as it is written on the command line, e.g. "max-excess=0.5%".
[[nodiscard]] std::string to_string(const Requirement& requirement);

/// one-to-one and prefix-free.
[[nodiscard]] std::vector<Requirement> default_requirements();

/// Reads a comma-separated list, e.g. "one-to-one,max-excess=0.5%,covers=items.csv".
/// A path may not contain a comma. Percentages are decimal and kept exactly.
/// Errors: usage (unknown name, missing or malformed value, the same twice, empty list).
[[nodiscard]] Result<std::vector<Requirement>> parse_requirements(std::string_view list);

struct RequirementVerdict {
  Requirement requirement;
  Verdict verdict;
};

/// Each requirement's verdict on an audit, in the order given. `covers` needs
/// audit.coverage and is unknown without it; it holds when nothing is missing or
/// stale (extra items are information).
[[nodiscard]] std::vector<RequirementVerdict> evaluate(std::span<const Requirement> requirements,
                                                       const AuditResult& audit);

/// The worst of the verdicts with its reason; `holds` for none.
[[nodiscard]] Verdict merge(std::span<const RequirementVerdict> verdicts);

}  // namespace sidproof
