// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace sidproof {

/// How many threads a job may use. Results never depend on it.
struct Threads {
  unsigned count = 1;

  /// As many as the machine has cores (at least 1).
  [[nodiscard]] static Threads all();
};

/// Runs task(0) ... task(tasks-1), each exactly once, on up to `threads.count`
/// threads, and returns when all have ended. Tasks write to places of their own;
/// the order in which they run is not specified. The first exception (lowest
/// task number) is rethrown after all threads have stopped.
void parallel_for(Threads threads, std::size_t tasks, const std::function<void(std::size_t)>& task);

/// Has `release` run at the end of every thread that parallel_for() starts: for libraries
/// that keep memory a thread (FLINT). The same function counts once; at most 8 are kept.
/// May be called before main().
void at_thread_end(void (*release)());

}  // namespace sidproof
