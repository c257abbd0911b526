// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"
#include "report/text.hpp"

namespace sidproof {

/// Collects what a command writes, so that files are written last and the terminal
/// report is left out where a file goes to standard output.
class Outputs {
 public:
  explicit Outputs(const CommonArguments& common) : common_(common) {}

  /// True when `path` names a file or "-"; then its text is to be add()ed.
  [[nodiscard]] static bool wanted(std::string_view path) { return !path.empty(); }

  void add(std::string path, std::string text);

  /// Writes the files, then prints the terminal report unless quiet or unless a
  /// file went to standard output. Errors: cannot_write.
  [[nodiscard]] Result<void> finish(std::string_view terminal_report);

 private:
  struct File {
    std::string path;
    std::string text;
  };
  CommonArguments common_;
  std::vector<File> files_;
};

/// Refuses reports that would replace an input, the table that the command writes
/// (empty: none) or each other. Paths are compared as files (links and ".."
/// resolved). Refuses also two inputs that are both standard input. To be asked before any work:
/// then nothing is written yet.
[[nodiscard]] Result<void> check_reports(const ReportPaths& reports,
                                         const std::vector<std::string>& inputs,
                                         const std::string& table = {});

/// Refuses to write a table onto one of its inputs, or onto a file that exists
/// unless `force`; for npy (by `format`, or by extension where it is empty) also the
/// mapping that stands beside it. Inputs are compared as files (links and ".." resolved), and
/// at most one of them may be standard input.
[[nodiscard]] Result<void> check_output(const std::string& output, const std::string& format,
                                        const std::vector<std::string>& inputs, bool force);

/// How terminal reports are laid out on this standard output.
[[nodiscard]] TextOptions text_options(const CommonArguments& common);

/// Prints the error and returns its exit code.
[[nodiscard]] ExitCode report_failure(const Error& error);

}  // namespace sidproof
