// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/html_page.hpp"
#include "report/html_plots.hpp"
#include "report/numbers.hpp"
#include "report/pathology_means.hpp"
#include "report/pathology_report.hpp"
#include "report/pathology_words.hpp"

namespace sidproof {
namespace {

using pathology_words::mass;
using pathology_words::of;

std::string beam_label(std::uint64_t width) {
  return width == 0 ? "all" : fmt::format("width {}", grouped(width));
}

void beam_section(HtmlWriter& html, const PathologyReport& report, const PathologyMeans& means) {
  html_page::begin_section(
      html, "Beams",
      fmt::format("What a beam returns of the exact top {}, by its width. Certified: histories "
                  "where the search itself proves that nothing is missing (H2).",
                  report.top));
  html.raw("<div class=\"plots\">\n");
  std::vector<Bar> recall;
  std::vector<Bar> regret;
  std::vector<Bar> outside;
  for (const PathologyMeans::Beam& beam : means.beams) {
    const double found = nearest_double(beam.recall);
    recall.push_back(
        {beam_label(beam.width), found,
         fmt::format("{}, certified {}", percent(beam.recall), of(beam.certified, beam.histories)),
         1 - found});
    regret.push_back({beam_label(beam.width), beam.regret.mid(), mass(beam.regret)});
    if (!beam.outside) continue;
    const double share = nearest_double(*beam.outside);
    outside.push_back({beam_label(beam.width), share, percent(*beam.outside), 1 - share});
  }
  bar_plot(html,
           {.title = fmt::format("Recall of the exact top {}", report.top),
            .description = "Share of the exact top sequences among the beam's first results.",
            .label_heading = "Beam",
            .caption_heading = "Recall"},
           recall);
  bar_plot(html,
           {.title = "Regret",
            .description = fmt::format("Mass of the exact top {}, {}, less that of the beam's.",
                                       report.top, mass(means.top_mass)),
            .label_heading = "Beam",
            .caption_heading = "Lost mass"},
           regret);
  if (!outside.empty())
    bar_plot(html,
             {.title = "Without constraint: results that are no item",
              .description = "Share of the results of a beam over the whole code space.",
              .label_heading = "Beam",
              .caption_heading = "No item"},
             outside);
  html.raw("</div>\n");
  html_page::end_section(html);
}

void prefix_section(HtmlWriter& html, const PathologyMeans& means) {
  if (means.prefixes.empty()) return;
  html_page::begin_section(html, "Popular prefixes",
                           "The heaviest prefix of each length (grey) against the best item below "
                           "it (blue): a prefix can be heavy without a good item.");
  html.raw("<div class=\"plots\">\n");
  std::vector<Bar> bars;
  std::vector<std::vector<std::string>> rows;
  for (const PathologyMeans::Prefix& prefix : means.prefixes) {
    const std::string label = counted(prefix.tokens, "token", "tokens");
    bars.push_back({label, prefix.best_below.mid(),
                    fmt::format("{} of {}", mass(prefix.best_below), mass(prefix.heaviest)),
                    prefix.heaviest.mid() - prefix.best_below.mid()});
    rows.push_back({label, mass(prefix.heaviest), mass(prefix.best_below),
                    decimal(prefix.rank_below, 4), mass(prefix.of_best),
                    of(prefix.misleads, means.histories)});
  }
  bar_plot(html,
           {.title = "Best item of the heaviest prefix",
            .description = "Probability of the best item below the heaviest prefix, and the "
                           "prefix's own mass.",
            .label_heading = "Prefix",
            .caption_heading = "Best item of the prefix's mass"},
           bars);
  html.raw("</div>\n");
  html_page::table(
      html, {"Prefix", "#Heaviest", "#Best below", "#Its rank", "#Prefix of the best", "#Misleads"},
      rows);
  html_page::end_section(html);
}

void list_section(HtmlWriter& html, const PathologyReport& report, const PathologyMeans& means) {
  html_page::begin_section(
      html, "How alike the results are",
      fmt::format("Tokens that two results begin with alike, of {}. Diverse beams: {} groups, {} "
                  "nats for a repetition; MMR: lambda {}, from the exact top {}.",
                  report.table.codes.max_length(), report.groups, decimal(report.penalty, 4),
                  decimal(report.lambda, 4), report.pool));
  html.raw("<div class=\"plots\">\n");
  std::vector<Bar> bars;
  std::vector<Bar> masses;
  for (const PathologyMeans::List& list : means.lists) {
    bars.push_back({list.name, nearest_double(list.shared_prefix), decimal(list.shared_prefix, 4)});
    masses.push_back({list.name, list.mass.mid(),
                      fmt::format("{}, {} of the top", mass(list.mass), percent(list.found))});
  }
  bars.push_back({"two draws", means.draws_shared.mid(), mass(means.draws_shared)});
  bars.push_back({"two draws that differ", means.draws_distinct.mid(), mass(means.draws_distinct)});
  bar_plot(html,
           {.title = "Shared prefix",
            .description = "Mean number of tokens that two members of a list begin with alike.",
            .label_heading = "List",
            .caption_heading = "Tokens"},
           bars);
  bar_plot(html,
           {.title = "Mass of the list",
            .description = "Sum of the exact probabilities; share of the exact top.",
            .label_heading = "List",
            .caption_heading = "Mass"},
           masses);
  html.raw("</div>\n");
  html_page::end_section(html);
}

void law_section(HtmlWriter& html, const PathologyReport& report, const PathologyMeans& means) {
  html_page::begin_section(html, "LOCAL against GLOBAL",
                           "Mask and renormalise at every step, or condition on the catalogue.");
  const Rational swapped =
      means.laws.pairs == 0 ? Rational(0) : Rational(means.laws.swapped, means.laws.pairs);
  html_page::facts(html,
                   {{"Pairs swapped", percent(swapped)},
                    {"Kendall's tau", decimal(means.tau, 4)},
                    {"Best item differs", of(means.top_differs, means.histories)},
                    {fmt::format("Shared of the top {}", report.top), percent(means.top_shared)},
                    {"Total variation", mass(means.total_variation)}});
  html_page::end_section(html);
  html_page::begin_section(html, "Leaks, collisions, rounding", "");
  html.raw("<div class=\"plots\">\n");
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < means.leaked.size(); ++i)
    bars.push_back({fmt::format("level {}", i + 1), means.leaked[i].mid(), mass(means.leaked[i])});
  bar_plot(html,
           {.title = "Mass that leaves the catalogue",
            .description = fmt::format("1 - Q(C) = {} without constraint.", mass(means.leaked_sum)),
            .label_heading = "Level",
            .caption_heading = "Mass"},
           bars);
  html.raw("</div>\n");
  std::vector<std::pair<std::string, std::string>> facts = {
      {"1 - Q(C)", mass(means.leaked_sum)},
      {fmt::format("Items behind the top {}", report.top), decimal(means.top_items, 4)},
      {"Largest group", grouped(means.largest_group)},
      {"Pairs that rounding swaps", of(means.rounding.swapped, means.rounding.pairs)}};
  if (means.filtered > 0) {
    facts.emplace_back("Items left by the filter", decimal(means.items_left, 6));
    facts.emplace_back("GLOBAL's mass left", mass(means.mass_left));
    facts.emplace_back("Pairs swapped by the filter, GLOBAL", grouped(means.filter_global.swapped));
    facts.emplace_back("LOCAL", of(means.filter_local.swapped, means.filter_local.pairs));
  }
  html_page::facts(html, facts);
  html_page::end_section(html);
}

}  // namespace

