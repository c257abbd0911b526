// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "report/html.hpp"
#include "report/html_page.hpp"
#include "report/html_sections.hpp"
#include "report/numbers.hpp"
#include "report/sentences.hpp"
#include "report/text_parts.hpp"

namespace sidproof {
namespace {

using html_page::begin_section;
using html_page::end_section;

bool required(const AuditReport& report, Requirement::Kind kind) {
  return std::any_of(report.requirements.begin(), report.requirements.end(),
                     [kind](const RequirementVerdict& r) { return r.requirement.kind == kind; });
}

void verdict_cards(HtmlWriter& html, const AuditReport& report) {
  const AuditResult& audit = report.audit;
  const auto card = [&](Topic topic) { return as_sentence(said(topic, audit).text); };
  html_page::cards(
      html,
      {{"One sequence for each item?", audit.one_to_one.truth,
        required(report, Requirement::Kind::one_to_one), card(Topic::one_to_one)},
       {"Prefix-free?", audit.prefix_free.truth, required(report, Requirement::Kind::prefix_free),
        card(Topic::prefix_free)},
       {audit.min_length == audit.max_length ? "Is every sequence an item's?"
                                             : "Does every sequence begin with just one item's?",
        audit.onto.truth, required(report, Requirement::Kind::onto), card(Topic::onto)}});
}

void decision_section(HtmlWriter& html, const AuditReport& report) {
  begin_section(html, "What was required", "This decides the exit code.");
  if (report.baseline) {
    const BaselineReport& baseline = *report.baseline;
    html.raw("<p>").text(baseline.regressions.empty()
                             ? fmt::format("Nothing got worse than in {}{}.", baseline.path,
                                           other_size_of_baseline(report))
                             : fmt::format("Worse than in {}:", baseline.path));
    html.raw("</p>\n");
    std::vector<std::vector<std::string>> rows;
    for (const Regression& regression : baseline.regressions)
      rows.push_back({regression.measure, regression.before, regression.after});
    if (!rows.empty()) html_page::table(html, {"`Measure", "#Before", "#Now"}, rows);
    html.raw("<p class=\"soft\">").text("Measured, for information:").raw("</p>\n");
  }
  std::vector<NamedVerdict> items;
  for (const RequirementVerdict& item : report.requirements)
    items.push_back({to_string(item.requirement), item.verdict});
  html_page::requirements(html, items);
  const AuditResult& audit = report.audit;
  const std::string table =
      report.table.path.empty() ? "TABLE" : text_parts::shell_quoted(report.table.path);
  if (audit.conflicting_items > 0)
    html.raw("<p>")
        .text("Next: keep one sequence for each item id, then audit again.")
        .raw("</p>\n");
  else if (audit.groups.size() > 0 || audit.proper_prefixes > 0)
    html.raw("<p>")
        .text("Next, to give every item a sequence of its own:")
        .raw("</p>\n<pre><code>sidproof repair ")
        .text(table)
        .raw(" -o OUT</code></pre>\n");
  end_section(html);
}

void recipe_section(HtmlWriter& html, const AuditReport& report) {
  if (report.recipes.empty()) return;
  begin_section(html, "What it means for training",
                "Is the next-token loss (AR-NTP) the likelihood over all items (FV-MLE), up to a "
                "constant?");
  if (report.verification)  // as the text report does, before the recipes
    html.raw("<p>").text(said(Topic::theorem, report.audit).text).raw("</p>\n");
  // `verify` knows the sign of the gap, recipe by recipe.
  const Certificate* certificate =
      report.verification ? &report.verification->certificate : nullptr;
  std::vector<std::string> headings = {"Recipe", "Equivalent", "Meaning"};
  if (certificate != nullptr) headings.insert(headings.end(), {"Because", "Gap L_FV - L_AR"});
  headings.emplace_back("Laws");
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < report.recipes.size(); ++i) {
    const RecipeVerdict& recipe = report.recipes[i];
    rows.push_back({recipe.recipe, html_page::marked(recipe.equivalent.truth), recipe.meaning});
    if (certificate != nullptr) {
      rows.back().push_back(recipe.equivalent.reason);
      rows.back().push_back(i < certificate->recipes.size()
                                ? objective_gap_text(*certificate, i, report.audit)
                                : std::string());
    }
    rows.back().push_back(recipe.laws);
  }
  html_page::table(html, headings, rows);
  if (report.witness.exists)
    html.raw("<p>Witness, <b>Z = ")
        .text(exact_text(report.witness.z))
        .raw("</b> exactly: ")
        .text(report.witness.explanation)
        .raw(".</p>\n");
  else
    html.raw("<p>Witness: ").text(report.witness.explanation).raw(".</p>\n");
  end_section(html);
}

void collision_section(HtmlWriter& html, const AuditReport& report, const HtmlOptions& options) {
  const AuditResult& audit = report.audit;
  begin_section(html, "Collisions",
                audit.groups.size() == 0 ? "No two items share a sequence."
                                         : "Items that a model of sequences cannot tell apart.");
  html_page::facts(
      html, {{"Items", grouped(audit.items)},
             {"Distinct sequences", grouped(audit.distinct_sequences)},
             {"Collision groups", grouped(audit.groups.size())},
             {"Items in groups", grouped(audit.items_in_groups)},
             {"Largest group", grouped(audit.largest_group)},
             {"Mean log group size", enclosure_text(audit.mean_log_group_size_nats, 8) + " nats"}});
  if (audit.groups.size() > 0) {
    html.raw("<div class=\"plots\">\n");
    html_sections::group_sizes(html, audit.groups);
    html.raw("<div>\n<h3>").text("Collision rates in use").raw("</h3>\n");
    std::vector<std::vector<std::string>> rates;
    for (const RateFormula& formula : rate_formulas(audit))
      rates.push_back({std::string(formula.short_formula), percent(audit.rates.*formula.rate),
                       std::string(formula.used_by)});
    html_page::table(html, {"Formula", "#Rate", "Used by"}, rates);
    html.raw("</div>\n</div>\n");
    html_sections::group_table(html, report.table, audit, options);
  }
  end_section(html);
}

void prefix_section(HtmlWriter& html, const AuditReport& report, const HtmlOptions& options) {
  const AuditResult& audit = report.audit;
  if (audit.prefix_witnesses.empty()) return;
  std::string lead = fmt::format("{} a proper prefix of another one",
                                 counted(audit.proper_prefixes, "sequence is", "sequences are"));
  if (audit.empty_codes > 0)
    lead += fmt::format("; {} no tokens", counted(audit.empty_codes, "item has", "items have"));
  const std::size_t shown = std::min(options.groups_shown, audit.prefix_witnesses.size());
  if (shown < audit.proper_prefixes) lead += fmt::format("; {} shown", grouped(shown));
  begin_section(html, "Prefixes", lead + ".");
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < shown; ++i) {
    const PrefixWitness& witness = audit.prefix_witnesses[i];
    rows.push_back({report.table.sequence_text(witness.prefix_row),
                    report.table.items[witness.prefix_row],
                    report.table.sequence_text(witness.extension_row),
                    report.table.items[witness.extension_row]});
  }
  html_page::table(html, {"`Sequence", "`of item", "`begins", "`of item"}, rows);
  end_section(html);
}

