// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>

#include "cli/options.hpp"
#include "cli/replay_command.hpp"

namespace sidproof {

void add_replay_options(CommandLine& line) {
  const auto replay = std::make_shared<ReplayArguments>();
  CLI::App& command = line.add("replay", "Recompute every claim of a certificate from the table",
                               [replay] { return run_replay(*replay); });
  command
      .add_option("certificate", replay->certificate,
                  "What `verify` or `generate --check` wrote with --certificate")
      ->required()
      ->type_name("CERT");
  add_table(command, replay->table)
      ->description("Semantic-ID table (without it the answer is undecided)");
  command.add_flag("--demo", replay->demo, "The table is the built-in demo catalogue");
  command
      .add_option("--weights", replay->weights,
                  "Of a generator that was checked with --weights: the same")
      ->type_name("PATH");
  command.add_option("--json", replay->json, "Write the JSON report (- is stdout)")
      ->type_name("FILE");
  add_common(command, replay->common);
}

}  // namespace sidproof
