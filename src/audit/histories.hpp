// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/error.hpp"
#include "interactions/interactions.hpp"

namespace sidproof {

/// One number per example: equal numbers exactly for histories that are equal
/// item by item (0 is the empty history). Examples that share the start of their
/// events (a user's, split by leave_one_out) share the work, so a user of n events
/// costs n steps, not n^2. Errors: usage when an example points outside the
/// events, too_large beyond 2^32 - 1 histories.
[[nodiscard]] Result<std::vector<std::uint32_t>> number_histories(const Interactions& interactions);

}  // namespace sidproof
