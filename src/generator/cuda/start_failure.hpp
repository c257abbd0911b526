// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.hpp"

namespace sidproof::reference {

/// Why a device cannot be used from the beginning.
enum class StartFailure {
  no_driver,      ///< none is installed, or it does not answer
  old_driver,     ///< older than the CUDA that this program was built with
  no_device,      ///< the driver shows none
  unsupported,    ///< this program has no code for it
  out_of_memory,  ///< something else has its memory
  broken          ///< it is there and fails
};

/// The error: missing_tool (no driver or one that is too old, no device), unsupported,
/// too_large (out of memory), cannot_open (broken). `says` is what the device is and what it
/// or its driver says.
[[nodiscard]] Error start_error(StartFailure failure, const std::string& says);

}  // namespace sidproof::reference
