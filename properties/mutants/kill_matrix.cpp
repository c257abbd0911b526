// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Runs mutants against the judges that must refute them.
//
//   kill_matrix [--summary FILE]         every mutant against its law; what each law kills
//                                        also goes to FILE
//   kill_matrix --mutant NAME [--law L]  one mutant (against one judge); prints the witness
//   kill_matrix --matrix FILE            every mutant against every judge, as CSV
//   ... [--jobs N]                       processes at a time; default: all cores
//
// Ends with 0 when every mutant was killed, 1 when one is alive, a law kills none, or
// a judge refutes the code as it is, 64 for unknown words.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "mutants/list.hpp"
#include "properties/mutants/active.hpp"
#include "properties/mutants/isolated.hpp"
#include "properties/mutants/judges.hpp"

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

std::string_view verb(Outcome::Kind kind) {
  switch (kind) {
    case Outcome::Kind::survived: return "ALIVE";
    case Outcome::Kind::refuted: return "refuted";
    case Outcome::Kind::threw: return "threw";
    case Outcome::Kind::crashed: return "crashed";
    case Outcome::Kind::hung: return "hung";
  }
  return "";
}

// Mutant `number` (0: none) under one judge.
Task trial(int number, const Judge& judge) {
  return [number, &judge] {
    chosen = number;
    return judge.refute();
  };
}

class Run {
 public:
  explicit Run(const Arguments& arguments) : judges_(law_judges()), limits_{arguments.jobs} {
    for (Judge& judge : engine_judges()) judges_.push_back(std::move(judge));
  }

  // Nothing that follows means anything unless every judge acquits the code as it is.
  [[nodiscard]] bool the_code_as_it_is_passes() const {
    std::vector<Task> tasks;
    for (const Judge& judge : judges_) tasks.push_back(trial(0, judge));
    const std::vector<Outcome> outcomes = run_isolated(tasks, limits_);
    bool passes = true;
    for (std::size_t j = 0; j < judges_.size(); ++j) {
      if (outcomes[j].kind == Outcome::Kind::survived) continue;
      passes = false;
      std::cout << "without any mutant " << judges_[j].name << " " << verb(outcomes[j].kind) << ": "
                << outcomes[j].text << "\n";
    }
    return passes;
  }

  // Prints every mutant, then what each law kills; the latter also to `path`.
  [[nodiscard]] int each_against_its_law(const std::string& path) const {
    std::vector<Task> tasks;
    for (std::size_t m = 0; m < all.size(); ++m) {
      const Judge* judge = find(all.at(m).law);
      // A mutant whose law does not exist is not killed.
      tasks.push_back(judge == nullptr ? Task([] { return std::nullopt; })
                                       : trial(static_cast<int>(m) + 1, *judge));
    }
    const std::vector<Outcome> outcomes = run_isolated(tasks, limits_);
    std::map<std::string_view, std::vector<std::string_view>> killed_by;
    std::size_t killed = 0;
    for (std::size_t m = 0; m < all.size(); ++m) {
      const Mutant& mutant = all.at(m);
      std::printf("%-16.*s %-8s %-44.*s %.*s\n", width(mutant.law), mutant.law.data(),
                  std::string(verb(outcomes[m].kind)).c_str(), width(mutant.name),
                  mutant.name.data(), width(mutant.why), mutant.why.data());
      if (outcomes[m].kind == Outcome::Kind::survived) continue;
      ++killed;
      killed_by[mutant.law].push_back(mutant.name);
    }
    const std::string summary = summary_of(killed_by, killed);
    std::printf("\n%s", summary.c_str());
    std::fflush(stdout);
    if (!path.empty() && !(std::ofstream(path) << summary).flush()) return EXIT_FAILURE;
    return killed == all.size() && killed_by.size() == judges_.size() ? EXIT_SUCCESS : EXIT_FAILURE;
  }

