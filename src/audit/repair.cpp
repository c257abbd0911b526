// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/repair.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "audit/append.hpp"
#include "audit/deduplication.hpp"
#include "audit/item_index.hpp"
#include "audit/numbered_table.hpp"
#include "audit/rebuild.hpp"
#include "audit/relocate.hpp"

namespace sidproof {

namespace {

Result<void> check(const Table& table, const RepairOptions& options) {
  if (!options.popularity.empty() && options.popularity.size() != table.rows())
    return fail(
        ErrorCode::usage,
        fmt::format("{} popularity counts for {} rows", options.popularity.size(), table.rows()),
        {table.path, {}, {}});
  return check_row_count(table);
}

// The rows of the input that the result keeps: the first of every item.
std::vector<std::uint32_t> first_rows(const Table& table, const ItemIndex& index) {
  std::vector<std::uint32_t> rows;
  rows.reserve(table.rows());
  auto repeat = index.repeats().begin();
  for (std::uint32_t row = 0; row < table.rows(); ++row) {
    if (repeat != index.repeats().end() && repeat->row == row)
      ++repeat;
    else
      rows.push_back(row);
  }
  return rows;
}

Table table_of_rows(const Table& table, const std::vector<std::uint32_t>& rows) {
  Table kept;
  kept.path = table.path;
  kept.format = table.format;
  kept.alphabets = table.alphabets;
  kept.declared_codebooks = table.declared_codebooks;
  kept.findings = table.findings;
  std::vector<std::uint64_t> offsets{0};
  std::vector<std::uint32_t> tokens;
  for (const std::uint32_t row : rows) {
    kept.items.push_back(table.items[row]);
    const std::vector<std::uint32_t> sequence = table.codes.row(row);
    tokens.insert(tokens.end(), sequence.begin(), sequence.end());
    offsets.push_back(tokens.size());
  }
  kept.codes = make_codes(std::move(offsets), std::move(tokens));
  return kept;
}

// Of a table whose rows are different items.
Result<void> repair_items(const Table& table, const NumberedTable& numbered,
                          const RepairOptions& options, RepairResult& result) {
  return options.method == RepairMethod::append ? append_tokens(table, numbered, options, result)
                                                : relocate_items(table, numbered, options, result);
}

Result<void> repair_merged(const Table& table, const RepairOptions& options, const ItemIndex& index,
                           RepairResult& result) {
  const std::vector<std::uint32_t> rows = first_rows(table, index);
  RepairOptions of_items = options;
  of_items.popularity.clear();
  if (!options.popularity.empty())
    for (const std::uint32_t row : rows) of_items.popularity.push_back(options.popularity[row]);
  const Table items = table_of_rows(table, rows);
  const ItemIndex one_row_each(items.items);
  const auto numbered = number_table(items, one_row_each, "the repair");
  if (!numbered) return tl::unexpected(numbered.error());
  if (auto done = repair_items(items, *numbered, of_items, result); !done) return done;
  result.merged_rows = table.rows() - rows.size();
  for (ItemChange& change : result.changes) change.row = rows[change.new_row];
  result.notes.push_back(fmt::format("{} an item with the same sequence: one row an item is kept",
                                     result.merged_rows == 1
                                         ? std::string("1 row repeats")
                                         : fmt::format("{} rows repeat", result.merged_rows)));
  return {};
}

std::uint64_t sum_up_new_codes(RepairResult& result) {
  std::uint64_t largest = 0;
  for (NewCodes& position : result.new_codes) {
    const std::size_t j = position.position;
    position.codebook = result.after.positions[j].codebook;
    position.in_use_before =
        j < result.before.positions.size() ? result.before.positions[j].used : 0;
    result.added_tokens.insert(result.added_tokens.end(), position.codes.begin(),
                               position.codes.end());
    largest = std::max<std::uint64_t>(largest, position.codes.size());
  }
  return largest;
}

void note_remains(RepairResult& result) {
  const bool relocated = result.method == RepairMethod::relocate;
  if (relocated && result.after.proper_prefixes > 0)
    result.notes.push_back(
        fmt::format("{} still a proper prefix of another one; repair by "
                    "append resolves that, relocating does not",
                    result.after.proper_prefixes == 1
                        ? std::string("1 sequence is")
                        : fmt::format("{} sequences are", result.after.proper_prefixes)));
  if (!relocated && result.added_codebook > 0)
    if (auto warning = deduplication_warning(result.before)) result.notes.push_back(*warning);
  if (result.changes.empty()) result.notes.emplace_back("no item had to change its sequence");
}

}  // namespace

std::string_view name(RepairMethod method) {
  return method == RepairMethod::append ? "append" : "relocate";
}

Result<RepairResult> repair(const Table& table, const RepairOptions& options, Progress& progress) {
  if (auto checked = check(table, options); !checked) return tl::unexpected(checked.error());
  RepairResult result;
  result.method = options.method;
  AuditOptions measured{options.threads, {}};
  if (options.method == RepairMethod::relocate) measured.codebooks = options.codebooks;
  auto before = audit(table, measured, progress);
  if (!before) return tl::unexpected(before.error());
  result.before = *std::move(before);

  progress.update("repairing", 0);
  const ItemIndex index(table.items);
  const auto numbered = number_table(table, index, "the repair");
  if (!numbered) return tl::unexpected(numbered.error());
  const auto repaired = index.repeats().empty() ? repair_items(table, *numbered, options, result)
                                                : repair_merged(table, options, index, result);
  if (!repaired) return tl::unexpected(repaired.error());
  progress.update("repairing", 1);

  auto after = audit(result.table, measured, progress);
  if (!after) return tl::unexpected(after.error());
  result.after = *std::move(after);
  if (result.after.one_to_one.truth != Truth::holds)
    return fail(ErrorCode::internal,
                "the repaired table is not one-to-one: " + result.after.one_to_one.reason);
  const std::uint64_t largest = sum_up_new_codes(result);
  if (options.method == RepairMethod::append) result.added_codebook = largest;
  note_remains(result);
  return result;
}

}  // namespace sidproof
