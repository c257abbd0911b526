// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_check.hpp"

#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "generator/certificate/certify_generator.hpp"
#include "generator/certificate/generator_certificate_json.hpp"
#include "generator/certificate/weights_hash.hpp"
#include "report/audit_report.hpp"
#include "report/generator_check_report.hpp"

namespace sidproof {
namespace {

constexpr std::uint64_t checked_samples = 100'000;

GeneratorCheckReport machine_report(const Table& table, const reference::Network& network,
                                    const GeneratorSummary& summary,
                                    const std::vector<reference::Check>& checks, ExitCode code) {
  const reference::Shape& shape = network.shape();
  GeneratorCheckReport report;
  report.table_name = display_name(table);
  report.table_path = table.path;
  report.rows = table.rows();
  report.items = summary.items;
  report.sequences = summary.sequences;
  report.nodes = summary.nodes;
  report.vocabulary = shape.vocabulary;
  report.positions = shape.positions;
  report.width = shape.width;
  report.layers = shape.layers;
  report.heads = shape.heads;
  report.parameters = shape.parameters();
  report.weights_sha256 = hex(weights_hash(network.weights()));
  if (network.is_parallel()) report.head_temperature = shape.head_temperature;
  report.temperature = summary.rule.temperature;
  report.top_k = summary.rule.top_k;
  report.top_p = summary.rule.top_p;
  report.seed = to_string(summary.seed);
  for (const reference::Check& check : checks)
    report.checks.push_back({check.name, check.claim, check.verdict});
  report.exit_code = static_cast<int>(code);
  return report;
}

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
    const auto report = machine_report(table, network, summary, *checks, code);
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
