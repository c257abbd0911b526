// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include "base/error.hpp"

namespace sidproof {

/// The usage error for a command line that the parser refused: the first word or option that
/// is at fault by its own name, what was probably meant, and where the help is.
[[nodiscard]] Error refusal(const CLI::App& app, const CLI::ParseError& error);

}  // namespace sidproof
