// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Runs mutants before the judges that must refute them.
//
//   kill_matrix [--summary FILE]         every mutant before its law; what each law kills
//                                        also goes to FILE
//   kill_matrix --mutant NAME [--law L]  one mutant (before one judge); prints the witness
//   kill_matrix --matrix FILE            every mutant before every judge, as CSV
//   ... [--jobs N]                       processes at a time; default: all cores
//
// Ends with 0 when every mutant was killed, 1 when one is alive, a law kills none, or
// a judge refutes the code as it is, 64 for unknown words.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <optional>
#include <thread>

#include "mutants/list.hpp"
#include "properties/mutants/trials.hpp"

namespace sidproof::mutants {
namespace {

constexpr int exit_usage = 64;

struct Arguments {
  std::string mutant;
  std::string law;
  std::string matrix;
  std::string summary;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
};

std::optional<Arguments> parse(int count, char** words) {
  Arguments arguments;
  for (int i = 1; i < count; i += 2) {
    const std::string_view name = words[i];
    if (i + 1 == count) return std::nullopt;
    const std::string value = words[i + 1];
    if (name == "--mutant")
      arguments.mutant = value;
    else if (name == "--law")
      arguments.law = value;
    else if (name == "--matrix")
      arguments.matrix = value;
    else if (name == "--summary")
      arguments.summary = value;
    else if (name == "--jobs" && std::atoi(value.c_str()) > 0)
      arguments.jobs = static_cast<unsigned>(std::atoi(value.c_str()));
    else
      return std::nullopt;
  }
  return arguments;
}

int unknown(std::string_view what, std::string_view name) {
  std::cerr << "no " << what << " is called " << name << "\n";
  return exit_usage;
}

bool is_alive(const Outcome& outcome) { return outcome.kind == Outcome::Kind::survived; }

int run_one(const Trials& trials, const Arguments& arguments) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Mutant& mutant) {
    return mutant.name == arguments.mutant;
  });
  if (found == all.end()) return unknown("mutant", arguments.mutant);
  const std::string law = arguments.law.empty() ? std::string(found->law) : arguments.law;
  const Judge* judge = trials.find(law);
  if (judge == nullptr) return unknown("law", law);
  const Outcome outcome = trials.one(static_cast<std::size_t>(found - all.begin()), *judge);
  std::cout << found->name << " (" << found->why << ")\nbefore " << law << ": "
            << word(outcome.kind) << "\n"
            << outcome.text << "\n";
  return is_alive(outcome) ? EXIT_FAILURE : EXIT_SUCCESS;
}

// Prints every mutant, then what each law kills; the latter also to `path`.
int run_each_before_its_judge(const Trials& trials, const std::string& path) {
  const std::vector<Outcome> outcomes = trials.each_before_its_judge();
  std::map<std::string_view, std::string> killed_by;
  std::size_t killed = 0;
  for (std::size_t m = 0; m < all.size(); ++m) {
    const Mutant& mutant = all.at(m);
    const std::string_view said =
        trials.find(mutant.law) == nullptr ? "NO JUDGE" : word(outcomes[m].kind);
    std::cout << std::left << std::setw(17) << mutant.law << std::setw(9) << said << std::setw(45)
              << mutant.name << mutant.why << "\n";
    if (is_alive(outcomes[m])) continue;
    ++killed;
    killed_by[mutant.law].append(" ").append(mutant.name);
  }
  std::string summary = "mutants that each law kills\n";
  for (const Judge& judge : trials.judges()) {
    const auto found = killed_by.find(judge.name);
    summary.append("  ").append(judge.name).append(":");
    summary.append(found == killed_by.end() ? " NONE" : found->second).append("\n");
  }
  const std::size_t idle = trials.judges().size() - killed_by.size();
  summary.append(std::to_string(all.size()) + " mutants: " + std::to_string(killed) + " killed, " +
                 std::to_string(all.size() - killed) + " alive; " +
                 std::to_string(trials.judges().size()) + " judges: " + std::to_string(idle) +
                 " without a kill\n");
  std::cout << "\n" << summary;
  if (!path.empty() && !(std::ofstream(path) << summary).flush()) return EXIT_FAILURE;
  return killed == all.size() && idle == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int run_each_before_all(const Trials& trials, const std::string& path) {
  const std::vector<Outcome> outcomes = trials.each_before_all();
  std::ofstream out(path);
  out << "mutant,law";
  for (const Judge& judge : trials.judges()) out << "," << judge.name;
  out << "\n";
  std::size_t kills = 0;
  auto outcome = outcomes.begin();
  for (const Mutant& mutant : all) {
    out << mutant.name << "," << mutant.law;
    for (std::size_t j = 0; j < trials.judges().size(); ++j, ++outcome) {
      kills += is_alive(*outcome) ? 0U : 1U;
      out << "," << (is_alive(*outcome) ? "" : word(outcome->kind));
    }
    out << "\n";
  }
  std::cout << all.size() << " mutants before " << trials.judges().size() << " judges: " << kills
            << " kills, in " << path << "\n";
  return out.flush() ? EXIT_SUCCESS : EXIT_FAILURE;
}

int run(const Arguments& arguments) {
  const Trials trials(arguments.jobs);
  if (!arguments.mutant.empty()) return run_one(trials, arguments);
  if (const std::string complaints = trials.complaints_without_mutant(); !complaints.empty()) {
    std::cout << complaints;
    return EXIT_FAILURE;
  }
  return arguments.matrix.empty() ? run_each_before_its_judge(trials, arguments.summary)
                                  : run_each_before_all(trials, arguments.matrix);
}

}  // namespace
}  // namespace sidproof::mutants

int main(int count, char** words) {
  const auto arguments = sidproof::mutants::parse(count, words);
  if (!arguments) {
    std::cerr << "usage: kill_matrix [--summary FILE | --mutant NAME [--law LAW] | --matrix FILE] "
                 "[--jobs N]\n";
    return sidproof::mutants::exit_usage;
  }
  return sidproof::mutants::run(*arguments);
}
