// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Writes every kind of report for the sample tables (and for tables that are named)
// into a folder: the scripts beside this file check them.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "certificate/certificate_json.hpp"
#include "certificate/replay.hpp"
#include "comparison/constructed.hpp"
#include "counterexamples/catalogue.hpp"
#include "generator/certificate/certify_generator.hpp"
#include "generator/certificate/generator_certificate_json.hpp"
#include "generator/certificate/replay_generator.hpp"
#include "io/interactions/read_interactions.hpp"
#include "io/read_table.hpp"
#include "report/counterexample_report.hpp"
#include "report/generator_check_report.hpp"
#include "report/html.hpp"
#include "report/json.hpp"
#include "report/junit.hpp"
#include "report/objectives_report.hpp"
#include "report/pathology_report.hpp"
#include "report/recommendation_report.hpp"
#include "report/replay_report.hpp"
#include "report/sarif.hpp"
#include "report/text.hpp"
#include "sample.hpp"
#include "verification/certify.hpp"

namespace sidproof {
namespace {

std::filesystem::path folder;

void write(const std::string& name, const std::string& text) {
  std::ofstream file(folder / name, std::ios::binary);
  file << text;
  if (!file) std::exit(74);
}

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", to_string(result.error()).c_str());
    std::exit(70);
  }
  return std::move(*result);
}

std::vector<Requirement> required(const char* list) { return must(parse_requirements(list)); }

void audit_files(const std::string& name, const Table& table, const char* require) {
  const AuditResult result = must(audit(table));
  AuditReport report = audit_report(table, result, required(require));
  report.exit_code = merge(report.requirements).truth == Truth::holds ? 0 : 1;
  write(name + ".audit.txt", audit_text(report));
  write(name + ".verify.txt", verify_text(report));
  write(name + ".audit.json", audit_json(report));
  write(name + ".audit.xml", audit_junit(report));
  write(name + ".audit.sarif", audit_sarif(report, {.results_per_rule = 30, .source = {}}));
  write(name + ".audit.html", audit_html(report));
}

void compare_files(const std::string& name, const Table& table) {
  AuditResult result = must(audit(table));
  AuditNumbers before = numbers(result);
  before.excess = 1;
  before.onto = Truth::refuted;
  result.coverage = Coverage{.source = "items.csv",
                             .expected = 4,
                             .missing = {"gone <b>"},
                             .extra = {"lone"},
                             .stale = {"17"}};
  AuditReport report = audit_report(table, result, required("one-to-one,covers=items.csv"));
  report.baseline =
      BaselineReport{"old & new.json", regressions(before, numbers(result), required("onto"))};
  report.exit_code = 1;
  write(name + ".audit.txt", audit_text(report));
  write(name + ".audit.json", audit_json(report));
  write(name + ".audit.xml", audit_junit(report));
  write(name + ".audit.html", audit_html(report));
}

void replay_files(const std::string& name, ReplayReport report) {
  report.certificate_path = "clash <1>.certificate.json";
  report.exit_code = report.differences ? (report.differences->count == 0 ? 0 : 1) : 2;
  write(name + ".replay.txt", replay_text(report));
  write(name + ".replay.json", replay_json(report));
}

void verify_files(const std::string& name, const Table& table) {
  const AuditResult result = must(audit(table));
  AuditReport report = audit_report(table, result, default_requirements());
  Verification verification = must(certify(table, result, Threads{1}));
  write(name + ".certificate.json", certificate_json(verification.certificate));
  report.verification =
      VerificationReport{verification.certificate, verification.identities, verification.libraries,
                         "out/" + name + ".certificate.json"};
  report.exit_code = merge(report.requirements).truth == Truth::holds ? 0 : 1;
  write(name + ".verified.txt", verify_text(report));
  write(name + ".verified.json", audit_json(report));
  write(name + ".verified.xml", audit_junit(report));
  write(name + ".verified.html", audit_html(report));
}

