// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/replay_command.hpp"

#include <utility>

#include "certificate/certificate_json.hpp"
#include "certificate/replay.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "io/mapped_file.hpp"
#include "report/audit_report.hpp"
#include "report/replay_report.hpp"

namespace sidproof {
namespace {

Result<ExitCode> run(const ReplayArguments& arguments) {
  const bool has_table = arguments.demo || !arguments.table.path.empty();
  if (arguments.demo && !arguments.table.path.empty())
    return fail(ErrorCode::usage, "both a table and --demo are given", {},
                "give the table that was verified");
  if (!has_table && !(arguments.table.format.empty() && arguments.table.mapping.empty()))
    return fail(ErrorCode::usage, "--format and --mapping need a table");
  ReportPaths reports;
  reports.json = arguments.json;
  if (auto allowed = check_reports(
          reports, {arguments.certificate, arguments.table.path, arguments.table.mapping});
      !allowed)
    return tl::unexpected(allowed.error());
  const auto file = MappedFile::open(arguments.certificate);
  if (!file) return tl::unexpected(file.error());
  auto certificate = parse_certificate(file->bytes(), arguments.certificate);
  if (!certificate) return tl::unexpected(certificate.error());

  ProgressBar progress(arguments.common.quiet);
  ReplayReport report;
  report.certificate_path = arguments.certificate;
  report.certificate = std::move(*certificate);
  if (has_table) {
    const auto input = load(arguments.table, arguments.common, false, progress);
    if (!input) return tl::unexpected(input.error());
    auto differences =
        replay(report.certificate, input->table, threads_of(arguments.common), progress);
    if (!differences) return tl::unexpected(differences.error());
    report.table_name = display_name(input->table);
    report.table_path = input->table.path;
    report.differences = std::move(*differences);
  }
  const ExitCode code = exit_code(verdict(report).truth);
  report.exit_code = static_cast<int>(code);
  Outputs outputs(arguments.common);
  if (Outputs::wanted(arguments.json)) outputs.add(arguments.json, replay_json(report));
  progress.clear();
  if (auto finished = outputs.finish(replay_text(report, text_options(arguments.common)));
      !finished)
    return tl::unexpected(finished.error());
  return code;
}

}  // namespace

ExitCode run_replay(const ReplayArguments& arguments) {
  const auto code = run(arguments);
  return code ? *code : report_failure(code.error());
}

}  // namespace sidproof
