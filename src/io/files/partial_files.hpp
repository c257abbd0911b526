// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sidproof {

/// The names of temporary files for a signal handler to unlink: a fixed array
/// that is changed with atomic operations only, because a handler may neither
/// lock nor allocate.

/// The slot that now holds `path`; -1 when all are taken or the path is too long
/// (such a file stays behind when the program is killed at that moment).
[[nodiscard]] int register_partial_file(const std::string& path) noexcept;

/// Forgets a slot; -1 is allowed.
void forget_partial_file(int slot) noexcept;

/// Async-signal-safe. Unlinks every registered file.
void unlink_partial_files() noexcept;

}  // namespace sidproof
