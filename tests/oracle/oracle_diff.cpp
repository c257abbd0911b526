// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The core against the oracle that was extracted from the proofs, on random cases.
//
//   oracle_diff [--cases N] [--seed S] [--mutant NAME]
//
// The oracle is $SIDPROOF_ORACLE. Ends with 0 when everything agrees (or, with a
// mutant, when the quantity that it spoils differs), with 1 otherwise, and with 77
// when there is no oracle.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "oracle/comparison.hpp"
#include "oracle/oracle_process.hpp"
#include "random/seed.hpp"

namespace {

using namespace sidproof;

struct Arguments {
  std::uint64_t cases = 100'000;
  Seed seed{0, 20'260'415};
  std::optional<MutantEntry> mutant;
};

std::optional<Arguments> parse(int count, char** values) {
  Arguments arguments;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view name = values[i];
    const std::string_view value = values[i + 1];
    if (name == "--cases") {
      // A number is a seed whose upper half is 0.
      const auto number = parse_seed(value);
      if (!number || number->high != 0) return std::nullopt;
      arguments.cases = number->low;
    } else if (name == "--seed") {
      const auto seed = parse_seed(value);
      if (!seed) return std::nullopt;
      arguments.seed = *seed;
    } else if (name == "--mutant") {
      const auto* found =
          std::find_if(mutants.begin(), mutants.end(),
                       [&](const MutantEntry& entry) { return entry.name == value; });
      if (found == mutants.end()) return std::nullopt;
      arguments.mutant = *found;
    } else {
      return std::nullopt;
    }
  }
  return count % 2 == 1 ? std::optional(arguments) : std::nullopt;
}

int run(const Arguments& arguments, const std::string& oracle) {
  // A case follows from its number alone: both threads draw it for themselves.
  const auto draw = [&](std::uint64_t i) {
    RandomStream random(arguments.seed.derive(i));
    return draw_case(random);
  };
  Comparison comparison;
  std::map<std::string, std::uint64_t> kinds;
  const Mutant mutant = arguments.mutant ? arguments.mutant->mutant : Mutant::none;
  ask_oracle(
      oracle, arguments.cases, [&](std::uint64_t i) { return request_of(draw(i), i); },
      [&](std::uint64_t i, const std::string& line) {
        const OracleCase drawn = draw(i);
        ++kinds[drawn.kind];
        const std::size_t before = comparison.first_differences.size();
        try {
          const auto answer = nlohmann::json::parse(line);
          comparison.record("id", answer.at("id") == i, "an answer to another request");
          compare(drawn, answer, mutant, comparison);
        } catch (const std::exception& error) {
          comparison.record("answer", false, error.what());
        }
        if (comparison.first_differences.size() != before && !arguments.mutant)
          std::cout << "case " << i << ": " << request_of(drawn, i) << "\n  answer " << line;
      });
  std::uint64_t compared = 0;
  for (const auto& [quantity, number] : comparison.compared) compared += number;
  std::cout << arguments.cases << " cases, " << compared << " comparisons, "
            << comparison.differing.size() << " quantities differ\n";
  for (const auto& [kind, number] : kinds) std::cout << "  " << kind << ": " << number << "\n";
  for (const auto& [quantity, number] : comparison.compared) {
    const auto found = comparison.differing.find(quantity);
    std::cout << "  " << quantity << ": " << number << " compared, "
              << (found == comparison.differing.end() ? 0 : found->second) << " differ\n";
  }
  for (const std::string& difference : comparison.first_differences)
    std::cout << "  " << difference << "\n";
  if (arguments.mutant) {
    const bool found = comparison.differing.contains(arguments.mutant->quantity);
    std::cout << "mutant " << arguments.mutant->name << (found ? " found by " : " NOT FOUND by ")
              << arguments.mutant->quantity << "\n";
    return found ? 0 : 1;
  }
  return comparison.differing.empty() && compared != 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** values) {
  const auto arguments = parse(count, values);
  if (!arguments) {
    std::cerr << "usage: oracle_diff [--cases N] [--seed S] [--mutant NAME]\n";
    return 64;
  }
  const char* oracle = std::getenv("SIDPROOF_ORACLE");
  if (oracle == nullptr || access(oracle, X_OK) != 0) {
    std::cout << "skipped: $SIDPROOF_ORACLE is not a program (built by spec/build.sh)\n";
    return 77;
  }
  try {
    return run(*arguments, oracle);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
