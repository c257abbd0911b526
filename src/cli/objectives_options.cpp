// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>

#include "cli/objectives_command.hpp"
#include "cli/options.hpp"

namespace sidproof {

void add_objectives_options(CommandLine& line) {
  const auto arguments = std::make_shared<ObjectivesArguments>();
  CLI::App& command =
      line.add("objectives", "AR-NTP against FV-MLE: optima, rankings, fitted parameters",
               [arguments] { return run_objectives(*arguments); });
  add_table(command, arguments->table)
      ->description("Semantic-ID table (default: constructed cases)");
  command.add_option("-i,--interactions", arguments->interactions, "Histories and targets")
      ->type_name("FILE");
  command
      .add_option("--interactions-format", arguments->interactions_format,
                  "Format of the interactions (default: detect)")
      ->type_name("NAME");
  command
      .add_option("--split", arguments->split,
                  "Only the examples of this split; files that say none are it as a whole")
      ->check(one_of({"train", "valid", "test"}))
      ->type_name("SPLIT");
  counted(command.add_option("--top", arguments->top, "Items of each ranking to list (default 10)"),
          "N", 1, 1000000);
  command.add_option("--json", arguments->json, "Write the JSON report (- is stdout)")
      ->type_name("FILE");
  add_common(command, arguments->common);
  const auto constructed = [arguments] {
    return arguments->table.path.empty() && arguments->interactions.empty();
  };
  refuse_idle(command, {{"--interactions-format", constructed, "on the constructed cases"},
                        {"--split", constructed, "on the constructed cases"},
                        {"--format", constructed, "on the constructed cases"},
                        {"--mapping", constructed, "on the constructed cases"}});
}

}  // namespace sidproof