  [[nodiscard]] int one(const Arguments& arguments) const {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Mutant& mutant) {
      return mutant.name == arguments.mutant;
    });
    if (found == all.end()) return unknown("mutant", arguments.mutant);
    const std::string law = arguments.law.empty() ? std::string(found->law) : arguments.law;
    const Judge* judge = find(law);
    if (judge == nullptr) return unknown("law", law);
    const auto number = static_cast<int>(found - all.begin()) + 1;
    const Outcome outcome = run_isolated({trial(number, *judge)}, limits_).front();
    std::cout << found->name << " under " << law << ": " << verb(outcome.kind) << "\n"
              << outcome.text << "\n";
    return outcome.kind == Outcome::Kind::survived ? EXIT_FAILURE : EXIT_SUCCESS;
  }

  [[nodiscard]] int every_against_every(const std::string& path) const {
    std::vector<Task> tasks;
    for (std::size_t m = 0; m < all.size(); ++m)
      for (const Judge& judge : judges_) tasks.push_back(trial(static_cast<int>(m) + 1, judge));
    const std::vector<Outcome> outcomes = run_isolated(tasks, limits_);
    std::ofstream out(path);
    out << "mutant,law";
    for (const Judge& judge : judges_) out << "," << judge.name;
    out << "\n";
    std::size_t kills = 0;
    for (std::size_t m = 0; m < all.size(); ++m) {
      out << all.at(m).name << "," << all.at(m).law;
      for (std::size_t j = 0; j < judges_.size(); ++j) {
        const Outcome::Kind kind = outcomes[m * judges_.size() + j].kind;
        kills += kind == Outcome::Kind::survived ? 0U : 1U;
        out << "," << (kind == Outcome::Kind::survived ? "" : verb(kind));
      }
      out << "\n";
    }
    std::cout << all.size() << " mutants x " << judges_.size() << " judges: " << kills
              << " kills, in " << path << "\n";
    return out.flush() ? EXIT_SUCCESS : EXIT_FAILURE;
  }

 private:
  [[nodiscard]] std::string summary_of(
      const std::map<std::string_view, std::vector<std::string_view>>& killed_by,
      std::size_t killed) const {
    std::string text = "mutants that each law kills\n";
    std::size_t idle = 0;
    for (const Judge& judge : judges_) {
      const auto found = killed_by.find(judge.name);
      const std::size_t count = found == killed_by.end() ? 0 : found->second.size();
      idle += count == 0 ? 1U : 0U;
      text.append("  ").append(judge.name).append(": ").append(std::to_string(count));
      for (std::size_t i = 0; i < count; ++i) text.append(" ").append(found->second[i]);
      text.append(count == 0 ? " NONE\n" : "\n");
    }
    return text.append(std::to_string(all.size()))
        .append(" mutants: ")
        .append(std::to_string(killed))
        .append(" killed, ")
        .append(std::to_string(all.size() - killed))
        .append(" alive; ")
        .append(std::to_string(judges_.size()))
        .append(" laws: ")
        .append(std::to_string(idle))
        .append(" without a kill\n");
  }
  static int width(std::string_view text) { return static_cast<int>(text.size()); }
  static int unknown(std::string_view what, std::string_view word) {
    std::cerr << "no " << what << " is called " << word << "\n";
    return exit_usage;
  }
  [[nodiscard]] const Judge* find(std::string_view name) const {
    const auto found = std::find_if(judges_.begin(), judges_.end(),
                                    [&](const Judge& judge) { return judge.name == name; });
    return found == judges_.end() ? nullptr : &*found;
  }

  std::vector<Judge> judges_;
  Limits limits_;
};

int run(const Arguments& arguments) {
  const Run run(arguments);
  if (!arguments.mutant.empty()) return run.one(arguments);
  if (!run.the_code_as_it_is_passes()) return EXIT_FAILURE;
  return arguments.matrix.empty() ? run.each_against_its_law(arguments.summary)
                                  : run.every_against_every(arguments.matrix);
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