void codebook_section(HtmlWriter& html, const AuditReport& report, const HtmlOptions& options) {
  const AuditResult& audit = report.audit;
  if (audit.positions.empty()) return;
  begin_section(html, "Codebook use",
                "How much of each position's codebook the items use, and how evenly.");
  if (const Said sizes = said(Topic::sizes, audit); !sizes.text.empty())
    html.raw("<p>").text(as_sentence(sizes.text)).raw("</p>\n");
  constexpr std::size_t most_bars = 32;
  std::vector<Bar> bars;
  for (std::size_t j = 0; j < std::min(most_bars, audit.positions.size()); ++j) {
    const PositionUse& use = audit.positions[j];
    bars.push_back({fmt::format("position {}", j + 1), static_cast<double>(use.used),
                    use.dead == 0
                        ? counted(use.used, "code, used", "codes, all used")
                        : fmt::format("{} used, {} dead", grouped(use.used), grouped(use.dead)),
                    static_cast<double>(use.dead)});
  }
  html.raw("<div class=\"plots\">\n");
  bar_plot(html,
           {.title = "Used and dead codes",
            .description = counted(audit.positions.size(), "position", "positions") + ".",
            .label_heading = "Position",
            .caption_heading = "Codes"},
           bars);
  const std::size_t plotted = std::min(options.positions_plotted, audit.positions.size());
  const auto counts = html_sections::rank_frequencies(report.table, plotted);
  for (std::size_t j = 0; j < counts.size(); ++j)
    rank_plot(html,
              {.title = fmt::format("Position {}: rows per code, by rank", j + 1),
               .counts = counts[j],
               .codebook = std::max<std::uint64_t>(audit.positions[j].codebook, counts[j].size())});
  html.raw("</div>\n");
  if (plotted < audit.positions.size())
    html.raw("<p class=\"soft\">")
        .text(fmt::format("Curves of the first {} of {} positions; the table below and the JSON "
                          "report have all.",
                          plotted, audit.positions.size()))
        .raw("</p>\n");
  std::vector<std::vector<std::string>> rows;
  for (std::size_t j = 0; j < audit.positions.size(); ++j) {
    const PositionUse& use = audit.positions[j];
    rows.push_back({fmt::format("{}", j + 1), grouped(use.codebook), grouped(use.used),
                    grouped(use.dead), enclosure_text(use.entropy_nats, 6),
                    enclosure_text(use.perplexity, 6), decimal(use.gini, 4),
                    percent(use.largest_share, 3)});
  }
  html.raw("<details")
      .text(rows.size() <= 8 ? " open" : "")
      .raw("><summary>Figures of every position</summary>\n");
  html_page::table(html,
                   {"#Position", "#Codebook", "#Used", "#Dead", "#Entropy (nats)", "#Perplexity",
                    "#Gini", "#Most used"},
                   rows);
  html.raw("</details>\n");
  end_section(html);
}

