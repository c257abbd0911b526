// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

struct ObjectivesArguments {
  CommonArguments common;
  TableSource table;         ///< empty: the constructed cases
  std::string interactions;  ///< needed with a table
  std::string interactions_format;
  std::string split;  ///< the only one to look at; empty: as the file says
  std::string json;   ///< path or "-"
  std::size_t top = 10;
};

/// Compares both objectives on constructed cases or on a table with interactions.
[[nodiscard]] ExitCode run_objectives(const ObjectivesArguments& arguments);

}  // namespace sidproof
