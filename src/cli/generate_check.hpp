// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "cli/console.hpp"
#include "cli/generate_command.hpp"
#include "cli/generate_report.hpp"

namespace sidproof {

/// What `generate --check` does once its inputs are read: runs the checks, writes what
/// was asked for and prints; the worst verdict decides. `seed` is that of --seed.
[[nodiscard]] Result<ExitCode> run_check(const GenerateArguments& arguments, const Table& table,
                                         const reference::Network& network,
                                         const reference::Catalogue& catalogue,
                                         std::span<const reference::Observed> observed,
                                         const Seed& seed, const GeneratorSummary& summary,
                                         ProgressBar& progress);

}  // namespace sidproof
