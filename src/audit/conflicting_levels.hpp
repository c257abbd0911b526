// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "audit/audit.hpp"
#include "audit/repeated_items.hpp"
#include "audit/sorted_sequences.hpp"
#include "tokenization/codes.hpp"

namespace sidproof {

/// The trie levels when some items have several sequences: an item counts once in
/// each node, however many of its sequences pass through it. Takes a pass over the
/// rows for each level.
[[nodiscard]] std::vector<PrefixLevel> conflicting_levels(const Codes& codes,
                                                          const SortedSequences& sorted,
                                                          const RepeatedItems& repeated);

}  // namespace sidproof
