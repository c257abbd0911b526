// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/counterexample_command.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/closest_word.hpp"
#include "cli/outputs.hpp"
#include "counterexamples/catalogue.hpp"
#include "report/counterexample_report.hpp"

namespace sidproof {
namespace {

std::vector<std::string_view> known_names() {
  std::vector<std::string_view> names = {"all"};
  for (const CounterexampleCase& entry : counterexample_catalogue()) names.push_back(entry.id);
  return names;
}

Result<ExitCode> list(const CounterexampleArguments& arguments) {
  if (!arguments.json.empty() || !arguments.vector.empty())
    return fail(ErrorCode::usage, "a report is wanted, but of which law?", {},
                "name a law, a case or all");
  std::vector<std::pair<std::string_view, std::string_view>> cases;
  for (const CounterexampleCase& entry : counterexample_catalogue())
    cases.emplace_back(entry.id, entry.dropped);
  Outputs outputs(arguments.common);
  const std::string text = counterexample_list_text(cases, text_options(arguments.common));
  if (auto finished = outputs.finish(text); !finished) return tl::unexpected(finished.error());
  return ExitCode::holds;
}

Result<std::vector<CheckedCounterexample>> search_all(const std::vector<CounterexampleCase>& cases,
                                                      Progress& progress) {
  std::vector<CheckedCounterexample> found;
  for (const CounterexampleCase& entry : cases) {
    progress.update("searching",
                    static_cast<double>(found.size()) / static_cast<double>(cases.size()));
    Counterexample example = entry.find();
    Answer answer = answer_by_definition(example);
    if (const Verdict verdict = agrees(example, answer); verdict.truth != Truth::holds)
      return fail(ErrorCode::internal, "the counterexample " + std::string(entry.id) +
                                           " does not stand up to its check: " + verdict.reason);
    found.push_back({std::move(example), std::move(answer)});
  }
  return found;
}

Result<ExitCode> run(const CounterexampleArguments& arguments) {
  if (arguments.law.empty()) return list(arguments);
  const std::vector<CounterexampleCase> cases = find_cases(arguments.law);
  if (cases.empty())
    return fail(
        ErrorCode::usage, "there is no counterexample for '" + arguments.law + "'", {},
        did_you_mean(arguments.law, known_names(), "run sidproof counterexample for the list"));
  ReportPaths paths;
  paths.json = arguments.json;
  paths.sarif = arguments.vector;  // two outputs may not meet, whatever they hold
  if (auto allowed = check_reports(paths, {}); !allowed) return tl::unexpected(allowed.error());

  ProgressBar progress(arguments.common.quiet);
  const auto found = search_all(cases, progress);
  if (!found) return tl::unexpected(found.error());
  const bool any_vector = std::ranges::any_of(
      *found, [](const CheckedCounterexample& checked) { return has_vector(checked.example); });
  if (!arguments.vector.empty() && !any_vector)
    return fail(
        ErrorCode::usage,
        std::string(cases.front().id) + " has no vector: vectors have no stochastic tokenizers", {},
        "ask for --json");
  Outputs outputs(arguments.common);
  if (Outputs::wanted(arguments.json)) outputs.add(arguments.json, counterexample_json(*found));
  if (Outputs::wanted(arguments.vector))
    outputs.add(arguments.vector, counterexample_vectors(*found));
  progress.clear();
  if (auto finished = outputs.finish(counterexample_text(*found, text_options(arguments.common)));
      !finished)
    return tl::unexpected(finished.error());
  return ExitCode::holds;
}

}  // namespace

ExitCode run_counterexample(const CounterexampleArguments& arguments) {
  const auto code = run(arguments);
  return code ? *code : report_failure(code.error());
}

}  // namespace sidproof
