// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/diff_command.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/diff.hpp"
#include "base/closest_word.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "report/diff_report.hpp"
#include "report/html.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view requirement_names[] = {"no-reuse", "stable-sids", "no-removals",
                                                  "no-new-collisions", "none"};

/// The verdicts that --require names.
Result<std::vector<NamedVerdict>> required(const DiffResult& diff, std::string_view list) {
  const NamedVerdict known[] = {{"no-reuse", diff.no_reuse},
                                {"stable-sids", diff.stable_sids},
                                {"no-removals", diff.no_removals},
                                {"no-new-collisions", diff.no_new_collisions}};
  std::vector<NamedVerdict> chosen;
  if (list == "none") return chosen;
  if (list.empty()) list = "no-reuse";
  while (true) {
    const std::size_t comma = list.find(',');
    const std::string_view word = list.substr(0, comma);
    const std::size_t before = chosen.size();
    for (const NamedVerdict& verdict : known)
      if (verdict.name == word) chosen.push_back(verdict);
    if (chosen.size() == before)
      return fail(ErrorCode::usage, "unknown requirement '" + std::string(word) + "'", {},
                  did_you_mean(word, requirement_names,
                               "known are no-reuse, stable-sids, no-removals, no-new-collisions, "
                               "none"));
    if (comma == std::string_view::npos) return chosen;
    list.remove_prefix(comma + 1);
  }
}

Result<ExitCode> run(const DiffArguments& arguments) {
  if (auto allowed =
          check_reports(arguments.reports, {arguments.before.path, arguments.after.path});
      !allowed)
    return tl::unexpected(allowed.error());
  ProgressBar progress(arguments.common.quiet);
  const auto before = load(arguments.before, arguments.common, false, progress);
  if (!before) return tl::unexpected(before.error());
  const auto after = load(arguments.after, arguments.common, false, progress);
  if (!after) return tl::unexpected(after.error());
  const auto result = diff(before->table, after->table, progress);
  if (!result) return tl::unexpected(result.error());
  auto requirements = required(*result, arguments.require);
  if (!requirements) return tl::unexpected(requirements.error());

  Truth truth = Truth::holds;
  for (const NamedVerdict& requirement : *requirements)
    truth = worst(truth, requirement.verdict.truth);
  const ExitCode code = exit_code(truth);
  const DiffReport report{before->table, after->table, *result, std::move(*requirements),
                          static_cast<int>(code)};
  Outputs outputs(arguments.common);
  const ReportPaths& paths = arguments.reports;
  if (Outputs::wanted(paths.json)) outputs.add(paths.json, diff_json(report));
  if (Outputs::wanted(paths.junit)) outputs.add(paths.junit, diff_junit(report));
  if (Outputs::wanted(paths.html)) outputs.add(paths.html, diff_html(report));
  progress.clear();
  const TextOptions layout = text_options(arguments.common);
  if (auto finished = outputs.finish(diff_text(report, layout)); !finished)
    return tl::unexpected(finished.error());
  return code;
}

}  // namespace

ExitCode run_diff(const DiffArguments& arguments) {
  const auto code = run(arguments);
  return code ? *code : report_failure(code.error());
}

}  // namespace sidproof
