// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>

#include "cli/audit_command.hpp"
#include "cli/options.hpp"

namespace sidproof {
namespace {

void add_audit_arguments(CLI::App& command, AuditArguments& arguments) {
  add_table(command, arguments.table);
  command
      .add_option("--require", arguments.require,
                  "What decides the exit code (default one-to-one,prefix-free); "
                  "also onto, covers=FILE, max-excess=N|P%, max-group=N")
      ->type_name("LIST");
  command
      .add_option("--baseline", arguments.baseline,
                  "Earlier JSON report: fail only on what got worse")
      ->type_name("FILE");
  command
      .add_option("--covers", arguments.covers,
                  "Compare with the items of a catalogue, table or interactions")
      ->type_name("FILE");
  add_codebooks(command, arguments.codebooks);
  counted(command.add_option("--groups", arguments.groups_shown, "Collision groups on screen"),
          "N");
  add_reports(command, arguments.reports);
  add_sarif(command, arguments.reports);
  add_common(command, arguments.common);
}

}  // namespace

void add_verify_options(CommandLine& line) {
  const auto verify = std::make_shared<AuditArguments>();
  CLI::App& command =
      line.add("verify", "What the theorem says of this very table, by training recipe",
               [verify] { return run_verify(*verify); });
  add_audit_arguments(command, *verify);
  command
      .add_option("--certificate", verify->reports.certificate,
                  "Write what was found as a certificate that `replay` recomputes")
      ->type_name("FILE");
}

void add_audit_options(CommandLine& line) {
  const auto audit = std::make_shared<AuditArguments>();
  add_audit_arguments(
      line.add("audit", "Is the table one-to-one, prefix-free, complete? Collisions, codebook use",
               [audit] { return run_audit(*audit); }),
      *audit);
}

}  // namespace sidproof
