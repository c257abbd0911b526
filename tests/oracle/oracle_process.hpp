// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>

namespace sidproof {

/// Runs the oracle once: writes request(0) ... request(count - 1), a line each, from
/// a second thread, and hands answer i to receive(i, line) in order. Throws
/// std::runtime_error when the program cannot be run, ends early, answers too much
/// or fails.
void ask_oracle(const std::string& program, std::uint64_t count,
                const std::function<std::string(std::uint64_t)>& request,
                const std::function<void(std::uint64_t, const std::string&)>& receive);

}  // namespace sidproof
