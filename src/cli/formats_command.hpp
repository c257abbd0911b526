// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

/// Prints the table formats that are read or recognised.
[[nodiscard]] ExitCode run_formats(const CommonArguments& arguments);

}  // namespace sidproof
