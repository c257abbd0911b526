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
#include "cli/generate_inputs.hpp"
#include "cli/generate_pathologies.hpp"
#include "cli/generate_recommend.hpp"
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
  if (Outputs::wanted(reports.json) && !arguments.check && !arguments.report)
    return fail(ErrorCode::usage, "--json writes what --check or --report find", {},
                "add --check or --report");
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
  if (arguments.check && filtered)
    return fail(ErrorCode::usage, "--check judges the whole catalogue", {},
                "leave --exclude-history, --allow and --deny out");
  return {};
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
  const bool fast =
      arithmetic_named(arguments.arithmetic) != reference::NetworkArithmetic::reference;
  ProgressBar progress(arguments.common.quiet);
  auto input = load(arguments.table, arguments.common, false, progress);
  if (!input) return tl::unexpected(input.error());
  const auto interactions = load_interactions(arguments.interactions, arguments.interactions_format,
                                              arguments.split, *input);
  if (!interactions) return tl::unexpected(interactions.error());
  const std::size_t items = arguments.items != 0
                                ? arguments.items
                                : (arguments.check || fast ? checked_items : Catalogue::all);
  const auto catalogue = Catalogue::make(input->table, items);
  if (!catalogue) return tl::unexpected(catalogue.error());
  const auto network = make_network(arguments, input->table, *catalogue, *seed);
  if (!network) return tl::unexpected(network.error());
  const std::size_t wanted = arguments.requests != 0
                                 ? arguments.requests
                                 : (arguments.check || arguments.report ? measured_requests : 1);
  const std::size_t room = network->shape().positions / catalogue->length() - 1;
  const auto observed = observed_examples(input->table, *catalogue, *interactions,
                                          split_named(arguments.split).value_or(Split::test),
                                          wanted, std::min(arguments.history, room));
  if (!observed) return tl::unexpected(observed.error());

  const GeneratorSummary summary{input->table.path.empty() ? "demo catalogue" : input->table.path,
                                 catalogue->items(),
                                 input->table.rows(),
                                 catalogue->leaves().second - catalogue->leaves().first,
                                 catalogue->trie().nodes(),
                                 catalogue->vocabulary(),
                                 network->shape(),
                                 *seed,
                                 arguments.weights,
                                 *rule};
  if (arguments.check)
    return run_check(arguments, input->table, *network, *catalogue, *observed, *seed, summary,
                     progress);
  const auto filter = CatalogueFilter::make(arguments, input->table, *catalogue);
  if (!filter) return tl::unexpected(filter.error());
  if (arguments.report)
    return run_pathologies(arguments, input->table, *network, *catalogue, *filter, *observed,
                           summary, progress);
  const TextOptions layout = text_options(arguments.common);
  Outputs outputs(arguments.common);
  const reference::Executor executor({threads_of(arguments.common)});
  if (!arguments.export_to.empty()) {
    const auto files = export_network(arguments.export_to, *network, *catalogue, input->table,
                                      *observed, executor);
    if (!files) return tl::unexpected(files.error());
    progress.clear();
    if (auto done = outputs.finish(export_text(summary, *files, observed->size(), layout)); !done)
      return tl::unexpected(done.error());
    return ExitCode::holds;
  }
  std::vector<Recommendation> recommendations;
  Truth truth = Truth::holds;
  for (std::size_t i = 0; i < observed->size(); ++i) {
    auto recommendation =
        arguments.samples == 0
            ? recommend(arguments, *network, *catalogue, *filter, (*observed)[i], executor)
            : sample(arguments, *network, *catalogue, *filter, (*observed)[i], i, *seed, executor);
    if (!recommendation) return tl::unexpected(recommendation.error());
    if (fast) {
      const auto verdict = judge_fast(arguments, *network, *catalogue, (*observed)[i], progress);
      if (!verdict) return tl::unexpected(verdict.error());
      recommendation->remark +=
          fmt::format("; {} of the real network: {}", name(verdict->truth), verdict->reason);
      truth = worst(truth, verdict->truth);
    }
    recommendations.push_back(std::move(*recommendation));
  }
  progress.clear();
  if (auto done = outputs.finish(generate_text(summary, input->table, recommendations, layout));
      !done)
    return tl::unexpected(done.error());
  return exit_code(truth);
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
