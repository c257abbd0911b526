// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/replay_command.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "certificate/certificate_json.hpp"
#include "certificate/replay.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "generator/certificate/generator_certificate_json.hpp"
#include "generator/certificate/replay_generator.hpp"
#include "generator/files/gpt2_files.hpp"
#include "io/files/mapped_file.hpp"
#include "report/audit_report.hpp"
#include "report/numbers.hpp"
#include "report/replay_report.hpp"

namespace sidproof {
namespace {

using reference::GeneratorCertificate;

// Reads either kind of certificate; nothing for that of a table.
Result<std::optional<GeneratorCertificate>> read_claims(std::string_view text,
                                                        const std::string& path,
                                                        ReplayReport& report) {
  if (!reference::is_generator_certificate(text)) {
    auto certificate = parse_certificate(text, path);
    if (!certificate) return tl::unexpected(certificate.error());
    report.certificate = std::move(*certificate);
    return std::nullopt;
  }
  auto certificate = reference::parse_generator_certificate(text, path);
  if (!certificate) return tl::unexpected(certificate.error());
  report.certificate.table_sha256 = certificate->table_sha256;
  report.generator =
      fmt::format("a generator on {} · {} · {} · weights sha256 {}…",
                  counted(certificate->items, "item", "items"),
                  counted(certificate->examples.size(), "history", "histories"),
                  counted(certificate->draws, "draw of each law", "draws of each law"),
                  certificate->weights_sha256.substr(0, 16));
  return std::move(*certificate);
}

Result<std::optional<reference::Weights>> read_weights(const std::string& path) {
  if (path.empty()) return std::nullopt;
  auto weights = read_gpt2(reference::Gpt2Files::at(path));
  if (!weights) return tl::unexpected(weights.error());
  return std::move(*weights);
}

Result<ExitCode> run(const ReplayArguments& arguments) {
  const bool has_table = arguments.demo || !arguments.table.path.empty();
  if (arguments.demo && !arguments.table.path.empty())
    return fail(ErrorCode::usage, "both a table and --demo are given", {},
                "give the table that was verified");
  if (!has_table && !(arguments.table.format.empty() && arguments.table.mapping.empty()))
    return fail(ErrorCode::usage, "--format and --mapping need a table");
  ReportPaths reports;
  reports.json = arguments.json;
  const auto network = reference::Gpt2Files::at(arguments.weights);
  if (auto allowed = check_reports(
          reports, {arguments.certificate, arguments.table.path, arguments.table.mapping,
                    network.weights, arguments.weights.empty() ? "" : network.config});
      !allowed)
    return tl::unexpected(allowed.error());
  const auto file = MappedFile::open(arguments.certificate);
  if (!file) return tl::unexpected(file.error());
  ProgressBar progress(arguments.common.quiet);
  ReplayReport report;
  report.certificate_path = arguments.certificate;
  const auto claims = read_claims(file->bytes(), arguments.certificate, report);
  if (!claims) return tl::unexpected(claims.error());
  if (!arguments.weights.empty() && !*claims)
    return fail(ErrorCode::usage, "--weights belongs to the certificate of a generator");
  if (has_table) {
    const auto input = load(arguments.table, arguments.common, false, progress);
    if (!input) return tl::unexpected(input.error());
    const Threads threads = threads_of(arguments.common);
    const auto weights = read_weights(arguments.weights);
    if (!weights) return tl::unexpected(weights.error());
    auto differences = *claims
                           ? replay_generator(**claims, input->table, *weights, threads, progress)
                           : replay(report.certificate, input->table, threads, progress);
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
