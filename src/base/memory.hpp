// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.hpp"

namespace sidproof {

/// Bytes that this process may still ask for: the machine's memory, its cgroup's
/// memory.max (version 2), or what is left of its limit on address space (RLIMIT_AS),
/// whichever is least. Other processes and swap are not looked at.
[[nodiscard]] std::uint64_t available_memory();

/// Refuses before anything is allocated: too_large when `bytes` (a prediction; may be
/// infinite) exceed `limit`, or available_memory() when it is 0; both figures are in the
/// message. `what` begins it: "auditing 5 items".
[[nodiscard]] Result<void> require_memory(std::string_view what, double bytes,
                                          std::string_view hint, std::uint64_t limit = 0);

}  // namespace sidproof
