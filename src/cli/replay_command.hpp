// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

struct ReplayArguments {
  CommonArguments common;
  std::string certificate;
  TableSource table;    ///< an empty path is no table, unless `demo`
  bool demo = false;    ///< the table is the built-in demo catalogue
  std::string weights;  ///< a generator's, where they follow from no seed
  std::string json;
};

/// Recomputes every claim of a certificate from the table; undecided without one.
[[nodiscard]] ExitCode run_replay(const ReplayArguments& arguments);

}  // namespace sidproof
