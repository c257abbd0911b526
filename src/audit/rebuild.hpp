// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "tokenization/table.hpp"

namespace sidproof {

/// Codes of these rows (offsets and tokens as for Codes::ragged), in the narrowest
/// width when they have one common length.
[[nodiscard]] Codes make_codes(std::vector<std::uint64_t> offsets,
                               std::vector<std::uint32_t> tokens);

/// A table in memory with the same items, format and alphabets as `table` and no
/// path, findings or codes yet.
[[nodiscard]] Table same_items(const Table& table);

}  // namespace sidproof
