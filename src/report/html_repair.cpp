// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "report/html.hpp"
#include "report/html_page.hpp"
#include "report/numbers.hpp"
#include "report/text_parts.hpp"

namespace sidproof {

std::string repair_html(const RepairReport& report, const HtmlOptions& options) {
  const RepairResult& repair = report.repair;
  HtmlWriter html;
  html_page::begin(html, "repair", display_name(report.table),
                   text_parts::table_summary(report.table, repair.before));
  html_page::cards(
      html,
      {{"One sequence for each item now?", repair.after.one_to_one.truth, true,
        fmt::format("{} before, {} now.",
                    counted(repair.before.groups.size(), "collision group", "collision groups"),
                    grouped(repair.after.groups.size()))},
       {"Prefix-free now?", repair.after.prefix_free.truth, true,
        fmt::format("{} before, {} now.",
                    counted(repair.before.proper_prefixes, "proper prefix", "proper prefixes"),
                    grouped(repair.after.proper_prefixes))}});
  html_page::begin_section(
      html, "What changed",
      fmt::format("Method {}: {} of {} changed.", name(repair.method),
                  grouped(repair.changes.size()), counted(repair.before.items, "item", "items")));
  for (const NewCodes& position : repair.new_codes)
    html.raw("<p>New codes at ").text(text_parts::new_codes(position)).raw(".</p>\n");
  for (const std::string& note : repair.notes) html.raw("<p>").text(note).raw("</p>\n");
  const auto row = [](const char* what, std::uint64_t before, std::uint64_t after) {
    return std::vector<std::string>{what, grouped(before), grouped(after)};
  };
  html_page::table(
      html, {"Measure", "#Before", "#After"},
      {row("Distinct sequences", repair.before.distinct_sequences, repair.after.distinct_sequences),
       row("Items in groups", repair.before.items_in_groups, repair.after.items_in_groups),
       row("Largest group", repair.before.largest_group, repair.after.largest_group),
       row("Proper prefixes", repair.before.proper_prefixes, repair.after.proper_prefixes),
       row("Longest sequence", repair.before.max_length, repair.after.max_length)});
  const std::size_t shown = std::min(options.groups_shown, repair.changes.size());
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < shown; ++i) {
    const std::uint64_t at = repair.changes[i].row;
    rows.push_back({report.table.items[at], report.table.sequence_text(at),
                    repair.table.sequence_text(repair.changes[i].new_row)});
  }
  if (!rows.empty()) {
    html.raw("<details").text(rows.size() <= 12 ? " open" : "").raw("><summary>");
    html.text(shown < repair.changes.size()
                  ? fmt::format("The first {} of {} changes; the JSON report lists all",
                                grouped(shown), grouped(repair.changes.size()))
                  : fmt::format("All {}", counted(shown, "change", "changes")));
    html.raw("</summary>\n");
    html_page::table(html, {"`Item", "`Before", "`After"}, rows);
    html.raw("</details>\n");
  }
  html_page::end_section(html);
  return html_page::finish(html, report.exit_code);
}

}  // namespace sidproof