void defect_files(const std::string& name, const Table& table) {
  const AuditResult result = must(audit(table));
  AuditReport report = audit_report(table, result, default_requirements());
  Verification verification = must(certify(table, result, Threads{1}));
  verification.certificate.identities[0].verdict = Truth::refuted;
  report.verification = VerificationReport{
      std::move(verification.certificate),
      Verdict::refuted(
          "B1 partition over the integers mod 2^61-1: entry 0 at attempt 0: 5 is not 4"),
      Verdict::refuted("Z of the model 'uniform' is 1/2 backwards (Boost) and 1/3 by leakage"), ""};
  report.exit_code = 1;
  write(name + ".verified.txt", verify_text(report));
  write(name + ".verified.json", audit_json(report));
  write(name + ".verified.xml", audit_junit(report));
  write(name + ".verified.html", audit_html(report));
}

void all_replay_files() {
  const Table table = sample::clash();
  ReplayReport report;
  report.certificate = must(certify(table, must(audit(table)), Threads{1})).certificate;
  replay_files("alone", report);
  report.table_name = display_name(table);
  report.table_path = table.path;
  report.differences = must(replay(report.certificate, table, Threads{1}));
  replay_files("good", report);
  for (CertifiedIdentity& identity : report.certificate.identities) identity.points.clear();
  report.certificate.facts.items_in_groups += 1;
  report.differences = must(replay(report.certificate, table, Threads{1}));
  replay_files("altered", report);
  report.differences = must(replay(report.certificate, sample::bijective(), Threads{1}));
  replay_files("other", report);
}

// A generator's certificate, and its replays: as it is, and with a claim altered.
void generator_certificate_files(const std::string& name, const Table& table) {
  const reference::Catalogue catalogue = must(reference::Catalogue::make(table));
  const Seed seed{0, 5};
  reference::Shape shape{.vocabulary = catalogue.vocabulary(),
                         .positions = 8,
                         .width = 8,
                         .layers = 1,
                         .heads = 2,
                         .inner = 16};
  const reference::Network network(random_weights(shape, seed));
  const reference::Observed observed[] = {{{0, 1}, 2}, {{}, 0}};
  const reference::CertifyOptions options{Threads{1}, Seed{0, 6}, 100, to_string(seed)};
  auto certificate = must(certify_generator(reference_subject(network, catalogue), network,
                                            catalogue, table, observed, options));
  write(name + ".generator-certificate.json", generator_certificate_json(certificate));
  ReplayReport report;
  report.certificate.table_sha256 = certificate.table_sha256;
  report.generator = "a generator on 3 <items>";
  report.table_name = display_name(table);
  report.table_path = table.path;
  report.differences = must(replay_generator(certificate, table, {}, Threads{1}));
  replay_files(name + ".generator", report);
  certificate.examples[1].inside += 1;
  certificate.beams.pop_back();
  report.differences = must(replay_generator(certificate, table, {}, Threads{1}));
  replay_files(name + ".generator-altered", report);
}

void gap_files(const std::string& name, const Table& table, const Interactions& data) {
  const GapResult result = must(gap(table, data));
  const GapReport report{
      table, data, result, {{"max-collided=5%", Verdict::refuted("collided targets: more")}}, 1};
  write(name + ".gap.txt", gap_text(report));
  write(name + ".gap.json", gap_json(report));
  write(name + ".gap.xml", gap_junit(report));
  write(name + ".gap.html", gap_html(report));
  const AuditResult audited = must(audit(table));
  AuditReport whole = audit_report(table, audited, default_requirements());
  whole.exit_code = 1;
  write(name + ".whole.html", audit_html(whole, {}, &report));
}

void repair_files(const std::string& name, const Table& table, RepairMethod method) {
  RepairOptions options;
  options.method = method;
  const RepairResult result = must(repair(table, options));
  const RepairReport report{table, result, "out/repaired.index.json", 0};
  write(name + ".repair.txt", repair_text(report));
  write(name + ".repair.json", repair_json(report));
  write(name + ".repair.xml", repair_junit(report));
  write(name + ".repair.html", repair_html(report));
}

void diff_files(const std::string& name, const Table& before, const Table& after) {
  const DiffResult result = must(diff(before, after));
  const DiffReport report{before, after, result, {{"no-reuse", result.no_reuse}}, 1};
  write(name + ".diff.txt", diff_text(report));
  write(name + ".diff.json", diff_json(report));
  write(name + ".diff.xml", diff_junit(report));
  write(name + ".diff.html", diff_html(report));
}

