// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>

#include "cli/options.hpp"
#include "cli/repair_command.hpp"

namespace sidproof {

void add_repair_options(CommandLine& line) {
  const auto repair = std::make_shared<RepairArguments>();
  CLI::App& command = line.add("repair", "Make the table one-to-one and say what changed",
                               [repair] { return run_repair(*repair); });
  add_table(command, repair->table);
  command.add_option("-o,--output", repair->output, "The repaired table")
      ->required()
      ->type_name("FILE");
  command
      .add_option("--output-format", repair->output_format,
                  "index-json, npy, csv or parquet (default: by extension)")
      ->type_name("NAME");
  command
      .add_option("--method", repair->method,
                  "append: a de-duplication token on all members of a group\n"
                  "relocate: all but one member move to unused sequences")
      ->check(one_of({"append", "relocate"}))
      ->type_name("NAME");
  command.add_flag("--all-items", repair->all_items,
                   "append: the token on every item, so that the length stays fixed");
  add_codebooks(command, repair->codebooks);
  command
      .add_option("-i,--interactions", repair->interactions,
                  "The most popular member of a group stays")
      ->type_name("FILE");
  command
      .add_option("--interactions-format", repair->interactions_format,
                  "Format of the interactions (default: detect)")
      ->type_name("NAME");
  command.add_flag("--force", repair->force, "Replace an existing output (never the input)");
  add_reports(command, repair->reports);
  add_common(command, repair->common);
  const auto relocates = [repair] { return repair->method == "relocate"; };
  refuse_idle(command, {{"--interactions-format", [repair] { return repair->interactions.empty(); },
                         "without --interactions"},
                        {"--all-items", relocates, "with --method relocate, which adds no token"},
                        {"--codebooks", [relocates] { return !relocates(); },
                         "without --method relocate: only then tokens are chosen"}});
}

}  // namespace sidproof
