// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "exact/integer.hpp"

namespace sidproof {

/// Longer numbers are no numbers that a person means; reading them takes quadratic time.
inline constexpr std::size_t longest_decimal = 1000;

/// "12", "0.5", "19.999": the very number, not its nearest double. Digits with at most one
/// point that stands between digits; no sign, exponent or blank. Nothing for other texts,
/// and for those of more than longest_decimal characters.
[[nodiscard]] std::optional<Rational> parse_decimal(std::string_view text);

}  // namespace sidproof
