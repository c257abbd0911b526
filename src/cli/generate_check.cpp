// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_check.hpp"

#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "generator/certificate/certify_generator.hpp"
#include "generator/certificate/generator_certificate_json.hpp"
#include "report/generator_check_report.hpp"

namespace sidproof {
namespace {

constexpr std::uint64_t checked_samples = 100'000;

}  // namespace

Result<ExitCode> run_check(const GenerateArguments& arguments, const Table& table,
                           const reference::Network& network, const reference::Catalogue& catalogue,
                           std::span<const reference::Observed> observed, const Seed& seed,
                           const GeneratorSummary& summary, ProgressBar& progress) {
  reference::CheckOptions options;
  options.threads = threads_of(arguments.common);
  options.seed = seed.derive(1);
  options.samples = arguments.samples != 0 ? arguments.samples : checked_samples;
  options.rule = summary.rule;
  const reference::Subject subject = reference_subject(network, catalogue, summary.rule);
  const auto checks =
      check_generator(subject, network, catalogue, table.codes, observed, options, progress);
  if (!checks) return tl::unexpected(checks.error());
  Truth truth = Truth::holds;
  for (const reference::Check& check : *checks) truth = worst(truth, check.verdict.truth);
  const ExitCode code = exit_code(truth);
  const ReportPaths& paths = arguments.reports;
  Outputs outputs(arguments.common);
  if (Outputs::wanted(paths.json) || Outputs::wanted(paths.junit)) {
    GeneratorCheckReport report{
        generator_facts(table, network, summary), summary.histories, {}, static_cast<int>(code)};
    for (const reference::Check& check : *checks)
      report.checks.push_back({check.name, check.claim, check.verdict});
    if (Outputs::wanted(paths.json)) outputs.add(paths.json, generator_check_json(report));
    if (Outputs::wanted(paths.junit)) outputs.add(paths.junit, generator_check_junit(report));
  }
  if (Outputs::wanted(paths.certificate)) {
    const reference::CertifyOptions certify{
        options.threads, options.seed, options.samples,
        arguments.weights.empty() ? to_string(seed.derive(0)) : std::string()};
    const auto certificate =
        certify_generator(subject, network, catalogue, table, observed, certify, progress);
    if (!certificate) return tl::unexpected(certificate.error());
    outputs.add(paths.certificate, generator_certificate_json(*certificate));
  }
  progress.clear();
  const TextOptions layout = text_options(arguments.common);
  if (auto done = outputs.finish(check_text(summary, *checks, layout)); !done)
    return tl::unexpected(done.error());
  return code;
}

}  // namespace sidproof
