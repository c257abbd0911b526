// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

// How words of the command line become the arguments of a command: one
// <command>_options.cpp each, and here what they share. Nothing else knows CLI11.

/// The parser and the action that was chosen.
struct CommandLine {
  CLI::App app;
  std::function<ExitCode()> action;

  CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;
  CommandLine(CommandLine&&) = delete;
  CommandLine& operator=(CommandLine&&) = delete;
  ~CommandLine() = default;

  /// A verb of the program; `run` is the action when it is chosen, and owns the
  /// arguments that its options fill.
  CLI::App& add(const char* name, const char* description, std::function<ExitCode()> run);
};

// The verbs, in the order of --help.
void add_verify_options(CommandLine& line);
void add_audit_options(CommandLine& line);
void add_replay_options(CommandLine& line);
void add_gap_options(CommandLine& line);
void add_repair_options(CommandLine& line);
void add_diff_options(CommandLine& line);
void add_tokenize_options(CommandLine& line);
void add_fuzz_options(CommandLine& line);
void add_generate_options(CommandLine& line);
void add_counterexample_options(CommandLine& line);
void add_objectives_options(CommandLine& line);
void add_formats_options(CommandLine& line);
void add_completion_options(CommandLine& line);
void add_manual_options(CommandLine& line);

inline constexpr std::uint64_t most_counted = 18446744073709551615U;

/// A whole number from `least` to `most` in digits alone: CLI11 itself wraps -1 round
/// and saturates.
CLI::Option* counted(CLI::Option* option, const char* type, std::uint64_t least = 0,
                     std::uint64_t most = most_counted);

/// A finite decimal number, exponents allowed: CLI11 itself takes nan, inf and 0x10, and makes
/// an infinity of 1e999.
CLI::Option* real(CLI::Option* option, const char* type);

/// Takes one of these words only; completions offer them.
[[nodiscard]] CLI::Validator one_of(const std::vector<std::string>& words);
/// one_of()'s name starts with this; the words follow, a blank between them.
inline constexpr std::string_view one_of_mark = "one of: ";

/// An option that would be taken and change nothing.
struct IdleOption {
  const char* option;
  std::function<bool()> idle;  ///< asked when the line has been read and has the option
  const char* where;           ///< ends "--split has no effect ...": "without --report"
};
/// Refuses such options, which is better than to leave their user in error.
void refuse_idle(CLI::App& command, std::vector<IdleOption> options);

/// --color, --quiet, --threads.
void add_common(CLI::App& command, CommonArguments& common);
/// --format, --mapping and the table itself, which may be left out.
CLI::Option* add_table(CLI::App& command, TableSource& table);
/// --json, --junit, --html.
void add_reports(CLI::App& command, ReportPaths& reports);
/// --sarif.
void add_sarif(CLI::App& command, ReportPaths& reports);
/// --codebooks, as one word, so that a table may follow it.
void add_codebooks(CLI::App& command, std::vector<std::uint64_t>& codebooks);

}  // namespace sidproof
