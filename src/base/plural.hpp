// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sidproof {

/// "1 item has", "3 items have": the count and the words that agree with it.
[[nodiscard]] inline std::string plural(std::uint64_t count, std::string_view one,
                                        std::string_view many) {
  return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

}  // namespace sidproof
