// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

struct CounterexampleArguments {
  CommonArguments common;
  std::string law;     ///< "B2", "B2-collision", "all"; empty: list them
  std::string json;    ///< path or "-"
  std::string vector;  ///< path or "-"
};

/// Searches the smallest counterexamples, checks them by another route, prints them
/// and writes the files asked for.
[[nodiscard]] ExitCode run_counterexample(const CounterexampleArguments& arguments);

}  // namespace sidproof
