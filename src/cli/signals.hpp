// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace sidproof {

/// From now on SIGINT, SIGTERM and SIGHUP remove half-written outputs before they
/// end the program in their usual way (a shell sees 128 + signal), and a closed
/// pipe is an error of the write instead of a silent death.
void install_signal_handlers();

/// From now on the first SIGINT, SIGTERM or SIGHUP only makes the returned flag true,
/// for work that can end in good order; the second one ends the program as above.
[[nodiscard]] const std::atomic<bool>& stop_asked_by_signal();

}  // namespace sidproof
