// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/outputs.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "io/arrays/mapping_jsonl.hpp"
#include "io/files/atomic_file.hpp"
#include "io/files/mapped_file.hpp"

namespace sidproof {
namespace {

namespace fs = std::filesystem;

// Whether writing one path would change what the other names. Devices take
// any number of writers, and lose nothing.
bool same_place(const std::string& one, const std::string& other) {
  if (one.empty() || other.empty()) return false;
  if (one == "-" || other == "-") return one == other;
  std::error_code ignored;
  if (fs::exists(one, ignored))
    return !fs::is_character_file(one, ignored) && fs::equivalent(one, other, ignored);
  const fs::path first = fs::weakly_canonical(fs::absolute(one, ignored), ignored);
  return !first.empty() && first == fs::weakly_canonical(fs::absolute(other, ignored), ignored);
}

// What is read from standard input is gone for the next reader.
Result<void> check_standard_input(const std::vector<std::string>& inputs) {
  if (std::ranges::count(inputs, standard_input) < 2) return {};
  return fail(ErrorCode::usage, "two inputs are to be read from standard input", {},
              "name a file for one of them");
}

Result<void> check_place(const std::string& output, const std::vector<std::string>& inputs,
                         bool force) {
  std::error_code ignored;
  if (fs::is_directory(output, ignored))
    return fail(ErrorCode::cannot_write, "is a directory", {output, {}, {}}, "name a file");
  for (const std::string& input : inputs)
    if (!input.empty() && input != standard_input && fs::equivalent(output, input, ignored))
      return fail(ErrorCode::usage, "the output is the input", {output, {}, {}},
                  "write to another file and move it when you are content");
  if (!force && fs::exists(output, ignored))
    return fail(ErrorCode::usage, "the output exists already", {output, {}, {}},
                "choose another name, or --force to replace it");
  return {};
}

}  // namespace

void Outputs::add(std::string path, std::string text) {
  files_.push_back({std::move(path), std::move(text)});
}

Result<void> Outputs::finish(std::string_view terminal_report) {
  bool stdout_taken = false;
  for (const File& file : files_) {
    stdout_taken = stdout_taken || file.path == "-";
    if (auto written = write_file(file.path, file.text); !written) return written;
  }
  if (common_.quiet || stdout_taken) return {};
  return print(terminal_report);
}

Result<void> check_reports(const ReportPaths& reports, const std::vector<std::string>& inputs,
                           const std::string& table) {
  if (auto allowed = check_standard_input(inputs); !allowed) return allowed;
  std::vector<std::string> taken;
  for (const std::string& report :
       {reports.json, reports.junit, reports.sarif, reports.html, reports.certificate}) {
    if (report.empty()) continue;
    for (const std::string& input : inputs)
      if (input != standard_input && same_place(report, input))
        return fail(ErrorCode::usage, "the report would replace an input", {report, {}, {}},
                    "write it to another file");
    if (same_place(report, table))
      return fail(ErrorCode::usage, "the report and the table go to the same place",
                  {report, {}, {}}, "give each output a file of its own");
    for (const std::string& other : taken)
      if (same_place(report, other))
        return fail(ErrorCode::usage, "two reports go to the same place", {report, {}, {}},
                    "give each report a file of its own");
    taken.push_back(report);
  }
  return {};
}

Result<void> check_output(const std::string& output, const std::string& format,
                          const std::vector<std::string>& inputs, bool force) {
  if (output == "-")
    return fail(ErrorCode::usage, "a table cannot be written to standard output", {},
                "name a file with -o");
  if (auto allowed = check_standard_input(inputs); !allowed) return allowed;
  if (auto allowed = check_place(output, inputs, force); !allowed) return allowed;
  // The item ids of an array stand in a file beside it.
  const bool is_npy = format.empty() ? output.ends_with(".npy") : format == "npy";
  return is_npy ? check_place(mapping_path(output), inputs, force) : Result<void>();
}

TextOptions text_options(const CommonArguments& common) {
  const Screen screen = screen_of_stdout(common.color);
  TextOptions options;
  options.width = screen.width;
  options.colour = screen.color;
  return options;
}

ExitCode report_failure(const Error& error) {
  print_error(error);
  return exit_code(error.code);
}

}  // namespace sidproof
