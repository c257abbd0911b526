// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// A sequence of the code space (of the longest length) that begins with no item's
/// sequence, as token texts; a token that the table's alphabet cannot name is
/// written "?" (or with more of them where that is a token). For tables of fixed length nothing
/// exactly when the table is onto. For tables of variable length nothing also when they are not
/// prefix-free or have more than 256 positions. Found by walking down the trie into a node that is
/// not full. `codebooks` are the sizes |T_j|, `groups` the collision groups, `duplicate_rows` the
/// rows that repeat an item with its sequence.
[[nodiscard]] std::optional<std::vector<std::string>> missing_sequence(
    const Table& table, std::span<const std::uint64_t> codebooks, const CollisionGroups& groups,
    std::span<const std::uint64_t> duplicate_rows);

}  // namespace sidproof
