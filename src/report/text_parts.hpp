// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "audit/gap.hpp"
#include "audit/repair.hpp"
#include "report/layout.hpp"
#include "report/text.hpp"
#include "tokenization/table.hpp"

// Pieces that several terminal reports share; not a promise to callers.
namespace sidproof::text_parts {

/// "Games.index.json · 16 859 items · 4 tokens · codebooks 208·256·256·256"; sizes that
/// are not the codes in use are called declared or given.
[[nodiscard]] std::string table_line(const Table& table, const AuditResult& audit);
/// The same without the name and the format, for pages that show the name elsewhere.
[[nodiscard]] std::string table_summary(const Table& table, const AuditResult& audit);
/// "208·256·256·256"; long lists are cut, equal ones folded: "256 × 32".
[[nodiscard]] std::string codebooks(const std::vector<std::uint64_t>& sizes);
/// Item ids of rows, printable, at most `limit` of them.
[[nodiscard]] std::vector<std::string> item_names(const Table& table,
                                                  std::span<const std::uint64_t> rows,
                                                  std::size_t limit);
void table_rows(TextLayout& layout, const AuditReport& report);
void verdict_rows(TextLayout& layout, const AuditReport& report, const TextOptions& options);
void requirement_rows(TextLayout& layout, const AuditReport& report);
void named_rows(TextLayout& layout, const std::vector<NamedVerdict>& requirements);
/// The text followed by no-break spaces up to `columns`, and one blank: a column.
[[nodiscard]] std::string column(std::string text, std::size_t columns);
/// A path that can be pasted into a shell, quoted where needed.
[[nodiscard]] std::string shell_quoted(std::string_view path);
/// "per history" losses: how many histories, and how many events decide nothing.
[[nodiscard]] std::string lone_events(const LossGap& losses);
/// "position 4: 2 codes that no item had, <c_0> and <c_1> (codebook 258); ...".
[[nodiscard]] std::string new_codes(const NewCodes& position);
/// One note a row, below the label "histories".
void note_rows(TextLayout& layout, const std::vector<std::string>& notes);
/// What to do next, one sentence or command a row.
void next_rows(TextLayout& layout, const AuditReport& report, bool verifying);

}  // namespace sidproof::text_parts
