// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "properties/mutants/trials.hpp"

#include <algorithm>
#include <utility>

#include "mutants/list.hpp"
#include "properties/mutants/active.hpp"

namespace sidproof::mutants {
namespace {

// Mutant `number` (0: none) before one judge.
Task trial(int number, const Judge& judge) {
  return [number, &judge] {
    chosen = number;
    return judge.refute();
  };
}

}  // namespace

std::string_view word(Outcome::Kind kind) {
  switch (kind) {
    case Outcome::Kind::survived: return "ALIVE";
    case Outcome::Kind::refuted: return "refuted";
    case Outcome::Kind::threw: return "threw";
    case Outcome::Kind::crashed: return "crashed";
    case Outcome::Kind::hung: return "hung";
  }
  return "";
}

Trials::Trials(unsigned jobs) : judges_(law_judges()), limits_{jobs} {
  for (Judge& judge : engine_judges()) judges_.push_back(std::move(judge));
}

const Judge* Trials::find(std::string_view name) const {
  const auto found = std::find_if(judges_.begin(), judges_.end(),
                                  [&](const Judge& judge) { return judge.name == name; });
  return found == judges_.end() ? nullptr : &*found;
}

std::string Trials::complaints_without_mutant() const {
  std::vector<Task> tasks;
  for (const Judge& judge : judges_) tasks.push_back(trial(0, judge));
  const std::vector<Outcome> outcomes = run_isolated(tasks, limits_);
  std::string text;
  for (std::size_t j = 0; j < judges_.size(); ++j)
    if (outcomes[j].kind != Outcome::Kind::survived)
      text.append(judges_[j].name)
          .append(" without any mutant ")
          .append(word(outcomes[j].kind))
          .append(": ")
          .append(outcomes[j].text)
          .append("\n");
  return text;
}

Outcome Trials::one(std::size_t mutant, const Judge& judge) const {
  return run_isolated({trial(all.at(mutant).number, judge)}, limits_).front();
}

std::vector<Outcome> Trials::each_before_its_judge() const {
  std::vector<Task> tasks;
  for (const Mutant& mutant : all) {
    const Judge* judge = find(mutant.law);
    tasks.push_back(judge == nullptr ? Task([] { return std::nullopt; })
                                     : trial(mutant.number, *judge));
  }
  return run_isolated(tasks, limits_);
}

std::vector<Outcome> Trials::each_before_all() const {
  std::vector<Task> tasks;
  for (const Mutant& mutant : all)
    for (const Judge& judge : judges_) tasks.push_back(trial(mutant.number, judge));
  return run_isolated(tasks, limits_);
}

}  // namespace sidproof::mutants
