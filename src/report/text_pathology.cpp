// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "report/display.hpp"
#include "report/grid.hpp"
#include "report/numbers.hpp"
#include "report/pathology_means.hpp"
#include "report/pathology_report.hpp"
#include "report/pathology_words.hpp"
#include "report/text_parts.hpp"

namespace sidproof {
namespace {

using pathology_words::mass;
using pathology_words::of;
using text_parts::unbroken;

std::string width_name(std::uint64_t width) { return width == 0 ? "all" : grouped(width); }

void head_rows(TextLayout& layout, const PathologyReport& report, const PathologyMeans& means) {
  layout.row("table", fmt::format("{} · {} · {} · {}", printable(display_name(report.table)),
                                  counted(report.items, "item", "items"),
                                  counted(report.sequences, "sequence", "sequences"),
                                  counted(report.nodes, "trie node", "trie nodes")));
  layout.row("network", report.network);
  text_parts::note_rows(layout, notes(report.histories));
  layout.row("measured", fmt::format("against the exact {} law, K = {}: means over {}", report.law,
                                     report.top, counted(means.histories, "history", "histories")));
  if (report.filter.empty()) return;
  layout.row("filter", report.filter);
  if (means.histories < report.requests.size())
    layout.row("", fmt::format("nothing is left to recommend for {} of {}: no beam, no filler",
                               grouped(report.requests.size() - means.histories),
                               counted(report.requests.size(), "history", "histories")));
}

void beam_rows(TextLayout& layout, const PathologyReport& report, const PathologyMeans& means) {
  std::vector<std::vector<std::string>> cells{{"width", "recall",
                                               "of" + std::string(group_mark) + "items", "regret",
                                               "certified", unbroken("no item")}};
  for (const PathologyMeans::Beam& beam : means.beams)
    cells.push_back({width_name(beam.width), unbroken(percent(beam.recall)),
                     unbroken(percent(beam.item_recall)), mass(beam.regret),
                     unbroken(of(beam.certified, beam.histories)),
                     beam.outside ? unbroken(percent(*beam.outside)) : "-"});
  text_parts::grid(layout, "beams", cells);
  layout.row("", fmt::format("recall: share of the exact top {} that is returned; regret: the mass "
                             "of the exact top {} ({}) less the beam's; certified: histories with "
                             "H2's proof; no item: results of a beam without constraint that are "
                             "no item",
                             report.top, report.top, mass(means.top_mass)));
}

void greedy_rows(TextLayout& layout, const PathologyMeans& means) {
  layout.row(
      "greedy",
      fmt::format("not the best in {} {}; rank {} on average, probability {}, the best {}",
                  of(means.greedy_misses, means.histories),
                  means.histories == 1 ? "history" : "histories", decimal(means.greedy_rank, 4),
                  mass(means.greedy_probability), mass(means.best_probability)));
}

void prefix_rows(TextLayout& layout, const PathologyMeans& means) {
  if (means.prefixes.empty()) return;
  std::vector<std::vector<std::string>> cells{{"tokens", "heaviest", unbroken("best below"),
                                               unbroken("its rank"), unbroken("of the best"),
                                               "misleads"}};
  for (const PathologyMeans::Prefix& prefix : means.prefixes)
    cells.push_back({grouped(prefix.tokens), mass(prefix.heaviest), mass(prefix.best_below),
                     decimal(prefix.rank_below, 4), mass(prefix.of_best),
                     unbroken(of(prefix.misleads, means.histories))});
  text_parts::grid(layout, "prefixes", cells);
  layout.row("",
             "mass of the heaviest prefix against the best item below it and its rank; of the "
             "best: mass of the best item's own prefix; misleads: histories where they differ");
}

void list_rows(TextLayout& layout, const PathologyReport& report, const PathologyMeans& means) {
  std::vector<std::vector<std::string>> cells{
      {"list", "returned", unbroken("exact top"), "mass", unbroken("shared prefix")}};
  for (const PathologyMeans::List& list : means.lists)
    cells.push_back({unbroken(list.name), decimal(list.returned, 4), unbroken(percent(list.found)),
                     mass(list.mass), decimal(list.shared_prefix, 4)});
  cells.push_back({unbroken("two draws"), "2", "-", "-", mass(means.draws_shared)});
  cells.push_back({unbroken("two that differ"), "2", "-", "-", mass(means.draws_distinct)});
  text_parts::grid(layout, "alike", cells);
  layout.row("", fmt::format("shared prefix: tokens that two members begin with alike, of {}; "
                             "diverse: {} groups, {} nats a repetition; MMR: lambda {}, from the "
                             "exact top {}",
                             report.table.codes.max_length(), report.groups,
                             decimal(report.penalty, 4), decimal(report.lambda, 4), report.pool));
}

void law_rows(TextLayout& layout, const PathologyReport& report, const PathologyMeans& means) {
  const auto share = [](const RankDifference& ranks) {
    return ranks.pairs == 0 ? Rational(0) : Rational(ranks.swapped, ranks.pairs);
  };
  layout.row("laws",
             fmt::format("LOCAL against GLOBAL: {} of the pairs swapped (tau {}), the best differs "
                         "in {}, {} of the top {} shared, total variation {}",
                         percent(share(means.laws)), decimal(means.tau, 4),
                         of(means.top_differs, means.histories), percent(means.top_shared),
                         report.top, mass(means.total_variation)));
  std::string levels;
  for (std::size_t i = 0; i < means.leaked.size(); ++i)
    levels += fmt::format("{} {}: {}", i == 0 ? "" : ",", i + 1, mass(means.leaked[i]));
  layout.row("leaked", fmt::format("1 - Q(C) = {}; by level{}", mass(means.leaked_sum), levels));
  layout.row("collisions",
             fmt::format("the top {} stand for {} items on average, the largest for {}", report.top,
                         decimal(means.top_items, 4), grouped(means.largest_group)));
  layout.row(
      "rounding",
      fmt::format("order of the scores against the exact order: {} of {} swapped",
                  grouped(means.rounding.swapped), counted(means.rounding.pairs, "pair", "pairs")));
  if (means.filtered == 0) return;
  layout.row("filter",
             fmt::format("{} items left on average, with {} of GLOBAL's mass; pairs of those that "
                         "stay swapped by the filter: GLOBAL {} (F5), LOCAL {} of {}",
                         decimal(means.items_left, 6), mass(means.mass_left),
                         grouped(means.filter_global.swapped), grouped(means.filter_local.swapped),
                         grouped(means.filter_local.pairs)));
}

}  // namespace

std::string pathology_text(const PathologyReport& report, const TextOptions& options) {
  const PathologyMeans mean = means(report);
  TextLayout layout(options.width, options.colour);
  head_rows(layout, report, mean);
  if (mean.histories == 0) return layout.take();
  layout.blank();
  beam_rows(layout, report, mean);
  layout.blank();
  greedy_rows(layout, mean);
  prefix_rows(layout, mean);
  layout.blank();
  list_rows(layout, report, mean);
  layout.blank();
  law_rows(layout, report, mean);
  return layout.take();
}

}  // namespace sidproof
