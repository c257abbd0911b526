// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

struct RepairArguments {
  CommonArguments common;
  TableSource table;
  ReportPaths reports;
  std::string output;
  std::string output_format;
  std::string method = "append";
  bool all_items = false;
  bool force = false;
  std::vector<std::uint64_t> codebooks;
  std::string interactions;  ///< popularity decides who stays
  std::string interactions_format;
};

/// Prints, writes the reports asked for and returns the exit code.
[[nodiscard]] ExitCode run_repair(const RepairArguments& arguments);

}  // namespace sidproof
