// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/parallel.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Each adds at most one finding of its kind to the table, from its rows alone.
/// TableBuilder calls them; readers that build a Table in another way do so too.

/// repeated_item: item ids that stand in more than one row, with an example.
void find_repeated_items(Table& table);

/// case_only_tokens: tokens of one position that differ in the case of ASCII
/// letters only; count = tokens that have such a twin.
void find_case_only_tokens(Table& table);

/// positionless_tokens: token texts that occur at more than one position; count
/// = such texts.
void find_positionless_tokens(Table& table);

/// For integer codes: offset_codes when every position's codes lie above those of
/// the position before (two rows at least), else positionless_tokens when a code
/// occurs at more than one position.
void find_position_of_codes(Table& table, Threads threads = {});

/// out_of_codebook: for integer codes, those that are not below the size declared
/// for their position; count = tokens. Not called by TableBuilder.
void find_out_of_codebook(Table& table);

}  // namespace sidproof
