// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace sidproof {

/// Whether a target was found: 1, 1.0, true and True are yes, 0, 0.0, false and
/// False are no.
[[nodiscard]] inline std::optional<bool> parse_hit(std::string_view text) {
  for (const std::string_view yes : {"1", "1.0", "true", "True", "TRUE"})
    if (text == yes) return true;
  for (const std::string_view no : {"0", "0.0", "false", "False", "FALSE"})
    if (text == no) return false;
  return std::nullopt;
}

}  // namespace sidproof
