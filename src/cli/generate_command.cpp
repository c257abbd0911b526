// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "cli/generate_check.hpp"
#include "cli/generate_export.hpp"
#include "cli/generate_fast.hpp"
#include "cli/generate_filter.hpp"
#include "cli/generate_histories.hpp"
#include "cli/generate_inputs.hpp"
#include "cli/generate_pathologies.hpp"
#include "cli/generate_recommend.hpp"
#include "cli/generate_text.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"

namespace sidproof {
namespace {

using reference::Catalogue;

constexpr std::size_t checked_items = 4096;
constexpr std::size_t measured_requests = 4;  // of checks and reports
constexpr std::uint64_t most_samples = 100'000'000;

Result<void> check_combination(const GenerateArguments& arguments) {
  const ReportPaths& reports = arguments.reports;
  if (arguments.check && arguments.report)
    return fail(ErrorCode::usage, "--check and --report are two different runs", {},
                "give one of them");
  if (Outputs::wanted(reports.json) && !arguments.export_to.empty())
    return fail(ErrorCode::usage, "--json has no report of an export", {},
                "leave --json out: the exported files are JSON themselves");
  if ((Outputs::wanted(reports.junit) || Outputs::wanted(reports.certificate)) && !arguments.check)
    return fail(ErrorCode::usage, "--junit and --certificate are reports of the checks", {},
                "add --check");
  if (Outputs::wanted(reports.html) && !arguments.report)
    return fail(ErrorCode::usage, "--html shows what --report finds", {}, "add --report");
  if (arguments.report && arguments.head == "parallel")
    return fail(ErrorCode::usage, "--report measures token by token: parallel heads rank all items",
                {}, "leave --head parallel out");
  if (arguments.report && (arguments.temperature || arguments.top_k || arguments.top_p))
    return fail(ErrorCode::usage, "--report measures the laws without temperature, top-k and top-p",
                {}, "leave them out");
  const bool filtered =
      arguments.exclude_history || !arguments.allow.empty() || !arguments.deny.empty();
  if (arguments.arithmetic != "ref" && (arguments.report || filtered))
    return fail(ErrorCode::usage, "--report and filters need the reference's arithmetic", {},
                "leave --arithmetic out");
  if (arguments.report && !arguments.export_to.empty())
    return fail(ErrorCode::usage, "--report and --export are two different runs", {},
                "give one of them");
  if (arguments.samples > 0 && arguments.report)
    return fail(ErrorCode::usage, "--report needs no draws: their law is known exactly", {},
                "leave --samples out");
  if (!arguments.export_to.empty() && filtered)
    return fail(ErrorCode::usage, "--export writes the network, which no filter changes", {},
                "leave --exclude-history, --allow and --deny out");
  if (arguments.check && filtered)
    return fail(ErrorCode::usage, "--check judges the whole catalogue", {},
                "leave --exclude-history, --allow and --deny out");
  return {};
}

bool is_fast(const GenerateArguments& arguments) {
  return arithmetic_named(arguments.arithmetic) != reference::NetworkArithmetic::reference;
}

// Recommends or draws for every history, writes and prints.
Result<ExitCode> run_recommendations(const Recommender& from, const Histories& histories,
                                     const Seed& seed, const GeneratorSummary& summary,
                                     ProgressBar& progress) {
  const GenerateArguments& arguments = from.arguments;
  RecommendationReport report{.table = from.table};
  report.histories = histories.selection;
  report.arithmetic = arguments.arithmetic;
  report.law = law_name(decoding_of(arguments));
  report.beam = arguments.beam;
  report.draws = arguments.samples;
  report.filter = from.filter.words();
  Truth truth = Truth::holds;
  for (const History& history : histories.taken) {
    progress.update("histories", static_cast<double>(report.requests.size()) /
                                     static_cast<double>(histories.taken.size()));
    auto request = arguments.samples == 0 ? recommend(from, history)
                                          : sample(from, history, report.requests.size(), seed);
    if (!request) return tl::unexpected(request.error());
    if (is_fast(arguments)) {
      auto verdict =
          judge_fast(arguments, from.network, from.catalogue, history.observed, progress);
      if (!verdict) return tl::unexpected(verdict.error());
      truth = worst(truth, verdict->truth);
      request->verdict = std::move(*verdict);
    }
    if (request->results.empty()) truth = worst(truth, Truth::unknown);
    report.requests.push_back(std::move(*request));
  }
  const ExitCode code = exit_code(truth);
  Outputs outputs(arguments.common);
  const std::string& json = arguments.reports.json;
  if (Outputs::wanted(json)) {
    report.generator = generator_facts(from.table, from.network, summary);
    report.exit_code = static_cast<int>(code);
    outputs.add(json, recommendation_json(report));
  }
  progress.clear();
  if (auto done =
          outputs.finish(recommendation_text(summary, report, text_options(arguments.common)));
      !done)
    return tl::unexpected(done.error());
  return code;
}

Result<ExitCode> run(const GenerateArguments& arguments) {
  const auto seed = seed_named(arguments.seed);
  if (!seed) return tl::unexpected(seed.error());
  if (arguments.beam == 0) return fail(ErrorCode::usage, "a beam needs a width of at least 1");
  if (arguments.history > 4096)
    return fail(ErrorCode::usage, "a network sees at most 4096 items of a history");
  const auto rule = token_rule(arguments);
  if (!rule) return tl::unexpected(rule.error());
  if (arguments.samples > most_samples)
    return fail(ErrorCode::usage, fmt::format("at most {} draws at once", most_samples));
  if (arguments.samples > 0 && !arguments.check && arguments.mode == "raw")
    return fail(ErrorCode::usage, "RAW is no law on items and cannot be sampled as one", {},
                "take --mode global or local");
  const ReportPaths& reports = arguments.reports;
  if (auto sensible = check_combination(arguments); !sensible)
    return tl::unexpected(sensible.error());
  if (Outputs::wanted(reports.certificate) && arguments.head == "parallel")
    return fail(ErrorCode::usage, "certificates are of linear heads", {},
                "leave --certificate out with --head parallel");
  if (auto allowed = check_reports(reports, generate_inputs(arguments)); !allowed)
    return tl::unexpected(allowed.error());
  if (auto allowed = check_export(arguments); !allowed) return tl::unexpected(allowed.error());
  if (auto allowed = check_arithmetic(arguments); !allowed) return tl::unexpected(allowed.error());
  ProgressBar progress(arguments.common.quiet);
  auto input = load(arguments.table, arguments.common, false, progress);
  if (!input) return tl::unexpected(input.error());
  const auto interactions = load_interactions(arguments.interactions, arguments.interactions_format,
                                              arguments.split, *input);
  if (!interactions) return tl::unexpected(interactions.error());
  const std::size_t items =
      arguments.items != 0
          ? arguments.items
          : (arguments.check || is_fast(arguments) ? checked_items : Catalogue::all);
  const auto catalogue = Catalogue::make(input->table, items);
  if (!catalogue) return tl::unexpected(catalogue.error());
  const auto network = make_network(arguments, input->table, *catalogue, *seed);
  if (!network) return tl::unexpected(network.error());
  const std::size_t wanted = arguments.requests != 0
                                 ? arguments.requests
                                 : (arguments.check || arguments.report ? measured_requests : 1);
  const HistoryChoice choice{split_named(arguments.split).value_or(Split::test), wanted,
                             arguments.history,
                             network->shape().positions / catalogue->length() - 1};
  const auto histories = choose_histories(input->table, *catalogue, *interactions, choice);
  if (!histories) return tl::unexpected(histories.error());

  const GeneratorSummary summary{input->table.path.empty() ? "demo catalogue" : input->table.path,
                                 catalogue->items(),
                                 input->table.rows(),
                                 catalogue->leaves().second - catalogue->leaves().first,
                                 catalogue->trie().nodes(),
                                 catalogue->vocabulary(),
                                 network->shape(),
                                 *seed,
                                 arguments.weights,
                                 histories->selection,
                                 *rule};
  if (arguments.check)
    return run_check(arguments, input->table, *network, *catalogue, histories->observed(), *seed,
                     summary, progress);
  const auto filter = CatalogueFilter::make(arguments, input->table, *catalogue);
  if (!filter) return tl::unexpected(filter.error());
  if (arguments.report)
    return run_pathologies(arguments, input->table, *network, *catalogue, *filter, *histories,
                           summary, progress);
  const reference::Executor executor({threads_of(arguments.common)});
  if (!arguments.export_to.empty()) {
    const auto files = export_network(arguments.export_to, *network, *catalogue, input->table,
                                      histories->observed(), executor);
    if (!files) return tl::unexpected(files.error());
    progress.clear();
    Outputs outputs(arguments.common);
    if (auto done = outputs.finish(
            export_text(summary, *files, histories->taken.size(), text_options(arguments.common)));
        !done)
      return tl::unexpected(done.error());
    return ExitCode::holds;
  }
  return run_recommendations(
      {arguments, input->table, *network, *catalogue, *filter, *rule, executor}, *histories, *seed,
      summary, progress);
}

}  // namespace

ExitCode run_generate(const GenerateArguments& arguments) {
  try {
    const auto code = run(arguments);
    return code ? *code : report_failure(code.error());
  } catch (const reference::DeviceFailure& failure) {
    Error error;
    error.code = ErrorCode::missing_tool;
    error.what = failure.what();
    error.hint = "take --executor cpu";
    return report_failure(error);
  }
}

}  // namespace sidproof
