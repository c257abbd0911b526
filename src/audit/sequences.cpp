// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/sequences.hpp"

#include <limits>

#include "audit/key_layout.hpp"
#include "audit/narrow_sequences.hpp"
#include "audit/wide_sequences.hpp"

namespace sidproof {

SequenceFacts sequence_facts(const Codes& codes, std::span<const std::uint32_t> largest,
                             const RepeatedItems& repeated, const SequenceOptions& options) {
  const KeyLayout layout(largest, !codes.is_fixed_length());
  const bool narrow = codes.is_fixed_length() && layout.words().size() <= 1 &&
                      repeated.duplicate_rows.empty() && repeated.conflicts.empty() &&
                      codes.rows() < std::numeric_limits<std::uint32_t>::max();
  if (narrow && !options.general) return narrow_sequence_facts(codes, layout, options);
  return wide_sequence_facts(codes, layout, repeated, options);
}

}  // namespace sidproof
