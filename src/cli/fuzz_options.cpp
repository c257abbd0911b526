// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <memory>
#include <string>

#include "cli/fuzz_command.hpp"
#include "cli/options.hpp"

namespace sidproof {
namespace {

// CLI11's ranges let "nan" pass.
std::string not_minutes(const std::string& word) {
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error == std::errc{} && end == word.data() + word.size() && value >= 1e-6 && value <= 1e6)
    return {};
  return "'" + word + "' is no number of minutes from 0.000001 to 1000000";
}

}  // namespace

void add_fuzz_options(CommandLine& line) {
  const auto fuzz = std::make_shared<FuzzArguments>();
  CLI::App& command = line.add("fuzz", "Check the laws on random exact cases; long, resumable",
                               [fuzz] { return run_fuzz(*fuzz); });
  command
      .add_option("--store", fuzz->store,
                  "SQLite file that remembers what was checked; the same command "
                  "goes on where it ended, also after kill -9")
      ->type_name("FILE");
  command.add_option("--seed", fuzz->seed, "Seed: decimal, or 0x and up to 32 hex digits")
      ->type_name("N");
  command.add_option("--laws", fuzz->laws, "Laws by label or name: A2,B1 (default: all)")
      ->type_name("LIST");
  command
      .add_option("--numbers", fuzz->numbers,
                  "flint, boost, checked, mersenne61, prime61m31 (default: all)")
      ->type_name("LIST");
  command
      .add_option("--shapes", fuzz->shapes, "cascaded, parallel, markov, mixture (default: all)")
      ->type_name("LIST");
  counted(command.add_option("--cases", fuzz->cases,
                             "Cases of each law, number system and shape (default 1000, "
                             "or as many as --minutes allows)"),
          "N");
  command.add_option("--minutes", fuzz->minutes, "Stop after so many minutes")
      ->check(CLI::Validator(not_minutes, "", "minutes"))
      ->type_name("M");
  command.add_option("--failures", fuzz->failures, "Folder that failures are saved to, as vectors")
      ->type_name("DIR");
  command.add_option("--json", fuzz->json, "Write the JSON report (- is stdout)")
      ->type_name("FILE");
  add_common(command, fuzz->common);
}

}  // namespace sidproof
