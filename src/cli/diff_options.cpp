// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>

#include "cli/diff_command.hpp"
#include "cli/options.hpp"

namespace sidproof {

void add_diff_options(CommandLine& line) {
  const auto diff = std::make_shared<DiffArguments>();
  CLI::App& command =
      line.add("diff", "Churn between two versions; SIDs that now mean another item",
               [diff] { return run_diff(*diff); });
  command.add_option("old", diff->before.path, "The older table")->required()->type_name("OLD");
  command.add_option("new", diff->after.path, "The newer table")->required()->type_name("NEW");
  command
      .add_option_function<std::string>(
          "--format",
          [diff](const std::string& format) { diff->before.format = diff->after.format = format; },
          "Format of both tables (default: detect)")
      ->type_name("NAME");
  command
      .add_option("--require", diff->require,
                  "What decides the exit code (default no-reuse); also stable-sids, "
                  "no-removals, no-new-collisions, or none")
      ->type_name("LIST");
  add_reports(command, diff->reports);
  add_common(command, diff->common);
}

}  // namespace sidproof
