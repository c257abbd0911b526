// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/objectives_command.hpp"

#include <utility>
#include <vector>

#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "comparison/constructed.hpp"
#include "comparison/objectives.hpp"
#include "io/interactions/read_interactions.hpp"
#include "report/objectives_report.hpp"

namespace sidproof {
namespace {

Result<ExitCode> finish(const ObjectivesArguments& arguments,
                        const std::vector<ObjectivesReport>& reports, ProgressBar& progress) {
  Outputs outputs(arguments.common);
  if (Outputs::wanted(arguments.json))
    outputs.add(arguments.json, objectives_json(reports, arguments.top));
  progress.clear();
  const std::string text = objectives_text(reports, arguments.top, text_options(arguments.common));
  if (auto finished = outputs.finish(text); !finished) return tl::unexpected(finished.error());
  return ExitCode::holds;
}

Result<ExitCode> run_constructed(const ObjectivesArguments& arguments) {
  const std::vector<ConstructedCase> cases = constructed_cases();
  std::vector<ObjectivesResult> results;
  ObjectivesOptions options;
  options.all_rows = true;
  ProgressBar progress(arguments.common.quiet);
  for (const ConstructedCase& made : cases) {
    auto result = compare_objectives(made.table, made.interactions, options);
    if (!result) return tl::unexpected(result.error());
    results.push_back(*std::move(result));
  }
  std::vector<ObjectivesReport> reports;
  for (std::size_t i = 0; i < cases.size(); ++i)
    reports.push_back(
        {cases[i].name, cases[i].shows, cases[i].table, cases[i].interactions, results[i]});
  return finish(arguments, reports, progress);
}

Result<ExitCode> run_on_table(const ObjectivesArguments& arguments) {
  ProgressBar progress(arguments.common.quiet);
  const auto input = load(arguments.table, arguments.common, false, progress);
  if (!input) return tl::unexpected(input.error());
  const auto interactions = read_interactions(arguments.interactions, arguments.interactions_format,
                                              split_named(arguments.split));
  if (!interactions) return tl::unexpected(interactions.error());
  if (!arguments.common.quiet)
    for (const std::string& note : interactions->notes) print_note(note);
  const auto result = compare_objectives(input->table, *interactions, {}, progress);
  if (!result) return tl::unexpected(result.error());
  return finish(arguments, {{{}, {}, input->table, *interactions, *result}}, progress);
}

Result<ExitCode> run(const ObjectivesArguments& arguments) {
  if (arguments.table.path.empty() != arguments.interactions.empty())
    return fail(ErrorCode::usage,
                arguments.interactions.empty() ? "no interactions are named"
                                               : "no table is named for the interactions",
                {}, "give TABLE and --interactions FILE, or neither for the constructed cases");
  ReportPaths paths;
  paths.json = arguments.json;
  if (auto allowed = check_reports(
          paths, {arguments.table.path, arguments.table.mapping, arguments.interactions});
      !allowed)
    return tl::unexpected(allowed.error());
  return arguments.table.path.empty() ? run_constructed(arguments) : run_on_table(arguments);
}

}  // namespace

ExitCode run_objectives(const ObjectivesArguments& arguments) {
  const auto code = run(arguments);
  return code ? *code : report_failure(code.error());
}

}  // namespace sidproof
