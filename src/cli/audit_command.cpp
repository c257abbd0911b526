// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/audit_command.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "audit/baseline.hpp"
#include "audit/requirements.hpp"
#include "audit/witness_check.hpp"
#include "certificate/certificate_json.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "io/files/mapped_file.hpp"
#include "report/html.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/sarif.hpp"
#include "report/text.hpp"
#include "verification/certify.hpp"

namespace sidproof {
namespace {

/// The file that coverage is measured against: --covers, or covers=FILE in --require.
Result<std::string> coverage_path(const AuditArguments& arguments,
                                  const std::vector<Requirement>& requirements) {
  for (const Requirement& requirement : requirements) {
    if (requirement.kind != Requirement::Kind::covers) continue;
    if (!arguments.covers.empty() && arguments.covers != requirement.path)
      return fail(ErrorCode::usage, "--covers and --require covers= name different files",
                  {arguments.covers, {}, {}}, "audit twice");
    return requirement.path;
  }
  return arguments.covers;
}

Result<void> compare_with_baseline(const std::string& path,
                                   const std::vector<Requirement>& requirements,
                                   AuditReport& report) {
  const auto file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  const auto before = parse_audit_json(file->bytes(), path);
  if (!before) return tl::unexpected(before.error());
  report.baseline = BaselineReport{path, regressions(*before, numbers(report.audit), requirements),
                                   before->items};
  return {};
}

Truth decide(const AuditReport& report) {
  const Truth required = report.baseline ? verdict(report.baseline->regressions).truth
                                         : merge(report.requirements).truth;
  if (!report.verification) return required;
  return worst(required,
               worst(report.verification->identities.truth, report.verification->libraries.truth));
}

using TextReport = std::string (*)(const AuditReport&, const TextOptions&);
enum class Depth { audit, verify };

Result<ExitCode> run(const AuditArguments& arguments, Depth depth, TextReport text) {
  ProgressBar progress(arguments.common.quiet);
  std::vector<Requirement> requirements = default_requirements();
  if (!arguments.require.empty()) {
    auto parsed = parse_requirements(arguments.require);
    if (!parsed) return tl::unexpected(parsed.error());
    requirements = std::move(*parsed);
  }
  const auto covers = coverage_path(arguments, requirements);
  if (!covers) return tl::unexpected(covers.error());
  if (auto allowed =
          check_reports(arguments.reports, {arguments.table.path, arguments.table.mapping,
                                            arguments.baseline, covered_file(*covers).path});
      !allowed)
    return tl::unexpected(allowed.error());
  const auto input =
      load(arguments.table, arguments.common, Outputs::wanted(arguments.reports.sarif), progress);
  if (!input) return tl::unexpected(input.error());

  AuditOptions options;
  options.threads = threads_of(arguments.common);
  options.codebooks = arguments.codebooks;
  auto result = audit(input->table, options, progress);
  if (!result) return tl::unexpected(result.error());
  if (!covers->empty()) {
    auto covered = load_coverage(input->table, *covers);
    if (!covered) return tl::unexpected(covered.error());
    result->coverage = std::move(*covered);
    result->coverage->source = *covers;  // the requirement knows it by this name
  }

  AuditReport report = audit_report(input->table, *result, requirements);
  if (auto shown = check_z_witness(input->table, report.witness); !shown)
    return tl::unexpected(shown.error());
  if (!arguments.baseline.empty())
    if (auto compared = compare_with_baseline(arguments.baseline, requirements, report); !compared)
      return tl::unexpected(compared.error());
  if (depth == Depth::verify) {
    auto verification = certify(input->table, *result, options.threads, progress);
    if (!verification) return tl::unexpected(verification.error());
    report.verification = VerificationReport{
        std::move(verification->certificate), std::move(verification->identities),
        std::move(verification->libraries), arguments.reports.certificate};
  }
  const ExitCode code = exit_code(decide(report));
  report.exit_code = static_cast<int>(code);

  Outputs outputs(arguments.common);
  const ReportPaths& paths = arguments.reports;
  if (Outputs::wanted(paths.json)) outputs.add(paths.json, audit_json(report));
  if (Outputs::wanted(paths.junit)) outputs.add(paths.junit, audit_junit(report));
  if (Outputs::wanted(paths.sarif)) {
    SarifOptions sarif;
    if (input->file) sarif.source = input->file->bytes();
    outputs.add(paths.sarif, audit_sarif(report, sarif));
  }
  if (Outputs::wanted(paths.html)) outputs.add(paths.html, audit_html(report));
  if (Outputs::wanted(paths.certificate))
    outputs.add(paths.certificate, certificate_json(report.verification->certificate));
  progress.clear();
  TextOptions layout = text_options(arguments.common);
  layout.groups_shown = arguments.groups_shown;
  if (auto finished = outputs.finish(text(report, layout)); !finished)
    return tl::unexpected(finished.error());
  return code;
}

ExitCode run_with(const AuditArguments& arguments, Depth depth, TextReport text) {
  const auto code = run(arguments, depth, text);
  return code ? *code : report_failure(code.error());
}

}  // namespace

ExitCode run_audit(const AuditArguments& arguments) {
  return run_with(arguments, Depth::audit, audit_text);
}

ExitCode run_verify(const AuditArguments& arguments) {
  return run_with(arguments, Depth::verify, verify_text);
}

}  // namespace sidproof
