// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>

#include "cli/gap_command.hpp"
#include "cli/options.hpp"

namespace sidproof {

void add_gap_options(CommandLine& line) {
  const auto gap = std::make_shared<GapArguments>();
  CLI::App& command = line.add("gap", "What the table costs on real interactions, exactly",
                               [gap] { return run_gap(*gap); });
  add_table(command, gap->table);
  command.add_option("-i,--interactions", gap->interactions, "Histories and targets")
      ->type_name("FILE");
  command
      .add_option("--interactions-format", gap->interactions_format,
                  "Format of the interactions (default: detect)")
      ->type_name("NAME");
  command
      .add_option("--split", gap->split,
                  "Only the examples of this split; files that say none are it as a whole")
      ->check(one_of({"train", "valid", "test"}))
      ->type_name("SPLIT");
  counted(command.add_option("--most-affected", gap->most_affected, "Items and groups to list"),
          "N");
  command
      .add_option("--max-collided", gap->max_collided,
                  "Refuted when more than this share of the test targets collides: 5%\n"
                  "(without test targets: of the valid, else of the train ones)")
      ->type_name("P%");
  add_reports(command, gap->reports);
  add_common(command, gap->common);
  refuse_idle(command, {{"--interactions-format", [gap] { return gap->interactions.empty(); },
                         "without --interactions"}});
}

}  // namespace sidproof
