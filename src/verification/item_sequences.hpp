// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tokenization/codes.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// The sequences of a table, one a distinct (item, sequence) pair in row order: rows
/// that repeat an item's sequence are left out, so that m(s) counts items. The
/// table's own codes when no row repeats.
[[nodiscard]] Codes item_sequences(const Table& table, bool has_repeated_items);

}  // namespace sidproof
