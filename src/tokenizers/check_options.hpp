// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/error.hpp"
#include "tokenization/features.hpp"
#include "tokenizers/tokenize.hpp"

namespace sidproof {

/// The largest codebook and counter vocabulary that tokenize() makes.
inline constexpr std::uint32_t largest_codebook = 1U << 20U;

/// Whether the options are within their ranges and fit each other; `features` is
/// null for titles. Errors, each with what to do: usage; unsupported where features or
/// learned codebooks do not fit the options or each other; malformed (codebooks with NaN).
[[nodiscard]] Result<void> check_options(const TokenizerOptions& options, const Features* features);

}  // namespace sidproof
