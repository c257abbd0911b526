// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

struct GapArguments {
  CommonArguments common;
  TableSource table;
  ReportPaths reports;
  std::string interactions;  ///< empty only for the demo catalogue
  std::string interactions_format;
  std::string split;  ///< the only one to look at; empty: as the file says
  std::size_t most_affected = 20;
  std::string max_collided;  ///< e.g. "5%": refuted when more targets collide
};

/// Prints, writes the reports asked for and returns the exit code.
[[nodiscard]] ExitCode run_gap(const GapArguments& arguments);

}  // namespace sidproof
