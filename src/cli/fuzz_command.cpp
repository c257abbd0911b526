// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/fuzz_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "campaign/campaign.hpp"
#include "campaign/failure_vector.hpp"
#include "campaign/store_file.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "cli/signals.hpp"
#include "laws/registry.hpp"
#include "report/json.hpp"
#include "report/text.hpp"
#include "report/text_parts.hpp"

namespace sidproof {
namespace {

constexpr std::uint64_t default_cases = 1000;

Result<std::vector<std::string>> words(const char* option, std::string_view list) {
  std::vector<std::string> words;
  if (list.empty()) return words;
  for (;;) {
    const std::size_t comma = list.find(',');
    if (comma == 0 || list.empty())
      return fail(ErrorCode::usage, std::string(option) + " has an empty name in its list", {},
                  "write the names with one comma between them");
    words.emplace_back(list.substr(0, comma));
    if (comma == std::string_view::npos) return words;
    list.remove_prefix(comma + 1);
  }
}

Result<CampaignSelection> selection_of(const FuzzArguments& arguments) {
  CampaignSelection selection;
  for (const auto& [option, list, place] :
       {std::tuple("--laws", &arguments.laws, &selection.laws),
        std::tuple("--numbers", &arguments.numbers, &selection.numbers),
        std::tuple("--shapes", &arguments.shapes, &selection.shapes)}) {
    auto named = words(option, *list);
    if (!named) return tl::unexpected(named.error());
    *place = std::move(*named);
  }
  return selection;
}

Result<Seed> seed_of(const FuzzArguments& arguments) {
  if (arguments.seed.empty()) return Seed{};
  return seed_named(arguments.seed);
}

// What is said on the command line must be what the store was begun with; what is
// left out is the store's.
Result<void> check_same(const FuzzArguments& arguments, const CampaignPlan& asked,
                        const CampaignPlan& stored) {
  const Location where{arguments.store, {}, {}};
  if (!arguments.seed.empty() && asked.seed != stored.seed)
    return fail(ErrorCode::unsupported,
                "the campaign of this store has the seed " + to_string(stored.seed) + ", not " +
                    to_string(asked.seed),
                where, "leave out --seed to go on with it, or name another store");
  const bool selects =
      !arguments.laws.empty() || !arguments.numbers.empty() || !arguments.shapes.empty();
  if (selects && asked.units != stored.units)
    return fail(ErrorCode::unsupported,
                "the campaign of this store has another list of laws, number systems and shapes",
                where,
                "leave out --laws, --numbers and --shapes to go on with it, or name "
                "another store");
  return {};
}

Result<Store> store_of(const FuzzArguments& arguments) {
  const auto selection = selection_of(arguments);
  if (!selection) return tl::unexpected(selection.error());
  const auto seed = seed_of(arguments);
  if (!seed) return tl::unexpected(seed.error());
  const auto plan = plan_campaign(registered_laws(), *selection, *seed);
  if (!plan) return tl::unexpected(plan.error());
  if (arguments.store.empty()) return Store::in_memory(*plan);
  if (!store_exists(arguments.store)) return Store::create(arguments.store, *plan);
  auto store = Store::open(arguments.store);
  if (!store) return store;
  if (auto same = check_same(arguments, *plan, store->plan()); !same)
    return tl::unexpected(same.error());
  return store;
}

std::string command_text(const FuzzArguments& arguments) {
  using text_parts::shell_quoted;
  std::string text = "sidproof fuzz --store " + shell_quoted(arguments.store);
  if (arguments.cases) text += " --cases " + std::to_string(*arguments.cases);
  if (arguments.minutes) text += fmt::format(" --minutes {}", *arguments.minutes);
  if (!arguments.failures.empty()) text += " --failures " + shell_quoted(arguments.failures);
  return text;
}

// Refuted by any failure. Undecided: cut short, undecided cases, or a law whose
// premise no case met.
Verdict verdict_of(const FuzzReport& report) {
  std::uint64_t cases = 0;
  std::uint64_t failed = 0;
  std::uint64_t undecided = 0;
  std::map<std::pair<std::string, std::string>, std::uint64_t> applied;
  for (const FuzzUnit& unit : report.units) {
    cases += unit.cases;
    failed += unit.failed;
    undecided += unit.undecided;
    applied[{unit.law, unit.numbers}] += unit.cases - unit.not_applicable;
  }
  const std::string all = std::to_string(cases) + " cases";
  if (failed != 0) return Verdict::refuted(fmt::format("{} of {} failed", failed, all));
  if (report.interrupted)
    return Verdict::unknown(fmt::format(
        "interrupted; none of {} failed; {}", all,
        report.store.empty() ? "without --store nothing is kept" : "the same command goes on"));
  if (undecided != 0)
    return Verdict::unknown(fmt::format("{} of {} could not be decided", undecided, all));
  for (const auto& [law, number] : applied)
    if (number == 0)
      return Verdict::unknown(
          fmt::format("none of {} failed, but none met the premise of {} over {}: more are needed",
                      all, law.first, law.second));
  return Verdict::holds(fmt::format("none of {} failed", all));
}

FuzzReport report_of(const FuzzArguments& arguments, const Store& store,
                     const CampaignOutcome& outcome) {
  FuzzReport report;
  const CampaignPlan& plan = store.plan();
  report.seed = to_string(plan.seed);
  report.store = arguments.store;
  report.interrupted = outcome.stopped;
  for (std::size_t u = 0; u < plan.units.size(); ++u) {
    const CampaignUnit& unit = plan.units[u];
    const UnitOutcome& done = outcome.units[u];
    const RegisteredLaw* law = find_law(unit.law);
    report.units.push_back({unit.law, law == nullptr ? "" : std::string(law->name), unit.numbers,
                            unit.shape, done.counts.cases, done.counts.not_applicable,
                            done.counts.undecided, done.counts.failed, done.cases_now,
                            done.seconds});
  }
  for (const auto& [place, failure] : store.failures()) {
    const CampaignUnit& unit = plan.units[failure.unit];
    const std::string id = failure_id(plan, failure);
    report.failures.push_back(
        {id, unit.law, unit.numbers, unit.shape, failure.reason, failure.instance, failure.index,
         failure.times, arguments.failures.empty() ? "" : arguments.failures + "/" + id + ".json"});
  }
  report.verdict = verdict_of(report);
  report.exit_code = static_cast<int>(exit_code(report.verdict.truth));
  if (!arguments.store.empty() && outcome.stopped) report.resume = command_text(arguments);
  return report;
}

Result<ExitCode> run(const FuzzArguments& arguments) {
  const std::atomic<bool>& stop = stop_asked_by_signal();
  if (arguments.cases == std::uint64_t{0})
    return fail(ErrorCode::usage, "no cases are to be checked", {}, "give --cases at least 1");
  ReportPaths reports;
  reports.json = arguments.json;
  if (auto allowed = check_reports(reports, {arguments.store}); !allowed)
    return tl::unexpected(allowed.error());
  auto store = store_of(arguments);
  if (!store) return tl::unexpected(store.error());
  CampaignOptions options;
  options.threads = threads_of(arguments.common);
  options.cases = arguments.cases;
  if (arguments.minutes) options.time = std::chrono::duration<double>(*arguments.minutes * 60);
  if (!arguments.cases && !arguments.minutes) options.cases = default_cases;
  options.failures = arguments.failures;
  options.stop = &stop;
  ProgressBar progress(arguments.common.quiet);
  const auto outcome = run_campaign(*store, registered_laws(), options, progress);
  progress.clear();
  if (!outcome) return tl::unexpected(outcome.error());
  const FuzzReport report = report_of(arguments, *store, *outcome);
  Outputs outputs(arguments.common);
  if (Outputs::wanted(arguments.json)) outputs.add(arguments.json, fuzz_json(report));
  const TextOptions layout = text_options(arguments.common);
  if (auto finished = outputs.finish(fuzz_text(report, layout)); !finished)
    return tl::unexpected(finished.error());
  return static_cast<ExitCode>(report.exit_code);
}

}  // namespace

ExitCode run_fuzz(const FuzzArguments& arguments) {
  const auto code = run(arguments);
  return code ? *code : report_failure(code.error());
}

}  // namespace sidproof
