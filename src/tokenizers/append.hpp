// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tokenizers/code_rows.hpp"

namespace sidproof {

/// The three policies here append one token, a counter 0, 1, ... of the item inside
/// its collision group in the order of the rows (so the result depends on that
/// order). The appended token is new: at position j it is numbered from the input's
/// codebooks[j] (from 0 where the input has no position j), and no code of the
/// input has it there.

/// A counter on every member of a group, none on items that are alone.
/// Guarantees: one-to-one. Prefix-free when the input has fixed length (an extended
/// code's prefix was the code of its group, which nobody has any longer); otherwise
/// not: {a, a b} has no group and is left as it is. Not onto, not of fixed length,
/// order dependent.
[[nodiscard]] CodeRows append_to_groups(const CodeRows& codes);

/// A counter on every item, 0 for items that are alone (TIGER, GRID).
/// Guarantees: one-to-one; prefix-free for any input, because the last token occurs
/// nowhere but at ends (it acts as THEORY D4's end token); fixed length when the
/// input has it. Not onto unless all groups are equally large and the input fills
/// its code space; order dependent.
[[nodiscard]] CodeRows append_to_all(const CodeRows& codes);

/// A counter from 0 on all members of a group but the first.
/// Guarantees: one-to-one. NOT prefix-free, whatever the input: the first member's
/// code is a proper prefix of the others'. Smallest counterexample: two items with
/// the code `0` become `0` and `0 0`, and q(0) = 1, q(0|0) = 1 gives both together
/// the probability 2 (THEORY D1). Not onto, not of fixed length, order dependent.
[[nodiscard]] CodeRows append_to_later(const CodeRows& codes);

}  // namespace sidproof
