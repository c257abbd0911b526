// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "report/display.hpp"
#include "report/numbers.hpp"
#include "report/text.hpp"
#include "report/text_parts.hpp"

namespace sidproof {
namespace {

std::string state(const AuditResult& audit) {
  std::string text = audit.one_to_one.truth == Truth::holds
                         ? std::string("one-to-one")
                         : fmt::format("{} in {}", counted(audit.items_in_groups, "item", "items"),
                                       counted(audit.groups.size(), "group", "groups"));
  text +=
      audit.prefix_free.truth == Truth::holds
          ? ", prefix-free"
          : fmt::format(", {}", counted(audit.proper_prefixes, "proper prefix", "proper prefixes"));
  return text + (audit.min_length == audit.max_length
                     ? fmt::format(", length {}", audit.max_length)
                     : fmt::format(", lengths {} to {}", audit.min_length, audit.max_length));
}

void change_rows(TextLayout& layout, const RepairReport& report, const TextOptions& options) {
  const RepairResult& repair = report.repair;
  if (repair.changes.empty()) {
    layout.row("changed", "no item: every one already has what it needs");
    return;
  }
  const Rational share(repair.changes.size(), repair.before.items);
  layout.row("changed",
             fmt::format("{} ({}), method {}", counted(repair.changes.size(), "item", "items"),
                         percent(share), name(repair.method)));
  const std::size_t shown = std::min(options.groups_shown, repair.changes.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const std::uint64_t row = repair.changes[i].row;
    layout.detail(fmt::format("item {}: {} → {}", printable(report.table.items[row]),
                              printable(report.table.sequence_text(row)),
                              printable(repair.table.sequence_text(repair.changes[i].new_row))));
  }
  if (shown < repair.changes.size())
    layout.detail(fmt::format("… {} (all of them: --json FILE)",
                              counted(repair.changes.size() - shown, "more", "more")));
  for (const NewCodes& position : repair.new_codes)
    layout.row("new codes", printable(text_parts::new_codes(position)));
  for (std::size_t kept = 0; kept < repair.kept_prefix_counts.size(); ++kept) {
    if (repair.kept_prefix_counts[kept] == 0) continue;
    layout.row("", fmt::format("{} {}",
                               repair.kept_prefix_counts[kept] == 1
                                   ? "1 item keeps"
                                   : grouped(repair.kept_prefix_counts[kept]) + " items keep",
                               kept == 0 ? std::string("no leading token")
                                         : "the first " + counted(kept, "token", "tokens")));
  }
}

}  // namespace

std::string repair_text(const RepairReport& report, const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  const RepairResult& repair = report.repair;
  layout.row("table", text_parts::table_line(report.table, repair.before));
  layout.row("before", state(repair.before));
  layout.row("after", state(repair.after));
  layout.answer("one-to-one", repair.after.one_to_one.truth, true,
                printable(repair.after.one_to_one.truth == Truth::holds
                              ? std::string("every item has a sequence of its own")
                              : repair.after.one_to_one.reason));
  layout.answer("prefix-free", repair.after.prefix_free.truth, true,
                printable(repair.after.prefix_free.reason));
  change_rows(layout, report, options);
  for (const std::string& note : repair.notes) layout.row("note", printable(note));
  if (!report.output.empty()) layout.row("written", text_parts::shell_quoted(report.output));
  layout.row("next", repair.changes.empty()
                         ? std::string("nothing to do")
                         : fmt::format("train again on the new table: sequences of {} changed",
                                       counted(repair.changes.size(), "item", "items")));
  return layout.take();
}

}  // namespace sidproof