std::string pathology_html(const PathologyReport& report) {
  const PathologyMeans mean = means(report);
  HtmlWriter html;
  html_page::begin(html, "generate --report", display_name(report.table),
                   fmt::format("{} · {} · the exact {} law · means over {}",
                               counted(report.items, "item", "items"),
                               counted(report.sequences, "sequence", "sequences"), report.law,
                               counted(mean.histories, "history", "histories")));
  html.raw("<p class=\"soft\">").text(report.network);
  if (!report.filter.empty()) html.raw(" · filter: ").text(report.filter);
  for (const std::string& note : notes(report.histories)) html.raw(" · ").text(note);
  html.raw("</p>\n");
  if (mean.histories == 0) {
    html_page::begin_section(html, "Nothing is left to recommend",
                             "The filter leaves no item for any of the histories.");
    html_page::end_section(html);
    return html_page::finish(html, report.exit_code);
  }
  beam_section(html, report, mean);
  html_page::begin_section(html, "Greedy", "The beam of width 1.");
  html_page::facts(html, {{"Not the best", of(mean.greedy_misses, mean.histories)},
                          {"Mean rank", decimal(mean.greedy_rank, 4)},
                          {"Its probability", mass(mean.greedy_probability)},
                          {"The best one's", mass(mean.best_probability)}});
  html_page::end_section(html);
  prefix_section(html, mean);
  list_section(html, report, mean);
  law_section(html, report, mean);
  return html_page::finish(html, report.exit_code);
}

}  // namespace sidproof