void fuzz_files(const std::string& name, bool failing) {
  FuzzReport report;
  report.seed = "0x00000000000000000000000000000007";
  report.store = "campaign <1>.db";
  report.units = {{"B1", "partition", "flint", "cascaded", 1000, 12, 0, 0, 1000, 0.25},
                  {"B1", "partition", "flint", "parallel", 1000, 12, 0, 0, 1000, 0.25},
                  {"B1", "partition", "mersenne61", "cascaded", 123'456'789, 98'765, 3, 0, 0, 0},
                  {"C1v", "prefix_code_iff_equal_maxima", "boost", "cascaded", 16'000, 16'000, 0, 0,
                   8000, 0.5}};
  report.interrupted = !failing;
  report.verdict = Verdict::unknown("interrupted; none of 123474789 cases failed");
  report.resume = "sidproof fuzz --store 'campaign <1>.db' --minutes 30";
  report.exit_code = 2;
  if (failing) {
    report.units[1].failed = 40;
    for (std::uint64_t n = 0; n < 5; ++n)
      report.failures.push_back({"B1-flint-parallel-000000000000000" + std::to_string(n), "B1",
                                 "flint", "parallel", "Z: 2 is not 1; items () ()",
                                 R"({"alphabets":[],"codes":[[],[]]})", 10 * n, 8 - n,
                                 n == 1 ? "failures/B1-flint-parallel-0000000000000001.json" : ""});
    report.verdict = Verdict::refuted("40 of 123474789 cases failed");
    report.resume.clear();
    report.exit_code = 1;
  }
  write(name + ".fuzz.txt", fuzz_text(report));
  write(name + ".fuzz.json", fuzz_json(report));
}

GeneratorFacts generator_facts() {
  return {.table_name = "clash & <1>.json",
          .table_path = "data/clash & <1>.json",
          .rows = 9,
          .items = 5,
          .sequences = 4,
          .nodes = 8,
          .vocabulary = 7,
          .positions = 18,
          .width = 8,
          .layers = 1,
          .heads = 2,
          .parameters = 1088,
          .weights_sha256 = std::string(64, 'a'),
          .head_temperature = std::nullopt,
          .seed = "0x00000000000000000000000000000007"};
}

HistorySelection selection_of(std::uint64_t taken) {
  HistorySelection selection;
  selection.split = "test";
  selection.wanted = 4;
  selection.taken = taken;
  selection.window = 8;
  selection.wanted_window = 8;
  selection.rows = 6;
  return selection;
}

void generator_check_files(const std::string& name, bool failing) {
  GeneratorCheckReport report;
  report.generator = generator_facts();
  report.checks = {{"K1-trie", "every row's codes lead to its leaf and back",
                    Verdict::holds("5 items of 4 sequences, 8 nodes")}};
  report.exit_code = failing ? 1 : 0;
  report.histories = selection_of(4);
  if (failing) {
    report.checks.push_back({"K5-sums", "enclosures of the sum over all items contain 1, or Z",
                             Verdict::unknown("the masked sum is known to a radius of 0.1 only")});
    report.checks.push_back({"K6-search", "full width is exhaustive, certificates are true",
                             Verdict::refuted("RAW beam of 4: rank 2 is not <the ranking's>")});
  }
  write(name + ".generator-check.json", generator_check_json(report));
  write(name + ".generator-check.xml", generator_check_junit(report));
}

void recommendation_files() {
  const Table table = sample::clash();
  RecommendationReport report{.table = table};
  report.generator = generator_facts();
  report.arithmetic = "ref";
  report.law = "GLOBAL";
  report.beam = 2;
  report.filter = "without the items of the whole history";
  report.histories = selection_of(2);
  report.histories.passed_over = 1;
  report.histories.beyond = 2;
  report.histories.not_seen = 4;
  report.histories.window = 2;
  report.requests = {
      {.history = {5, 2},
       .earlier = 4,
       .left_out = 2,
       .excluded = 3,
       .target = 3,
       .sequences = 3,
       .results = {{.rows = {3, 4}, .score = -1099511627776, .log_probability = -0.25},
                   {.rows = {5}, .score = -2199023255552, .log_probability = -1.25}},
       .certified = 1,
       .catalogue_mass = Rational(3, 4)},
      {.history = {},
       .target = 2,
       .target_excluded = true,
       .sequences = 3,
       .dead_end = RecommendationReport::DeadEnd{{"<a_0>"}, 2},
       .nothing = "after <a_0> all 2 tokens that lead on are cut by top-k 1"}};
  report.exit_code = 2;
  write("found.recommendations.json", recommendation_json(report));
  report.law = "LOCAL";
  report.draws = 9;
  report.requests = {{.history = {0},
                      .target = 1,
                      .sequences = 3,
                      .results = {{.rows = {5}, .draws = 5, .log_probability = -0.5}},
                      .met = 2,
                      .dead_mass = Rational(0)}};
  report.exit_code = 0;
  write("drawn.recommendations.json", recommendation_json(report));
}

// A law of three sequences: a beam of 1 finds the second best, one of 2 the best.
PathologyFigures pathology_figures(bool filtered) {
  PathologyFigures figures;
  figures.sequences = 3;
  figures.top = 2;
  figures.top_items = 2;
  figures.top_mass = Rational(7, 10);
  figures.beams = {{1, 1, 1, 1, Rational(1, 2), false},
                   {2, 2, 1, 0, Rational(1, 10), false},
                   {3, 2, 2, 2, 0, true}};
  figures.unconstrained = {{1, {{1, 0}, {1, 1}}}, {2, {{2, 1}, {2, 2}}}};
  figures.greedy = {2, Rational(1, 5), Rational(1, 2), 5, 0};
  figures.prefixes = {{1, Rational(11, 20), Rational(1, 5), 2, Rational(9, 20)}};
  figures.lists = {{"exact top", 2, 2, Rational(7, 10), 0},
                   {"beam", 2, 1, Rational(3, 5), 1},
                   {"MMR", 2, 2, Rational(7, 10), Rational(1, 3)}};
  figures.draws = {{0.875, 0.875}, {0.375, 0.375}, {0.25, 0.5}};
  figures.laws = {{3, 1, 0, 0, 0}, true, 1, {0.109375, 0.109376}, 0, 3};
  figures.rounding = {3, 0, 0, 1, 0};
  figures.leaked = {0, Rational(1, 64)};
  figures.collisions = {5, 3, 2};
  if (filtered)
    figures.filter = FilterFigures{5, 3, Rational(8, 9), {3, 0, 0, 0, 0}, {3, 1, 0, 0, 0}};
  return figures;
}

void pathology_files(const std::string& name, bool filtered) {
  const Table table = sample::clash();
  PathologyReport report{.table = table, .histories = selection_of(filtered ? 3 : 4)};
  report.items = 6;
  report.sequences = 3;
  report.nodes = 6;
  report.network = "GPT-2 · width 8 · 1 layer";
  report.seed = "0x00000000000000000000000000000007";
  report.law = filtered ? "LOCAL" : "GLOBAL";
  report.top = 2;
  report.groups = 2;
  report.penalty = Rational(1, 2);
  report.lambda = Rational(7, 10);
  report.pool = 20;
  report.filter = filtered ? "without the items of the history & <list>" : "";
  report.histories.other_split = filtered;
  report.histories.beyond = filtered ? 1 : 0;
  report.histories.absent = filtered ? 2 : 0;
  report.requests.push_back({{5, 2}, 4, pathology_figures(filtered)});
  PathologyFigures other = pathology_figures(filtered);
  other.greedy = {1, Rational(1, 2), Rational(1, 2), 0, 0};
  other.beams[0].regret = Rational(1, 5);
  other.beams[0].certified = true;
  other.prefixes[0].rank_below = 1;
  report.requests.push_back({{0}, 1, other});
  if (filtered) report.requests.push_back({{0, 3, 5}, 1, std::nullopt});
  write(name + ".pathologies.txt", pathology_text(report));
  write(name + ".pathologies.json", pathology_json(report));
  write(name + ".pathologies.html", pathology_html(report));
  if (!filtered) return;
  for (PathologyReport::Request& request : report.requests) request.figures.reset();
  write("nothing.pathologies.txt", pathology_text(report));
  write("nothing.pathologies.json", pathology_json(report));
  write("nothing.pathologies.html", pathology_html(report));
}

Table changed(const Table& table) {
  sample::Rows rows;
  for (std::size_t row = 0; row < table.rows(); ++row)
    rows.push_back({table.items[row], table.tokens((row + 1) % table.rows())});
  rows.push_back({"new", {"<a_9>", "<b_9>"}});
  return sample::table(rows, "data/clash.v2.index.json");
}

void real_files(const std::string& name, const char* path, const char* interactions) {
  const Table table = must(read_table(path));
  const AuditResult result = must(audit(table));
  AuditReport report = audit_report(table, result, default_requirements());
  report.exit_code = 1;
  if (interactions == nullptr) {
    write(name + ".html", audit_html(report));
  } else {
    const Interactions data = must(read_interactions(interactions));
    const GapResult cost = must(gap(table, data));
    const GapReport gap_report{table, data, cost, {}, 0};
    write(name + ".html", audit_html(report, {}, &gap_report));
    write(name + ".gap.txt", gap_text(gap_report));
  }
  write(name + ".txt", audit_text(report));
  write(name + ".verify.txt", verify_text(report));
}

void counterexample_files(const std::string& law) {
  std::vector<CheckedCounterexample> found;
  for (const CounterexampleCase& entry : find_cases(law)) {
    Counterexample example = entry.find();
    Answer answer = answer_by_definition(example);
    found.push_back({std::move(example), std::move(answer)});
  }
  write(law + ".counterexample.txt", counterexample_text(found));
  write(law + ".counterexample.json", counterexample_json(found));
}

void objectives_files() {
  for (const ConstructedCase& made : constructed_cases()) {
    ObjectivesOptions options;
    options.all_rows = true;
    const ObjectivesResult result =
        must(compare_objectives(made.table, made.interactions, options));
    const std::vector<ObjectivesReport> reports = {
        {made.name, made.shows, made.table, made.interactions, result}};
    std::string name = made.name;
    std::replace(name.begin(), name.end(), ' ', '-');
    write(name + ".objectives.txt", objectives_text(reports, 5));
    write(name + ".objectives.json", objectives_json(reports, 5));
  }
}

void write_all() {
  counterexample_files("B6");
  counterexample_files("C1v");
  objectives_files();
  fuzz_files("failing", true);
  fuzz_files("interrupted", false);
  generator_check_files("good", false);
  generator_check_files("broken", true);
  recommendation_files();
  pathology_files("whole", false);
  pathology_files("filtered", true);
  generator_certificate_files("bijective", sample::bijective());
  audit_files("clash", sample::clash(), "one-to-one,prefix-free");
  audit_files("prefixes", sample::prefixes(), "one-to-one,prefix-free,onto");
  audit_files("bijective", sample::bijective(), "one-to-one,prefix-free,onto");
  audit_files("many", sample::many(), "one-to-one,max-excess=50%");
  audit_files("repeated", sample::repeated(), "one-to-one");
  compare_files("compared", sample::clash());
  verify_files("clash", sample::clash());
  verify_files("prefixes", sample::prefixes());
  verify_files("bijective", sample::bijective());
  defect_files("defect", sample::bijective());
  all_replay_files();
  gap_files("many", sample::many(), sample::traffic(sample::many(), 400, false));
  gap_files("hits", sample::clash(), sample::traffic(sample::clash(), 40, true));
  repair_files("append", sample::clash(), RepairMethod::append);
  repair_files("relocate", sample::many(), RepairMethod::relocate);
  diff_files("shifted", sample::clash(), changed(sample::clash()));
}

}  // namespace
}  // namespace sidproof

// write_samples FOLDER [NAME TABLE INTERACTIONS|-]...
int main(int argc, char** argv) {
  if (argc < 2 || argc % 3 != 2) return 64;
  sidproof::folder = argv[1];
  std::filesystem::create_directories(sidproof::folder);
  if (argc == 2) sidproof::write_all();
  for (int i = 2; i + 2 < argc; i += 3) {
    const std::string interactions = argv[i + 2];
    sidproof::real_files(argv[i], argv[i + 1], interactions == "-" ? nullptr : argv[i + 2]);
  }
  return 0;
}
