// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

struct DiffArguments {
  CommonArguments common;
  TableSource before;
  TableSource after;
  ReportPaths reports;
  std::string require;  ///< no-reuse, stable-sids, no-removals, no-new-collisions
};

/// Prints, writes the reports asked for and returns the exit code.
[[nodiscard]] ExitCode run_diff(const DiffArguments& arguments);

}  // namespace sidproof
