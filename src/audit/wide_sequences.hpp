// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "audit/key_layout.hpp"
#include "audit/repeated_items.hpp"
#include "audit/sequences.hpp"
#include "tokenization/codes.hpp"

namespace sidproof {

/// sequence_facts for rows of any length and width: rows are sorted by their first
/// word, runs of equal words by the next one, until all are told apart.
[[nodiscard]] SequenceFacts wide_sequence_facts(const Codes& codes, const KeyLayout& layout,
                                                const RepeatedItems& repeated,
                                                const SequenceOptions& options);

}  // namespace sidproof
