// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sidproof {

/// What the program does when the C libraries of big numbers (GMP, FLINT) get no
/// memory, which they cannot survive: partial outputs are removed, the error is printed
/// as for std::bad_alloc, the exit code is bad_input. To be called before their first use.
void install_memory_handlers();

}  // namespace sidproof
