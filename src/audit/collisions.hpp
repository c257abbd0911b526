// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "audit/audit.hpp"
#include "base/parallel.hpp"
#include "tokenization/codes.hpp"

namespace sidproof {

/// How many distinct sequences there are, and the rows that share one.
struct Collisions {
  std::uint64_t distinct = 0;
  CollisionGroups groups;
};

/// The collision audit alone, every row taken for an item of its own: no trie
/// levels, no use of the codebooks.
[[nodiscard]] Collisions collisions(const Codes& codes, Threads threads = {});

/// Brings groups into the order of CollisionGroups: largest first, equal sizes by
/// first row.
void arrange(CollisionGroups& groups);

}  // namespace sidproof
