// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/repair.hpp"

#include <fmt/format.h>

#include <utility>

#include "audit/append.hpp"
#include "audit/item_index.hpp"
#include "audit/numbered_table.hpp"
#include "audit/relocate.hpp"

namespace sidproof {

namespace {

Result<void> check(const Table& table, const ItemIndex& index, const RepairOptions& options) {
  const Location where{table.path, {}, {}};
  if (!index.repeats().empty()) {
    const ItemIndex::Repeat& first = index.repeats().front();
    return fail(ErrorCode::usage,
                fmt::format("item {} stands in row {} and in row {}: which row is right is not a "
                            "question that a repair can answer",
                            table.items[first.row], first.first_row + 1, first.row + 1),
                where, "keep one row per item; sidproof audit lists all repeated items");
  }
  if (!options.popularity.empty() && options.popularity.size() != table.rows())
    return fail(
        ErrorCode::usage,
        fmt::format("{} popularity counts for {} rows", options.popularity.size(), table.rows()),
        where);
  return {};
}

void note_remains(RepairResult& result) {
  const bool relocated = result.method == RepairMethod::relocate;
  if (relocated && result.after.proper_prefixes > 0)
    result.notes.push_back(
        fmt::format("{} sequences are still a proper prefix of another one; repair by append "
                    "resolves these, relocating does not",
                    result.after.proper_prefixes));
  if (result.changes.empty()) result.notes.emplace_back("nothing had to be changed");
}

}  // namespace

std::string_view name(RepairMethod method) {
  return method == RepairMethod::append ? "append" : "relocate";
}

Result<RepairResult> repair(const Table& table, const RepairOptions& options, Progress& progress) {
  if (auto checked = check_row_count(table); !checked) return tl::unexpected(checked.error());
  const ItemIndex index(table.items);
  if (auto checked = check(table, index, options); !checked) return tl::unexpected(checked.error());

  RepairResult result;
  result.method = options.method;
  auto before = audit(table, {options.threads, {}}, progress);
  if (!before) return tl::unexpected(before.error());
  result.before = *std::move(before);

  progress.update("repairing", 0);
  const auto numbered = number_table(table, index, "the repair");
  if (!numbered) return tl::unexpected(numbered.error());
  const auto repaired = options.method == RepairMethod::append
                            ? append_tokens(table, *numbered, options, result)
                            : relocate_items(table, *numbered, options, result);
  if (!repaired) return tl::unexpected(repaired.error());
  progress.update("repairing", 1);

  auto after = audit(result.table, {options.threads, {}}, progress);
  if (!after) return tl::unexpected(after.error());
  result.after = *std::move(after);
  if (result.after.one_to_one.truth != Truth::holds)
    return fail(ErrorCode::internal,
                "the repaired table is not one-to-one: " + result.after.one_to_one.reason);
  note_remains(result);
  return result;
}

}  // namespace sidproof
