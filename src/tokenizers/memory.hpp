// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/error.hpp"
#include "tokenization/features.hpp"
#include "tokenizers/tokenize.hpp"

namespace sidproof {

/// An upper estimate of the bytes that tokenize() allocates beyond the features;
/// the largest 64-bit number when it does not fit.
[[nodiscard]] std::uint64_t predicted_bytes(const Features& features,
                                            const TokenizerOptions& options);

/// too_large when the prediction is above options.memory_limit (0:
/// available_memory()), with both figures.
[[nodiscard]] Result<void> check_memory(const Features& features, const TokenizerOptions& options);

}  // namespace sidproof
