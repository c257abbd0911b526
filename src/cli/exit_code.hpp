// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// The exit codes of the program. They are API: docs/cli lists them.
enum class ExitCode {
  holds = 0,
  refuted = 1,
  undecided = 2,
  usage = 64,
  bad_input = 65,
  internal = 70,
  cannot_write = 74  ///< an output could not be written (EX_IOERR)
};

[[nodiscard]] ExitCode exit_code(Truth truth);
[[nodiscard]] ExitCode exit_code(ErrorCode code);

}  // namespace sidproof
