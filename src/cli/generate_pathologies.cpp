// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_pathologies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/generate_inputs.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "exact/decimal.hpp"
#include "generator/arithmetic/token_law.hpp"
#include "generator/pathologies/pathologies.hpp"
#include "generator/pathologies/unconstrained.hpp"
#include "report/pathology_report.hpp"

namespace sidproof {
namespace {

using reference::Catalogue;

// Beams without constraint are searched by the network itself, so not at every width.
constexpr std::size_t widest_unconstrained = 256;

// Digits with at most nine decimals, exactly.
Result<Rational> decimal_number(const std::string& text, const char* option) {
  if (const auto value = parse_decimal(text)) return *value;
  return fail(ErrorCode::usage,
              fmt::format("{} wants a number such as 0.5 in at most {} decimal digits, not '{}'",
                          option, longest_decimal, text));
}

Result<reference::PathologyPlan> plan_of(const GenerateArguments& arguments,
                                         PathologyReport& report) {
  const auto penalty = decimal_number(arguments.penalty, "--penalty");
  if (!penalty) return tl::unexpected(penalty.error());
  const auto lambda = decimal_number(arguments.mmr, "--mmr");
  if (!lambda) return tl::unexpected(lambda.error());
  if (*penalty > 1024) return fail(ErrorCode::usage, "--penalty is at most 1024 nats");
  if (*lambda > 1) return fail(ErrorCode::usage, "--mmr lies between 0 and 1");
  if (arguments.groups == 0 || arguments.groups > arguments.beam)
    return fail(ErrorCode::usage,
                fmt::format("--groups lies between 1 and the beam's {}", arguments.beam));
  reference::PathologyPlan plan;
  plan.decoding = decoding_of(arguments);
  plan.top = arguments.beam;
  plan.groups = arguments.groups;
  const Rational units = *penalty * (Integer(1) << reference::log_bits);
  plan.penalty = static_cast<std::int64_t>(Integer(numerator(units) / denominator(units)));
  plan.lambda = *lambda;
  plan.pool = std::max<std::size_t>(plan.pool, 10 * plan.top);
  report.law = law_name(plan.decoding);
  report.top = plan.top;
  report.groups = plan.groups;
  report.penalty = *penalty;
  report.lambda = *lambda;
  report.pool = plan.pool;
  return plan;
}

struct Measured {
  const reference::Network& network;
  const Catalogue& catalogue;
  const CatalogueFilter& filter;
  const reference::PathologyPlan& plan;
  const reference::Executor& executor;
};

Result<std::optional<PathologyFigures>> figures_for(const Measured& measured,
                                                    const History& history) {
  const auto prompt =
      measured.catalogue.prompt(history.observed.history, measured.network.shape().positions);
  if (!prompt) return tl::unexpected(prompt.error());
  const auto left = measured.filter.apply(measured.catalogue, measured.filter.kept(history.whole));
  if (!left) return tl::unexpected(left.error());
  if (!*left) return std::optional<PathologyFigures>();
  const Catalogue& catalogue = **left;
  const auto laws = trie_laws(measured.network, catalogue, *prompt, measured.executor);
  if (!laws) return tl::unexpected(laws.error());
  auto figures = pathologies(catalogue, *laws, measured.plan);
  if (!figures) return tl::unexpected(figures.error());
  for (const std::size_t width : reference::beam_widths(figures->sequences)) {
    if (width >= figures->sequences || width > widest_unconstrained) break;
    auto free = unconstrained_beam(measured.network, catalogue, *prompt, width, measured.executor);
    if (!free) return tl::unexpected(free.error());
    figures->unconstrained.push_back(std::move(free->figures));
  }
  if (measured.filter.filters()) {
    const auto before = trie_laws(measured.network, measured.catalogue, *prompt, measured.executor);
    if (!before) return tl::unexpected(before.error());
    figures->filter = filter_figures(measured.catalogue, *before, catalogue, *laws);
  }
  return std::optional(std::move(*figures));
}

}  // namespace

Result<ExitCode> run_pathologies(const GenerateArguments& arguments, const Table& table,
                                 const reference::Network& network, const Catalogue& catalogue,
                                 const CatalogueFilter& filter, const Histories& histories,
                                 const GeneratorSummary& summary, ProgressBar& progress) {
  PathologyReport report{.table = table,
                         .items = summary.items,
                         .sequences = summary.sequences,
                         .nodes = summary.nodes,
                         .network = network_text(summary),
                         .seed = to_string(summary.seed),
                         .histories = histories.selection,
                         .filter = filter.words()};
  const auto plan = plan_of(arguments, report);
  if (!plan) return tl::unexpected(plan.error());
  const reference::Executor executor({threads_of(arguments.common)});
  const Measured measured{network, catalogue, filter, *plan, executor};
  for (const History& history : histories.taken) {
    progress.update("histories", static_cast<double>(report.requests.size()) /
                                     static_cast<double>(histories.taken.size()));
    auto figures = figures_for(measured, history);
    if (!figures) return tl::unexpected(figures.error());
    report.requests.push_back(
        {history.observed.history, history.observed.target, std::move(*figures)});
  }
  Outputs outputs(arguments.common);
  const ReportPaths& paths = arguments.reports;
  if (Outputs::wanted(paths.json)) outputs.add(paths.json, pathology_json(report));
  if (Outputs::wanted(paths.html)) outputs.add(paths.html, pathology_html(report));
  progress.clear();
  const TextOptions layout = text_options(arguments.common);
  if (auto done = outputs.finish(pathology_text(report, layout)); !done)
    return tl::unexpected(done.error());
  return ExitCode::holds;
}

}  // namespace sidproof