void trie_section(HtmlWriter& html, const AuditResult& audit) {
  if (audit.levels.empty()) return;
  begin_section(html, "The trie of valid sequences",
                "How many prefixes of each length are in use, and what masks weaker than the trie "
                "let through.");
  html.raw("<div class=\"plots\">\n");
  constexpr std::size_t most_bars = 32;
  std::vector<Bar> bars;
  Integer space = 1;
  for (std::size_t j = 0; j < std::min(most_bars, audit.levels.size()); ++j) {
    const PrefixLevel& level = audit.levels[j];
    if (j < audit.positions.size()) space *= audit.positions[j].codebook;
    std::string possible;
    if (space > 0) possible = fmt::format(" · {} possible", human(space));
    bars.push_back({fmt::format("length {}{}", level.length, possible),
                    static_cast<double>(level.nodes), counted(level.nodes, "node", "nodes")});
  }
  bar_plot(html,
           {.title = "Trie nodes at each level",
            .description = "Prefixes of each length that some item's sequence begins with.",
            .label_heading = "Prefix length",
            .caption_heading = "Nodes"},
           bars);
  std::vector<Bar> shorter;
  for (std::size_t j = 0; j < std::min(most_bars, audit.levels.size()); ++j) {
    const PrefixLevel& level = audit.levels[j];
    shorter.push_back({counted(level.length, "token", "tokens"),
                       static_cast<double>(level.items_in_groups),
                       fmt::format("{} clash, largest group {}", grouped(level.items_in_groups),
                                   grouped(level.largest_group))});
  }
  bar_plot(html,
           {.title = "Items that clash if only the first tokens count",
            .description = "Items that share their truncated sequence with another item.",
            .label_heading = "Tokens kept",
            .caption_heading = "Items in groups"},
           shorter);
  html.raw("</div>\n");
  std::vector<std::vector<std::string>> rows;
  for (const ConstraintSoundness& constraint : audit.constraints) {
    const Integer ghosts = constraint.admitted - constraint.items;
    rows.push_back({constraint.constraint, human(constraint.admitted), human(ghosts),
                    constraint.sound() ? "yes" : "no: decode over the trie"});
  }
  if (!rows.empty())
    html_page::table(html, {"Mask", "#Admits", "#of them no item's", "Sound"}, rows);
  if (const Said kraft = said(Topic::kraft, audit); !kraft.text.empty())
    html.raw("<p class=\"soft\">").text(fmt::format("Kraft sum {}.", kraft.text)).raw("</p>\n");
  end_section(html);
}

