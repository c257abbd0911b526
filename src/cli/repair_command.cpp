// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/repair_command.hpp"

#include <string>
#include <utility>
#include <vector>

#include "audit/popularity.hpp"
#include "audit/repair.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "io/interactions/read_interactions.hpp"
#include "io/write_table.hpp"
#include "report/html.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/repair_report.hpp"
#include "report/text.hpp"

namespace sidproof {
namespace {

Result<void> add_popularity(const RepairArguments& arguments, const Input& input,
                            RepairOptions& options) {
  if (arguments.interactions.empty()) return {};
  const auto interactions =
      read_interactions(arguments.interactions, arguments.interactions_format);
  if (!interactions) return tl::unexpected(interactions.error());
  if (!arguments.common.quiet)
    for (const std::string& note : interactions->notes) print_note(note);
  options.popularity = popularity(input.table, *interactions);
  return {};
}

// Words that the method would not hear.
Result<void> check_method(const RepairArguments& arguments) {
  const bool relocates = arguments.method == "relocate";
  if (relocates && arguments.all_items)
    return fail(ErrorCode::usage, "--all-items is for the method append", {},
                "relocate keeps every length; leave it out");
  if (!relocates && !arguments.codebooks.empty())
    return fail(ErrorCode::usage, "--codebooks is for the method relocate", {},
                "append adds codes of its own; leave it out, or add --method relocate");
  return {};
}

Result<ExitCode> run(const RepairArguments& arguments) {
  if (auto allowed = check_method(arguments); !allowed) return tl::unexpected(allowed.error());
  const std::vector<std::string> inputs = {arguments.table.path, arguments.table.mapping,
                                           arguments.interactions};
  if (auto allowed =
          check_output(arguments.output, arguments.output_format, inputs, arguments.force);
      !allowed)
    return tl::unexpected(allowed.error());
  if (auto allowed = check_reports(arguments.reports, inputs, arguments.output); !allowed)
    return tl::unexpected(allowed.error());
  ProgressBar progress(arguments.common.quiet);
  const auto input = load(arguments.table, arguments.common, false, progress);
  if (!input) return tl::unexpected(input.error());

  RepairOptions options;
  options.method = arguments.method == "relocate" ? RepairMethod::relocate : RepairMethod::append;
  options.all_items = arguments.all_items;
  options.codebooks = arguments.codebooks;
  options.threads = threads_of(arguments.common);
  if (auto added = add_popularity(arguments, *input, options); !added)
    return tl::unexpected(added.error());
  const auto result = repair(input->table, options, progress);
  if (!result) return tl::unexpected(result.error());
  if (auto written = write_table(result->table, arguments.output, arguments.output_format);
      !written)
    return tl::unexpected(written.error());

  // relocate leaves proper prefixes as they were, so the result may still be refuted.
  const ExitCode code =
      exit_code(worst(result->after.one_to_one.truth, result->after.prefix_free.truth));
  const RepairReport report{input->table, *result, arguments.output, static_cast<int>(code)};
  Outputs outputs(arguments.common);
  const ReportPaths& paths = arguments.reports;
  if (Outputs::wanted(paths.json)) outputs.add(paths.json, repair_json(report));
  if (Outputs::wanted(paths.junit)) outputs.add(paths.junit, repair_junit(report));
  if (Outputs::wanted(paths.html)) outputs.add(paths.html, repair_html(report));
  progress.clear();
  const TextOptions layout = text_options(arguments.common);
  if (auto finished = outputs.finish(repair_text(report, layout)); !finished)
    return tl::unexpected(finished.error());
  return code;
}

}  // namespace

ExitCode run_repair(const RepairArguments& arguments) {
  const auto code = run(arguments);
  return code ? *code : report_failure(code.error());
}

}  // namespace sidproof
