// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.hpp"
#include "cli/generate_command.hpp"
#include "generator/check/check.hpp"

namespace sidproof {

/// The named arithmetic: ref, fast or fast-bf16.
[[nodiscard]] reference::NetworkArithmetic arithmetic_named(const std::string& name);

/// Errors: usage (a fast arithmetic together with something that needs the reference's bits).
[[nodiscard]] Result<void> check_arithmetic(const GenerateArguments& arguments);

/// What a fast network's operators and beam for one history are worth, as far as the beam
/// certifies its own order (H2): refuted by an operator beyond its bound or a certified
/// inversion, unknown where the enclosures do not decide or would cost too much. Errors: those of
/// beam_search().
[[nodiscard]] Result<Verdict> judge_fast(const GenerateArguments& arguments,
                                         const reference::Network& network,
                                         const reference::Catalogue& catalogue,
                                         const reference::Observed& observed, Progress& progress);

}  // namespace sidproof