void id_table(HtmlWriter& html, std::string_view what, const std::vector<std::string>& ids,
              std::size_t most) {
  if (ids.empty()) return;
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < std::min(most, ids.size()); ++i) rows.push_back({ids[i]});
  html.raw("<details><summary>")
      .text(fmt::format("{}: {}{}", what, grouped(ids.size()),
                        rows.size() < ids.size() ? fmt::format(", {} shown", grouped(rows.size()))
                                                 : std::string()));
  html.raw("</summary>\n");
  html_page::table(html, {"`Item"}, rows);
  html.raw("</details>\n");
}

void data_section(HtmlWriter& html, const AuditReport& report, const HtmlOptions& options) {
  const AuditResult& audit = report.audit;
  const std::vector<Finding> findings = all_findings(report);
  if (!audit.coverage && findings.empty() && audit.repeated_items == 0) return;
  begin_section(html, "The file itself", "");
  std::vector<std::vector<std::string>> rows;
  for (const Finding& finding : findings)
    rows.push_back({std::string(name(finding.kind)), finding.message, grouped(finding.count)});
  if (!rows.empty()) html_page::table(html, {"Finding", "Meaning", "#Places"}, rows);
  if (audit.repeated_items > 0) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < std::min(options.groups_shown, audit.repeated_rows.size()); ++i)
      ids.push_back(report.table.items[audit.repeated_rows[i]]);
    html.raw("<p>")
        .text(fmt::format("{} in more than one row, {} with different sequences.",
                          counted(audit.repeated_items, "item id stands", "item ids stand"),
                          grouped(audit.conflicting_items)))
        .raw("</p>\n");
    id_table(html, "Repeated item ids", ids, options.groups_shown);
  }
  if (audit.coverage) {
    const Coverage& coverage = *audit.coverage;
    html.raw("<p>")
        .text(fmt::format("Compared with the {} of {}.",
                          coverage.of_sids ? counted(coverage.expected, "SID", "SIDs")
                                           : counted(coverage.expected, "item", "items"),
                          coverage.source))
        .raw("</p>\n");
    id_table(html, "Missing in the table", coverage.missing, options.groups_shown);
    id_table(html, "With another sequence there", coverage.stale, options.groups_shown);
    id_table(html, "Only in the table", coverage.extra, options.groups_shown);
  }
  end_section(html);
}

}  // namespace

std::string audit_html(const AuditReport& report, const HtmlOptions& options,
                       const GapReport* gap) {
  const bool defective = report.verification && has_defect(*report.verification);
  HtmlWriter html;
  html_page::begin(html, report.verification ? "verify" : "audit", display_name(report.table),
                   text_parts::table_summary(report.table, report.audit));
  verdict_cards(html, report);
  decision_section(html, report);
  if (defective) html_sections::verification(html, *report.verification);
  collision_section(html, report, options);
  prefix_section(html, report, options);
  if (gap != nullptr) html_sections::gap(html, *gap, options);
  codebook_section(html, report, options);
  trie_section(html, report.audit);
  recipe_section(html, report);
  data_section(html, report, options);
  if (report.verification && !defective) html_sections::verification(html, *report.verification);
  return html_page::finish(html, report.exit_code);
}

}  // namespace sidproof
