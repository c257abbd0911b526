// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/display.hpp"
#include "report/layout.hpp"
#include "report/numbers.hpp"

namespace sidproof {
namespace {

using Request = RecommendationReport::Request;

constexpr std::size_t shown_histories = 4;
constexpr std::size_t shown_items = 20;

std::string history_text(const Table& table, const Request& request) {
  constexpr std::size_t shown = 8;
  const auto& rows = request.history;
  const std::size_t begin = rows.size() > shown ? rows.size() - shown : 0;
  std::string text = begin > 0 || request.earlier > 0 ? "… " : "";
  for (std::size_t i = begin; i < rows.size(); ++i)
    text += (i > begin ? ", " : "") + printable(table.items[rows[i]]);
  if (rows.empty()) text = "(empty)";
  if (request.left_out > 0)
    text += fmt::format(" ({} not in the catalogue)", counted(request.left_out, "item", "items"));
  if (request.excluded > 0)
    text += fmt::format("; {} of the whole history excluded",
                        counted(request.excluded, "item", "items"));
  return text;
}

std::string target_text(const RecommendationReport& report, const Request& request) {
  const std::string item = printable(report.table.items[request.target]);
  if (request.target_excluded) return item + " (excluded by the filter)";
  if (const auto rank = target_rank(request)) return fmt::format("{} (rank {})", item, *rank);
  if (request.results.empty()) return item;
  return fmt::format("{} (not among the {})", item,
                     counted(request.results.size(), "sequence", "sequences"));
}

// exp() of a small logarithm would be 0.
std::string percentage(double log_probability) {
  return log_probability < -600 ? fmt::format("e^{:.1f}", log_probability)
                                : fmt::format("{:>9.4g} %", 100 * std::exp(log_probability));
}

std::string figure(const RecommendationReport& report, const RecommendationReport::Result& result) {
  if (report.draws == 0) return percentage(result.log_probability);
  return fmt::format("{:>8} ×, expected {:.1f}", result.draws,
                     std::exp(result.log_probability) * static_cast<double>(report.draws));
}

void result_rows(TextLayout& layout, const RecommendationReport& report, const Request& request) {
  std::string_view label = "items";
  std::size_t all = 0;
  for (const auto& result : request.results)
    for (const std::uint32_t row : result.rows) {
      if (++all > shown_items) continue;
      layout.row(label, fmt::format("{}  {}  {}", figure(report, result),
                                    printable(report.table.items[row]),
                                    printable(report.table.sequence_text(row))));
      label = "";
    }
  if (all > shown_items)
    layout.row("", fmt::format("… {} more; --json FILE has all", grouped(all - shown_items)));
}

// A share that may be far too small for decimals without an exponent.
std::string share(const Rational& value) {
  const double nearest = nearest_double(value);
  return nearest == 0 && value != 0 ? "less than 1e-300 %" : fmt::format("{:.4g} %", 100 * nearest);
}

std::string certified_text(const Request& request) {
  if (request.certified == 0)
    return "none: what the beam cut off on its way may be better; a wider --beam proves more";
  if (request.sequences == 1) return "there is only one sequence";
  if (request.certified == 1)
    return fmt::format("the first has the best score of all {} sequences",
                       grouped(request.sequences));
  return fmt::format(
      "the first {} of {} have the best scores of all {}", grouped(request.certified),
      counted(request.results.size(), "sequence", "sequences"), grouped(request.sequences));
}

void search_rows(TextLayout& layout, const GeneratorSummary& summary,
                 const RecommendationReport& report, const Request& request) {
  const std::uint64_t found = request.results.size();
  layout.row("certified", certified_text(request));
  if (found < report.beam)
    layout.row("",
               fmt::format("{} of the beam absent: {}", grouped(report.beam - found),
                           found == request.sequences ? "there are no more sequences"
                                                      : "the others are cut by top-k or top-p"));
  if (request.catalogue_mass)
    layout.row("Q(C)", fmt::format("the catalogue has {} of the network's probability",
                                   share(*request.catalogue_mass)));
  if (request.dead_mass && *request.dead_mass != 0)
    layout.row("dead ends", fmt::format("LOCAL is not a probability distribution here: {} of it "
                                        "ends in dead ends",
                                        share(*request.dead_mass)));
  else if (report.law == "LOCAL" && summary.rule.truncates() && !request.dead_mass)
    layout.row("dead ends",
               "what LOCAL loses in dead ends is not known: the trie is too large to add it up");
}

void request_rows(TextLayout& layout, const GeneratorSummary& summary,
                  const RecommendationReport& report, const Request& request) {
  layout.blank();
  layout.row("history", history_text(report.table, request));
  layout.row("next was", target_text(report, request));
  if (!request.nothing.empty()) {
    layout.row("items", "nothing: " + request.nothing);
    return;
  }
  result_rows(layout, report, request);
  if (report.draws == 0)
    search_rows(layout, summary, report, request);
  else
    layout.row("draws", fmt::format("{} of {}, {} met{}", counted(report.draws, "draw", "draws"),
                                    report.law, counted(request.met, "sequence", "sequences"),
                                    request.met > request.results.size()
                                        ? fmt::format("; the {} met most often {} shown",
                                                      grouped(request.results.size()),
                                                      request.results.size() == 1 ? "is" : "are")
                                        : std::string()));
  if (request.verdict)
    layout.row("ranking", fmt::format("{} of the real network: {}", name(request.verdict->truth),
                                      request.verdict->reason));
}

std::string law_text(const RecommendationReport& report) {
  if (report.law == "GLOBAL") return "GLOBAL: shares of the catalogue's probability";
  if (report.law == "LOCAL") return "LOCAL: masked and renormalised at every token";
  return "RAW: shares of the probability of all token sequences; GLOBAL has the same order, and "
         "--mode global its shares";
}

void totals(TextLayout& layout, const RecommendationReport& report) {
  if (report.requests.size() == 1) return;
  const auto all = report.requests.size();
  const auto count = [&](auto&& is) {
    return grouped(static_cast<std::uint64_t>(std::ranges::count_if(report.requests, is)));
  };
  layout.blank();
  if (all > shown_histories)
    layout.row("", fmt::format("… {} more; --json FILE has all",
                               counted(all - shown_histories, "history", "histories")));
  layout.row("all", fmt::format("what came next is among the results of {} of {} histories",
                                count([](const Request& r) { return target_rank(r).has_value(); }),
                                grouped(all)));
  if (std::ranges::any_of(report.requests, [](const Request& r) { return r.results.empty(); }))
    layout.row("", fmt::format("nothing is recommended after {} of them",
                               count([](const Request& r) { return r.results.empty(); })));
}

}  // namespace

std::string recommendation_text(const GeneratorSummary& summary, const RecommendationReport& report,
                                const TextOptions& options) {
  TextLayout layout(options.width, options.colour);
  summary_rows(layout, summary);
  layout.row("law", law_text(report));
  if (!report.filter.empty()) layout.row("filter", report.filter);
  for (std::size_t i = 0; i < std::min(report.requests.size(), shown_histories); ++i)
    request_rows(layout, summary, report, report.requests[i]);
  totals(layout, report);
  return layout.take();
}

}  // namespace sidproof
