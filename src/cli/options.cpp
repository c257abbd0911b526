// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/options.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "base/closest_word.hpp"
#include "base/version.hpp"
#include "cli/wrapped.hpp"

namespace sidproof {
namespace {

constexpr const char* exit_codes =
    "Exit codes: 0 what is required holds, 1 refuted, 2 undecided, 64 usage,\n"
    "65 bad input, 70 internal error, 74 output could not be written.\n"
    "Documentation: docs/cli.md";

constexpr std::size_t verb_columns = 18;

// Help that an 80-column terminal need not fold.
class HelpFormat : public CLI::Formatter {
 public:
  std::string make_option_desc(const CLI::Option* option) const override {
    return wrapped(option->get_description(), terminal_columns - get_column_width());
  }
  std::string make_subcommand(const CLI::App* command) const override {
    std::ostringstream out;
    CLI::detail::format_help(out, command->get_display_name(true),
                             wrapped(command->get_description(), terminal_columns - verb_columns),
                             verb_columns);
    return out.str();
  }
};

std::string not_a_count(const std::string& word, std::uint64_t least, std::uint64_t most) {
  if (word.empty()) return "the value is empty";
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error == std::errc{} && end == word.data() + word.size() && value >= least && value <= most)
    return {};
  return "'" + word + "' is no whole number from " + std::to_string(least) + " to " +
         std::to_string(most);
}

std::string not_a_number(const std::string& word) {
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error == std::errc{} && end == word.data() + word.size() && std::isfinite(value)) return {};
  return "'" + word + "' is no decimal number of the range of binary64";
}

std::string none_of(const std::vector<std::string>& words, const std::string& word) {
  if (std::ranges::find(words, word) != words.end()) return {};
  std::string list;
  for (const std::string& known : words)
    list.append(list.empty() ? "" : &known == &words.back() ? " or " : ", ").append(known);
  const std::string meant =
      did_you_mean(word, std::vector<std::string_view>(words.begin(), words.end()));
  return "'" + word + "' is not " + list + (meant.empty() ? "" : " (" + meant + ')');
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

std::vector<std::uint64_t> sizes(std::string_view list) {
  std::vector<std::uint64_t> sizes;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::string word(list.substr(begin, end - begin));
    if (const std::string wrong = not_a_count(word, 0, most_counted); !wrong.empty())
      throw CLI::ValidationError("--codebooks", wrong);
    sizes.push_back(std::stoull(word));
    begin = end + 1;
  }
  return sizes;
}

}  // namespace

CLI::Option* counted(CLI::Option* option, const char* type, std::uint64_t least,
                     std::uint64_t most) {
  return option
      ->check(CLI::Validator(
          [least, most](const std::string& word) { return not_a_count(word, least, most); }, "",
          "count"))
      ->type_name(type);
}

CLI::Option* real(CLI::Option* option, const char* type) {
  return option->check(CLI::Validator(not_a_number, "", "number"))->type_name(type);
}

CLI::Validator one_of(const std::vector<std::string>& words) {
  std::string name(one_of_mark);
  for (const std::string& word : words)
    name.append(name.size() == one_of_mark.size() ? "" : " ").append(word);
  return {[words](const std::string& word) { return none_of(words, word); }, "", name};
}

void refuse_idle(CLI::App& command, std::vector<IdleOption> options) {
  command.parse_complete_callback([&command, options = std::move(options)] {
    for (const IdleOption& option : options)
      if (command.get_option(option.option)->count() > 0 && option.idle())
        throw CLI::ValidationError(std::string(option.option) + " has no effect " + option.where);
  });
}

void add_common(CLI::App& command, CommonArguments& common) {
  const auto choose = [&common](const std::string& when) {
    common.color = when == "always"  ? ColorChoice::always
                   : when == "never" ? ColorChoice::never
                                     : ColorChoice::automatic;
  };
  command.add_option_function<std::string>("--color", choose, "auto, always or never")
      ->check(one_of({"auto", "always", "never"}))
      ->type_name("WHEN");
  command.add_flag("-q,--quiet", common.quiet, "No report on the terminal, no progress");
  counted(command.add_option("--threads", common.threads, "Threads to use (default: all cores)"),
          "N", 0, 1024);
}

CLI::Option* add_table(CLI::App& command, TableSource& table) {
  command.add_option("--format", table.format, "Table format (default: detect; see `formats`)")
      ->type_name("NAME");
  command
      .add_option("--mapping", table.mapping, "For npy: JSON lines with the item id of each row")
      ->type_name("FILE");
  return command
      .add_option("table", table.path,
                  "Semantic-ID table, - for stdin (default: the built-in demo)")
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

void add_codebooks(CLI::App& command, std::vector<std::uint64_t>& codebooks) {
  command
      .add_option_function<std::string>(
          "--codebooks", [&codebooks](const std::string& list) { codebooks = sizes(list); },
          "Codebook sizes, one a position: 256,256,256,256\n"
          "(default: declared by the file, or the codes in use)")
      ->type_name("SIZES");
}

CommandLine::CommandLine()
    : app("sidproof: is a semantic-ID table one-to-one, and what does it cost if not?",
          "sidproof") {
  app.set_version_flag("--version", std::string("sidproof ") + version);
  app.require_subcommand(1);
  app.formatter(std::make_shared<HelpFormat>());
  app.footer(exit_codes);
  add_verify_options(*this);
  add_audit_options(*this);
  add_replay_options(*this);
  add_gap_options(*this);
  add_repair_options(*this);
  add_diff_options(*this);
  add_tokenize_options(*this);
  add_fuzz_options(*this);
  add_generate_options(*this);
  add_counterexample_options(*this);
  add_objectives_options(*this);
  add_formats_options(*this);
  add_completion_options(*this);
  add_manual_options(*this);
  refuse_empty_words(app);
}

CLI::App& CommandLine::add(const char* name, const char* description,
                           std::function<ExitCode()> run) {
  CLI::App& command = *app.add_subcommand(name, description);
  command.callback([this, run = std::move(run)] { action = run; });
  command.footer(exit_codes);
  return command;
}

}  // namespace sidproof
