// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "audit/gap.hpp"
#include "audit/least_losses.hpp"
#include "audit/numbered_table.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Fills distinct_targets, affected_items, affected_groups and the lists of the
/// `most` most affected items and groups of `split` from its events (any order).
void list_affected(const Table& table, const NumberedTable& numbered, const ItemIndex& index,
                   std::span<const TargetEvent> events, std::size_t most, SplitGap& split);

}  // namespace sidproof
