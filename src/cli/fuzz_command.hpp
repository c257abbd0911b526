// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

struct FuzzArguments {
  CommonArguments common;
  std::string json;                    ///< path of the JSON report, "-" is stdout
  std::string store;                   ///< empty: in memory, nothing to go on with
  std::string seed;                    ///< as parse_seed() reads it; empty: the store's, or 0
  std::string laws;                    ///< comma-separated; empty: the store's, or all
  std::string numbers;                 ///< likewise
  std::string shapes;                  ///< likewise
  std::optional<std::uint64_t> cases;  ///< of each law, number system and shape
  std::optional<double> minutes;       ///< of this run
  std::string failures;                ///< folder for vectors; empty: none
};

/// Checks the laws on random cases, prints, writes the report asked for and returns
/// the exit code.
[[nodiscard]] ExitCode run_fuzz(const FuzzArguments& arguments);

}  // namespace sidproof
