// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>

#include "cli/counterexample_command.hpp"
#include "cli/options.hpp"

namespace sidproof {

void add_counterexample_options(CommandLine& line) {
  const auto arguments = std::make_shared<CounterexampleArguments>();
  CLI::App& command =
      line.add("counterexample", "The smallest exact counterexample when a premise is dropped",
               [arguments] { return run_counterexample(*arguments); });
  command
      .add_option("law", arguments->law, "A law (B2), a case (B2-collision) or all; default: list")
      ->type_name("LAW");
  command.add_option("--json", arguments->json, "Write the JSON report (- is stdout)")
      ->type_name("FILE");
  command.add_option("--vector", arguments->vector, "Write test vectors (- is stdout)")
      ->type_name("FILE");
  add_common(command, arguments->common);
}

}  // namespace sidproof
