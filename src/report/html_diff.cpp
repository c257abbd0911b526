// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "report/html.hpp"
#include "report/html_page.hpp"
#include "report/html_plots.hpp"
#include "report/numbers.hpp"

namespace sidproof {
namespace {

std::string shown_of(std::size_t shown, std::size_t total, const char* one, const char* many) {
  return shown < total ? fmt::format("The first {} of {}; the JSON report lists all",
                                     grouped(shown), counted(total, one, many))
                       : fmt::format("All {}", counted(total, one, many));
}

void details(HtmlWriter& html, const std::string& summary, const std::vector<std::string>& headings,
             const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty()) return;
  html.raw("<details").text(rows.size() <= 12 ? " open" : "").raw("><summary>").text(summary);
  html.raw("</summary>\n");
  html_page::table(html, headings, rows);
  html.raw("</details>\n");
}

void reuse_section(HtmlWriter& html, const DiffReport& report, const HtmlOptions& options) {
  const DiffResult& diff = report.diff;
  html_page::begin_section(
      html, "Reused sequences",
      diff.reused.empty()
          ? std::string("No sequence changed its meaning.")
          : fmt::format(
                "A model or log that knows the old meaning is wrong without noticing. Left by "
                "every old owner: {} of {}.",
                grouped(diff.taken_over), grouped(diff.reused.size())));
  const std::size_t shown = std::min(options.groups_shown, diff.reused.size());
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < shown; ++i) {
    const ReusedSid& sid = diff.reused[i];
    rows.push_back({report.before.sequence_text(sid.old_row), report.before.items[sid.old_row],
                    report.after.items[sid.new_row], sid.retained ? "shared" : "taken over"});
  }
  details(html, shown_of(shown, diff.reused.size(), "reused sequence", "reused sequences"),
          {"`Sequence", "`Old item", "`New item", "How"}, rows);
  html_page::end_section(html);
}

void churn_section(HtmlWriter& html, const DiffReport& report, const HtmlOptions& options) {
  const DiffResult& diff = report.diff;
  html_page::begin_section(html, "Churn", "");
  html_page::facts(html, {{"Items in both", grouped(diff.common)},
                          {"Changed", grouped(diff.changed.size())},
                          {"Churn", diff.common == 0 ? std::string("not known: no item is in both")
                                                     : percent(diff.churn)},
                          {"Only new", grouped(diff.added.size())},
                          {"Only old", grouped(diff.removed.size())},
                          {"Pairs that exchanged sequences", human(diff.exchanged_pairs)}});
  std::vector<Bar> bars;
  for (std::size_t kept = 0; kept < std::min<std::size_t>(16, diff.changed_by_common_prefix.size());
       ++kept) {
    const std::uint64_t count = diff.changed_by_common_prefix[kept];
    bars.push_back({fmt::format("first {} equal", counted(kept, "token", "tokens")),
                    static_cast<double>(count), counted(count, "item", "items")});
  }
  if (!bars.empty() && !diff.changed.empty())
    bar_plot(html,
             {.title = "Changed items by what they kept",
              .description = counted(diff.changed.size(), "item", "items") + " changed.",
              .label_heading = "Kept",
              .caption_heading = "Items"},
             bars);
  const std::size_t shown = std::min(options.groups_shown, diff.changed.size());
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < shown; ++i) {
    const ChangedItem& item = diff.changed[i];
    rows.push_back({report.before.items[item.old_row], report.before.sequence_text(item.old_row),
                    report.after.sequence_text(item.new_row)});
  }
  details(html, shown_of(shown, diff.changed.size(), "changed item", "changed items"),
          {"`Item", "`Before", "`After"}, rows);
  html_page::end_section(html);
}

void collision_section(HtmlWriter& html, const DiffResult& diff) {
  html_page::begin_section(html, "Collisions", "");
  const auto row = [](const char* what, std::uint64_t before, std::uint64_t after) {
    return std::vector<std::string>{what, grouped(before), grouped(after)};
  };
  html_page::table(html, {"Measure", "#Before", "#After"},
                   {row("Items", diff.before.items, diff.after.items),
                    row("Distinct sequences", diff.before.distinct, diff.after.distinct),
                    row("Collision groups", diff.before.groups, diff.after.groups),
                    row("Items in groups", diff.before.items_in_groups, diff.after.items_in_groups),
                    row("Largest group", diff.before.largest_group, diff.after.largest_group)});
  html.raw("<p>")
      .text(fmt::format("Pairs of items with one sequence: {} kept, {} gained, {} lost.",
                        human(diff.pairs_kept), human(diff.pairs_gained), human(diff.pairs_lost)))
      .raw("</p>\n");
  html_page::end_section(html);
}

}  // namespace

std::string diff_html(const DiffReport& report, const HtmlOptions& options) {
  const DiffResult& diff = report.diff;
  HtmlWriter html;
  html_page::begin(html, "diff", display_name(report.after),
                   fmt::format("compared with {}", display_name(report.before)));
  html_page::cards(
      html,
      {{"Does every sequence keep its meaning?", diff.no_reuse.truth, true,
        fmt::format("{} another item now.", diff.reused.size() == 1
                                                ? "1 sequence means"
                                                : grouped(diff.reused.size()) + " sequences mean")},
       {"Do all items keep their sequence?", diff.stable_sids.truth, false,
        fmt::format("{} changed.", counted(diff.changed.size(), "item", "items"))},
       {"No new collisions?", diff.no_new_collisions.truth, false,
        fmt::format("Pairs of items with one sequence: {} gained, {} lost.",
                    human(diff.pairs_gained), human(diff.pairs_lost))}});
  if (!report.requirements.empty()) {
    html_page::begin_section(html, "What was required", "This decides the exit code.");
    html_page::requirements(html, report.requirements);
    html_page::end_section(html);
  }
  reuse_section(html, report, options);
  churn_section(html, report, options);
  collision_section(html, diff);
  return html_page::finish(html, report.exit_code);
}

}  // namespace sidproof
