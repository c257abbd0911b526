// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tokenizers/code_rows.hpp"

namespace sidproof {

/// Appends counter[row] to each row that has one: at position j as the token
/// codebooks[j] + counter (plain counter where the input has no position j), so no
/// token of the input changes its meaning. Codebooks grow by the counters in use.
[[nodiscard]] CodeRows append_counters(const CodeRows& codes,
                                       const std::vector<std::optional<std::uint32_t>>& counter);

}  // namespace sidproof
