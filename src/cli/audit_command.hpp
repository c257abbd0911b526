// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

struct AuditArguments {
  CommonArguments common;
  TableSource table;
  ReportPaths reports;
  std::string require;   ///< empty: the default requirements
  std::string baseline;  ///< an earlier audit's JSON
  std::string covers;    ///< catalogue or interactions; information only
  std::vector<std::uint64_t> codebooks;
  std::size_t groups_shown = 3;
};

/// Prints, writes the reports asked for and returns the exit code.
[[nodiscard]] ExitCode run_audit(const AuditArguments& arguments);
/// run_audit() with the training recipes, the identities and exact models of this very
/// table, and a certificate of them; a law or library that fails is refuted, too.
[[nodiscard]] ExitCode run_verify(const AuditArguments& arguments);

}  // namespace sidproof
