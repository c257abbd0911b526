// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Cases a second of the campaign's loop (draw, check) beside RapidCheck on the same
// laws, by groups of laws, on one core and in one run: CPU time. RapidCheck runs
// twice, with the generator of the property tests and with the campaign's cases.
// Usage: fuzz_peers [CASES]
#include <fmt/format.h>
#include <rapidcheck.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

#include "laws/random_instance.hpp"
#include "properties/laws/instance_gen.hpp"

namespace sidproof {
namespace {

double seconds_of(const std::function<void()>& work) {
  const std::clock_t begun = std::clock();
  work();
  return static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
}

struct Times {
  double ours = 0;
  double peer = 0;
  double peer_on_our_cases = 0;
  double cases = 0;
};

void must_hold(bool passed, const RegisteredLaw& law) {
  if (passed) return;
  fmt::print(stderr, "{} does not hold\n", law.id);
  std::exit(1);
}

Times time_law(const RegisteredLaw& law, NumberSystem numbers, std::uint64_t cases) {
  const ModelShape shape = law.shapes.front();
  const auto holds = [&](const Instance& instance) {
    return law.check(instance, numbers, shape).truth != Truth::refuted;
  };
  Times times;
  times.cases = static_cast<double>(cases);
  times.ours = seconds_of([&] {
    for (std::uint64_t index = 0; index < cases; ++index)
      must_hold(holds(random_case({0, 1}, law, index)), law);
  });
  times.peer = seconds_of([&] {
    must_hold(rc::check([&] {
                const Instance instance = *properties::instances(law.codes);
                RC_ASSERT(holds(instance));
              }),
              law);
  });
  times.peer_on_our_cases = seconds_of([&] {
    must_hold(rc::check([&] {
                const auto index = *rc::gen::inRange<std::uint64_t>(0, cases);
                RC_ASSERT(holds(random_case({0, 1}, law, index)));
              }),
              law);
  });
  return times;
}

void print(const std::string& name, const Times& times) {
  fmt::print("| {} | {:.0f} | {:.0f} | {:.1f} | {:.0f} | {:.1f} |\n", name,
             times.cases / times.ours, times.cases / times.peer, times.peer / times.ours,
             times.cases / times.peer_on_our_cases, times.peer_on_our_cases / times.ours);
}

struct Draws {
  double seconds = 0;
  double items = 0;
  double sequences = 0;

  void count(const Instance& instance) {
    items += static_cast<double>(instance.codes.size());
    sequences += static_cast<double>(*instance.space().sequences());
  }
};

// Drawing alone, of codes of full length: how fast, and how large the cases are.
void print_draws(std::uint64_t cases) {
  const RegisteredLaw& law = *find_law("B1");
  Draws ours;
  Draws peer;
  ours.seconds = seconds_of([&] {
    for (std::uint64_t index = 0; index < cases; ++index)
      ours.count(random_case({0, 1}, law, index));
  });
  peer.seconds =
      seconds_of([&] { rc::check([&] { peer.count(*properties::instances(law.codes)); }); });
  fmt::print(
      "\n| drawing B1's cases | cases/s | mean items | mean sequences |\n|---|--:|--:|--:|\n");
  const auto n = static_cast<double>(cases);
  for (const auto& [name, draws] : {std::pair("sidproof", &ours), std::pair("RapidCheck", &peer)})
    fmt::print("| {} | {:.0f} | {:.1f} | {:.1f} |\n", name, n / draws->seconds, draws->items / n,
               draws->sequences / n);
}

int run(std::uint64_t cases) {
  const std::string parameters = "max_success=" + std::to_string(cases) + " seed=1 max_size=100";
  ::setenv("RC_PARAMS", parameters.c_str(), 1);
  std::ostringstream ignored;  // RapidCheck's "OK, passed"
  std::cerr.rdbuf(ignored.rdbuf());
  std::map<std::string, Times> groups;
  Times all;
  for (const RegisteredLaw& law : registered_laws())
    for (const NumberSystem numbers : law.numbers) {
      if (numbers == NumberSystem::checked || numbers == NumberSystem::prime61m31) continue;
      if (numbers == NumberSystem::boost && law.numbers.size() > 1) continue;
      const Times times = time_law(law, numbers, cases);
      Times& group = groups[std::string(1, law.id.front()) + ", " + std::string(name(numbers))];
      for (Times* sum : {&group, &all}) {
        sum->ours += times.ours;
        sum->peer += times.peer;
        sum->peer_on_our_cases += times.peer_on_our_cases;
        sum->cases += times.cases;
      }
    }
  fmt::print(
      "| laws, numbers | sidproof | RapidCheck | ratio | RapidCheck, same cases | ratio |\n"
      "|---|--:|--:|--:|--:|--:|\n");
  for (const auto& [name, times] : groups) print(name, times);
  print("all", all);
  print_draws(cases);
  return 0;
}

}  // namespace
}  // namespace sidproof

int main(int argc, char** argv) {
  return sidproof::run(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 2000);
}
