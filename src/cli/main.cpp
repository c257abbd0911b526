// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The only file that knows CLI11: words of the command line to arguments of
// commands.hpp, and exceptions to exit codes.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "base/version.hpp"
#include "cli/commands.hpp"
#include "cli/signals.hpp"

namespace sidproof {
namespace {

constexpr const char* exit_codes =
    "Exit codes: 0 what is required holds, 1 refuted, 2 undecided, 64 usage, 65 bad input,\n"
    "70 internal error, 74 output could not be written. Documentation: docs/cli.md";

/// Digits alone, within 64 bits: CLI11 itself wraps -1 round and saturates.
std::string not_a_count(const std::string& word) {
  if (word.empty()) return "the value is empty";
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error == std::errc{} && end == word.data() + word.size()) return {};
  return "'" + word + "' is no whole number from 0 to 18446744073709551615";
}

CLI::Option* counted(CLI::Option* option, const char* type) {
  return option->check(CLI::Validator(not_a_count, "", "count"))->type_name(type);
}

/// `--json "$REPORT"` with an empty variable is a mistake, and never the default.
void refuse_empty_words(CLI::App& app) {
  for (CLI::App* command : app.get_subcommands({}))
    for (CLI::Option* option : command->get_options())
      if (option->get_items_expected_max() > 0)
        option->check(CLI::Validator(
            [](const std::string& word) {
              return word.empty() ? std::string("the value is empty") : std::string();
            },
            "", "not empty"));
}

void add_common(CLI::App& command, CommonArguments& common) {
  const std::map<std::string, ColorChoice> choices = {{"auto", ColorChoice::automatic},
                                                      {"always", ColorChoice::always},
                                                      {"never", ColorChoice::never}};
  command.add_option("--color", common.color, "auto, always or never")
      ->transform(CLI::CheckedTransformer(choices).description(""))
      ->type_name("WHEN");
  command.add_flag("-q,--quiet", common.quiet, "No report on the terminal, no progress");
  counted(command.add_option("--threads", common.threads, "Threads to use (default: all cores)"),
          "N")
      ->check(CLI::Range(0U, 1024U).description(""));
}

CLI::Option* add_table(CLI::App& command, TableSource& table) {
  command.add_option("--format", table.format, "Table format (default: detect; see `formats`)")
      ->type_name("NAME");
  command
      .add_option("--mapping", table.mapping, "For npy: JSON lines with the item id of each row")
      ->type_name("FILE");
  return command.add_option("table", table.path, "Semantic-ID table (default: the built-in demo)")
      ->type_name("TABLE");
}

void add_reports(CLI::App& command, ReportPaths& reports) {
  command.add_option("--json", reports.json, "Write the JSON report (- is stdout)")
      ->type_name("FILE");
  command.add_option("--junit", reports.junit, "Write JUnit XML")->type_name("FILE");
  command.add_option("--html", reports.html, "Write one self-contained HTML page")
      ->type_name("FILE");
}

void add_sarif(CLI::App& command, ReportPaths& reports) {
  command.add_option("--sarif", reports.sarif, "Write SARIF 2.1.0")->type_name("FILE");
}

std::vector<std::uint64_t> sizes(std::string_view list) {
  std::vector<std::uint64_t> sizes;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::string word(list.substr(begin, end - begin));
    if (const std::string wrong = not_a_count(word); !wrong.empty())
      throw CLI::ValidationError("--codebooks", wrong);
    sizes.push_back(std::stoull(word));
    begin = end + 1;
  }
  return sizes;
}

void add_codebooks(CLI::App& command, std::vector<std::uint64_t>& codebooks) {
  // One word, so that a table may follow it.
  command
      .add_option_function<std::string>(
          "--codebooks", [&codebooks](const std::string& list) { codebooks = sizes(list); },
          "Codebook sizes, one a position: 256,256,256,256\n"
          "(default: declared by the file, or the codes in use)")
      ->type_name("SIZES");
}

