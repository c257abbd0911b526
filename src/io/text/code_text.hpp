// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.hpp"

namespace sidproof {

/// True for a non-negative integer of any size in plain decimal: digits only, no
/// leading zero.
[[nodiscard]] bool is_decimal(std::string_view text);

/// True for a number that is no code but that someone may have meant as one:
/// signed, with leading zeros, a fraction or an exponent.
[[nodiscard]] bool is_odd_number(std::string_view text);

/// An integer code written in decimal, blanks around it ignored. `what` names
/// the value in errors ("column code_2"). Errors: out_of_range (negative, above
/// 2^32 - 1), malformed (anything else).
[[nodiscard]] Result<std::uint32_t> parse_code(std::string_view text, std::string_view what,
                                               const Location& where);

/// `text` without blanks (space, tab) at its ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace sidproof
