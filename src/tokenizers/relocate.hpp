// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.hpp"
#include "tokenizers/code_geometry.hpp"
#include "tokenizers/code_rows.hpp"

namespace sidproof {

/// In each collision group the member that fits best keeps the sequence (smallest
/// distance on the last level, then lowest row); every other member moves to a free
/// sequence: it keeps the longest prefix under which a sequence is free, and from
/// there takes, level by level, the nearest token that still leads to a free
/// sequence (tokens without codeword come last; ties by lowest token). Groups in
/// the order of their first row, members from best to worst fit.
/// Guarantees: one-to-one, prefix-free, fixed length; exactly `excess` items change,
/// the fewest possible, and never one that was alone. Onto exactly when there are as
/// many items as sequences. Order dependent (equal features, first come first served).
/// Precondition: codes of fixed length >= 1. Errors: out_of_range when there are
/// more items than sequences.
[[nodiscard]] Result<CodeRows> relocate(const CodeRows& codes, const CodeGeometry& geometry);

}  // namespace sidproof
