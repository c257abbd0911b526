// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/exit_code.hpp"

namespace sidproof {

ExitCode exit_code(Truth truth) {
  switch (truth) {
    case Truth::holds: return ExitCode::holds;
    case Truth::refuted: return ExitCode::refuted;
    case Truth::unknown: break;
  }
  return ExitCode::undecided;
}

ExitCode exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return ExitCode::usage;
    case ErrorCode::cannot_write: return ExitCode::cannot_write;
    case ErrorCode::internal: return ExitCode::internal;
    default: return ExitCode::bad_input;
  }
}

}  // namespace sidproof
