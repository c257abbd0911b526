// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/outputs.hpp"

#include <filesystem>
#include <utility>

#include "io/atomic_file.hpp"

namespace sidproof {

void Outputs::add(std::string path, std::string text) {
  files_.push_back({std::move(path), std::move(text)});
}

Result<void> Outputs::finish(std::string_view terminal_report) {
  bool stdout_taken = false;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    stdout_taken = stdout_taken || files_[i].path == "-";
    for (std::size_t j = 0; j < i; ++j)
      if (files_[i].path == files_[j].path)
        return fail(ErrorCode::usage, "two reports go to the same place", {files_[i].path, {}, {}},
                    "give each report a file of its own");
  }
  for (const File& file : files_)
    if (auto written = write_file(file.path, file.text); !written) return written;
  if (common_.quiet || stdout_taken) return {};
  return print(terminal_report);
}

Result<void> check_output(const std::string& output, const std::vector<std::string>& inputs,
                          bool force) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  if (output == "-")
    return fail(ErrorCode::usage, "a table cannot be written to standard output", {},
                "name a file with -o");
  if (fs::is_directory(output, ignored))
    return fail(ErrorCode::cannot_write, "is a directory", {output, {}, {}}, "name a file");
  for (const std::string& input : inputs)
    if (!input.empty() && fs::equivalent(output, input, ignored))
      return fail(ErrorCode::usage, "the output is the input", {output, {}, {}},
                  "write to another file and move it when you are content");
  if (!force && fs::exists(output, ignored))
    return fail(ErrorCode::usage, "the output exists already", {output, {}, {}},
                "choose another name, or --force to replace it");
  return {};
}

ExitCode report_failure(const Error& error) {
  print_error(error);
  return exit_code(error.code);
}

}  // namespace sidproof
