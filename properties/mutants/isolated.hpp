// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace sidproof::mutants {

/// How a task ended.
struct Outcome {
  enum class Kind {
    survived,  ///< it came back with nothing
    refuted,   ///< it came back with a witness
    threw,     ///< an exception came out of it
    crashed,   ///< a signal ended it, or it used up its memory
    hung       ///< it used up its time
  };
  Kind kind = Kind::crashed;
  std::string text;  ///< the witness, or what the exception says; may be cut off
};

/// A task in a process of its own: the witness that it found, if any.
using Task = std::function<std::optional<std::string>()>;

struct Limits {
  unsigned jobs = 1;            ///< processes at a time
  unsigned cpu_seconds = 10;    ///< of each
  unsigned wall_seconds = 600;  ///< of each
};

/// Runs each task in a child process of this one; outcomes in the order of tasks.
/// What a task changes in memory is gone afterwards. Throws std::runtime_error when
/// no process can be started.
[[nodiscard]] std::vector<Outcome> run_isolated(const std::vector<Task>& tasks,
                                                const Limits& limits);

}  // namespace sidproof::mutants
