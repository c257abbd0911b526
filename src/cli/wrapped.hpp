// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sidproof {

/// Columns of the narrowest terminal that help texts are written for.
inline constexpr std::size_t terminal_columns = 80;

/// ASCII text in lines of at most `width` columns, broken at blanks; its own line breaks
/// stay. Longer words stand alone, and no line begins with an option's name, which would
/// read as an entry of its own.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width);

}  // namespace sidproof
