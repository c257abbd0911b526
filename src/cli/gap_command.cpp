// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/gap_command.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "audit/gap.hpp"
#include "audit/requirements.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "report/gap_report.hpp"
#include "report/html.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/numbers.hpp"
#include "report/text.hpp"

namespace sidproof {
namespace {

/// Does the share of collided targets stay within `allowed`? Targets that the table lacks
/// may be collided or not: the verdict holds or is refuted if it is the same either way.
Verdict judge_collided(const SplitGap& split, const Rational& allowed, const std::string& limit) {
  const HitInflation& hits = split.hits;
  const Rational least(hits.collided, split.examples);
  const Rational most(hits.collided + split.missing_events, split.examples);
  std::string text = fmt::format("collided targets of the {} split: {}", split.split,
                                 split.missing_events == 0
                                     ? percent(least)
                                     : fmt::format("{} to {}", percent(least), percent(most)));
  text += ", allowed " + limit;
  if (split.missing_events > 0)
    text += fmt::format("; {} of {} not in the table", grouped(split.missing_events),
                        split.examples == 1
                            ? std::string("1 target is")
                            : grouped(split.examples) +
                                  (split.missing_events == 1 ? " targets is" : " targets are"));
  if (most <= allowed) return Verdict::holds(text);
  return least > allowed ? Verdict::refuted(text) : Verdict::unknown(text);
}

/// --max-collided P%: of the test split; without test targets, of the valid or the train
/// split, and the verdict names it.
Result<std::vector<NamedVerdict>> required(const std::string& limit, const GapResult& gap) {
  std::vector<NamedVerdict> verdicts;
  if (limit.empty()) return verdicts;
  // The same words as max-excess=P%, so the same parser.
  const auto parsed = parse_requirements("max-excess=" + limit);
  if (!parsed || parsed->size() != 1 || !parsed->front().share)
    return fail(ErrorCode::usage,
                "--max-collided wants a percentage such as 5% or 0.1%, not '" + limit + "'");
  const Rational& allowed = *parsed->front().share;
  const SplitGap* split = gap.find("test");
  if (split == nullptr) split = gap.find("valid");
  if (split == nullptr) split = &gap.splits.front();
  verdicts.push_back({"max-collided=" + limit, judge_collided(*split, allowed, limit)});
  return verdicts;
}

Result<ExitCode> run(const GapArguments& arguments) {
  if (auto allowed =
          check_reports(arguments.reports,
                        {arguments.table.path, arguments.table.mapping, arguments.interactions});
      !allowed)
    return tl::unexpected(allowed.error());
  ProgressBar progress(arguments.common.quiet);
  auto input = load(arguments.table, arguments.common, false, progress);
  if (!input) return tl::unexpected(input.error());
  const auto interactions = load_interactions(arguments.interactions, arguments.interactions_format,
                                              arguments.split, *input);
  if (!interactions) return tl::unexpected(interactions.error());
  if (!arguments.common.quiet)
    for (const std::string& note : interactions->notes) print_note(note);
  GapOptions options;
  options.most_affected = arguments.most_affected;
  const auto result = gap(input->table, *interactions, options, progress);
  if (!result) return tl::unexpected(result.error());
  auto requirements = required(arguments.max_collided, *result);
  if (!requirements) return tl::unexpected(requirements.error());

  Truth truth = Truth::holds;
  for (const NamedVerdict& requirement : *requirements)
    truth = worst(truth, requirement.verdict.truth);
  const ExitCode code = exit_code(truth);
  const GapReport report{input->table, *interactions, *result, std::move(*requirements),
                         static_cast<int>(code)};
  Outputs outputs(arguments.common);
  const ReportPaths& paths = arguments.reports;
  if (Outputs::wanted(paths.json)) outputs.add(paths.json, gap_json(report));
  if (Outputs::wanted(paths.junit)) outputs.add(paths.junit, gap_junit(report));
  if (Outputs::wanted(paths.html)) outputs.add(paths.html, gap_html(report));
  progress.clear();
  const TextOptions layout = text_options(arguments.common);
  if (auto finished = outputs.finish(gap_text(report, layout)); !finished)
    return tl::unexpected(finished.error());
  return code;
}

}  // namespace

ExitCode run_gap(const GapArguments& arguments) {
  const auto code = run(arguments);
  return code ? *code : report_failure(code.error());
}

}  // namespace sidproof