void add_audit_arguments(CLI::App& command, AuditArguments& arguments) {
  add_table(command, arguments.table);
  command
      .add_option("--require", arguments.require,
                  "What decides the exit code (default one-to-one,prefix-free);\n"
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

/// Everything that the parser fills and the action that was chosen.
struct CommandLine {
  CLI::App app{
      "sidproof: is a semantic-ID table one-to-one, and what does it cost where it is not?",
      "sidproof"};
  AuditArguments audit;
  AuditArguments verify;
  GapArguments gap;
  RepairArguments repair;
  DiffArguments diff;
  TokenizeArguments tokenize;
  CommonArguments formats;
  std::function<ExitCode()> action;

  CommandLine() {
    app.set_version_flag("--version", std::string("sidproof ") + version);
    app.require_subcommand(1);
    app.footer(exit_codes);
    add_verify();
    add_audit();
    add_gap();
    add_repair();
    add_diff();
    add_tokenize();
    add_formats();
    refuse_empty_words(app);
  }

  CLI::App& add(const char* name, const char* description, std::function<ExitCode()> run) {
    CLI::App& command = *app.add_subcommand(name, description);
    command.callback([this, run = std::move(run)] { action = run; });
    command.footer(exit_codes);
    return command;
  }

  void add_verify() {
    add_audit_arguments(
        add("verify", "What the theorem says of this very table, by training recipe",
            [this] { return run_verify(verify); }),
        verify);
  }

  void add_audit() {
    add_audit_arguments(
        add("audit", "Is the table one-to-one, prefix-free, complete? Collisions, codebook use",
            [this] { return run_audit(audit); }),
        audit);
  }

  void add_gap() {
    CLI::App& command = add("gap", "What the table costs on real interactions, exactly",
                            [this] { return run_gap(gap); });
    add_table(command, gap.table);
    command.add_option("-i,--interactions", gap.interactions, "Histories and targets")
        ->type_name("FILE");
    command
        .add_option("--interactions-format", gap.interactions_format,
                    "Format of the interactions (default: detect)")
        ->type_name("NAME");
    command
        .add_option("--split", gap.split, "train, valid or test: the split of files that hold one")
        ->check(CLI::IsMember({"train", "valid", "test"}).description(""))
        ->type_name("SPLIT");
    counted(command.add_option("--most-affected", gap.most_affected, "Items and groups to list"),
            "N");
    command
        .add_option("--max-collided", gap.max_collided,
                    "Refuted when more than this share of the test targets collides: 5%")
        ->type_name("P%");
    add_reports(command, gap.reports);
    add_common(command, gap.common);
  }

  void add_repair() {
    CLI::App& command = add("repair", "Make the table one-to-one and say what changed",
                            [this] { return run_repair(repair); });
    add_table(command, repair.table);
    command.add_option("-o,--output", repair.output, "The repaired table")
        ->required()
        ->type_name("FILE");
    command
        .add_option("--output-format", repair.output_format,
                    "index-json, npy, csv or parquet (default: by extension)")
        ->type_name("NAME");
    command
        .add_option("--method", repair.method,
                    "append: a de-duplication token on all members of a group\n"
                    "relocate: all but one member move to unused sequences")
        ->check(CLI::IsMember({"append", "relocate"}).description(""))
        ->type_name("NAME");
    command.add_flag("--all-items", repair.all_items,
                     "append: the token on every item, so that the length stays fixed");
    add_codebooks(command, repair.codebooks);
    command
        .add_option("-i,--interactions", repair.interactions,
                    "The most popular member of a group stays")
        ->type_name("FILE");
    command
        .add_option("--interactions-format", repair.interactions_format,
                    "Format of the interactions (default: detect)")
        ->type_name("NAME");
    command.add_flag("--force", repair.force, "Replace an existing output (never the input)");
    add_reports(command, repair.reports);
    add_common(command, repair.common);
  }

  void add_diff() {
    CLI::App& command = add("diff", "Churn between two versions; SIDs that now mean another item",
                            [this] { return run_diff(diff); });
    command.add_option("old", diff.before.path, "The older table")->required()->type_name("OLD");
    command.add_option("new", diff.after.path, "The newer table")->required()->type_name("NEW");
    command
        .add_option_function<std::string>(
            "--format",
            [this](const std::string& format) { diff.before.format = diff.after.format = format; },
            "Format of both tables (default: detect)")
        ->type_name("NAME");
    command
        .add_option("--require", diff.require,
                    "What decides the exit code (default no-reuse); also stable-sids,\n"
                    "no-removals, no-new-collisions, or none")
        ->type_name("LIST");
    add_reports(command, diff.reports);
    add_common(command, diff.common);
  }

  void add_tokenize() {
    CLI::App& command = add("tokenize", "Make a table from features with our quantizers",
                            [this] { return run_tokenize(tokenize); });
    command
        .add_option("features", tokenize.features,
                    "npy of float32 or float64, a row an item (default: the demo's)")
        ->type_name("FEATURES");
    command.add_option("-o,--output", tokenize.output, "The table")->required()->type_name("FILE");
    command
        .add_option("--output-format", tokenize.output_format,
                    "index-json, npy, csv or parquet (default: by extension)")
        ->type_name("NAME");
    command
        .add_option("--method", tokenize.method,
                    "residual-kmeans, residual-codebooks, hierarchical, product,\n"
                    "optimised-product, atomic or textual")
        ->type_name("NAME");
    command
        .add_option("--policy", tokenize.policy,
                    "Collisions: none, append-to-groups, append-to-all, append-to-later,\n"
                    "counter-modulo, sinkhorn or relocate")
        ->type_name("NAME");
    counted(command.add_option("--levels", tokenize.levels, "Tokens an item"), "K");
    counted(command.add_option("--codebook", tokenize.codebook, "Codewords a level"), "V");
    command
        .add_option("--learned-codebooks", tokenize.codebooks,
                    "npy of levels x codewords x dimensions, for residual-codebooks")
        ->type_name("FILE");
    command.add_option("--titles", tokenize.titles, "One title a line, for textual")
        ->type_name("FILE");
    command.add_option("--ids", tokenize.ids, "One item id a line (default: row numbers)")
        ->type_name("FILE");
    command.add_option("--seed", tokenize.seed, "Seed: decimal, or 0x and up to 32 hex digits")
        ->type_name("N");
    counted(command.add_option("--iterations", tokenize.iterations, "Lloyd rounds at most"), "N");
    command.add_flag("--force", tokenize.force, "Replace an existing output");
    add_common(command, tokenize.common);
  }

  void add_formats() {
    add("formats", "The table formats that are read or recognised",
        [this] { return run_formats(formats); });
  }
};

int run(int argc, char** argv) {
  CommandLine line;
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::Success& request) {  // --help, --version
    line.app.exit(request);
    return static_cast<int>(ExitCode::holds);
  } catch (const CLI::RequiredError& error) {
    const std::vector<std::string> words = line.app.remaining();
    const bool unknown = line.app.get_subcommands().empty() && !words.empty();
    print_error(Error{ErrorCode::usage,
                      unknown ? "there is no command '" + words.front() + "'" : error.what(),
                      Location{}, "run with --help for the list"});
    return static_cast<int>(ExitCode::usage);
  } catch (const CLI::ParseError& error) {
    print_error(
        Error{ErrorCode::usage, error.what(), Location{}, "run with --help for the options"});
    return static_cast<int>(ExitCode::usage);
  }
  return static_cast<int>(line.action());
}

}  // namespace
}  // namespace sidproof

int main(int argc, char** argv) {
  try {
    sidproof::install_signal_handlers();
    return sidproof::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("sidproof: error: out of memory\n", stderr);
    return static_cast<int>(sidproof::ExitCode::bad_input);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sidproof: internal error: %s; please report it\n", error.what());
    return static_cast<int>(sidproof::ExitCode::internal);
  }
}
