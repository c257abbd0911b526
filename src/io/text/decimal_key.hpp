// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sidproof {

/// A key for a decimal number of any length, "17", "-0.5", "+1e-3", ".5": the keys
/// of two numbers compare, byte by byte, as the numbers do, and are equal where the
/// numbers are (1.50 and 15e-1). Numbers of up to 20 digits have keys of at most 15
/// bytes. Nothing for any other text, infinities among them, and where the number's
/// first digit stands 10^9 places or more from the point.
[[nodiscard]] std::optional<std::string> decimal_key(std::string_view number);

}  // namespace sidproof
