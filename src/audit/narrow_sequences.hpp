// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/key_layout.hpp"
#include "audit/sequences.hpp"
#include "tokenization/codes.hpp"

namespace sidproof {

/// sequence_facts for fixed-length rows that fit one word, all rows different items:
/// only the packed words are sorted, in parts of the key space that respect
/// options.rows_per_pass; the rows of words that occur twice are looked up in a
/// last pass. Needs fewer than 2^32 rows.
[[nodiscard]] SequenceFacts narrow_sequence_facts(const Codes& codes, const KeyLayout& layout,
                                                  const SequenceOptions& options);

}  // namespace sidproof
