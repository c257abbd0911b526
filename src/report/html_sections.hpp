// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "report/gap_report.hpp"
#include "report/html.hpp"
#include "report/html_plots.hpp"
#include "report/html_writer.hpp"
#include "report/verification_report.hpp"
#include "tokenization/table.hpp"

// Sections that several HTML reports share; not a promise to callers.
namespace sidproof::html_sections {

/// Size of every collision group against how many groups have it; sizes beyond
/// twelve different ones are pooled.
void group_sizes(HtmlWriter& html, const CollisionGroups& groups);

/// The collision groups with their items, collapsible, at most options.groups_shown.
void group_table(HtmlWriter& html, const Table& table, const AuditResult& audit,
                 const HtmlOptions& options);

/// Counts of every token, descending, for the first `positions` positions.
[[nodiscard]] std::vector<std::vector<std::uint64_t>> rank_frequencies(const Table& table,
                                                                       std::size_t positions);

/// What `verify` tested, folded unless something failed: then it is a defect of the program.
void verification(HtmlWriter& html, const VerificationReport& verification);

/// What the table costs on interactions, a section for each split.
void gap(HtmlWriter& html, const GapReport& report, const HtmlOptions& options);

}  // namespace sidproof::html_sections
