// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.hpp"
#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/progress.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// How repair() makes a table one-to-one.
///
/// append: one de-duplication token is added to ALL members of every collision
/// group (0, 1, ... g-1 in row order; the codebook is as large as the largest
/// group, no larger), and token 0 to every item whose sequence is a proper prefix
/// of another one. The tokens are new at their position, so no old sequence can
/// equal, extend or precede a new one: the result is one-to-one AND prefix-free
/// for every input (THEORY D, D4: an end token where one is needed). Items that
/// are fine keep their sequence, so a table of length k gets lengths k and k+1;
/// with `all_items` every item gets the token (0 where it is alone), and fixed
/// length k becomes fixed length k+1. Leaving one member of a group without token
/// would make it a proper prefix of the others; that is never done.
///
/// relocate: in each group one member stays, the others move to unused sequences
/// of the same length: exactly `excess` items change, which is the least possible
/// (unchanged items have distinct sequences, so at most `distinct` stay). The last
/// token changes first, earlier ones only where nothing below is free; for fixed
/// length, the total length of kept prefixes is the greatest that any such repair
/// has, and a place is found whenever there is one. For variable length the search
/// is greedy, and may refuse where another order of moves would fit. The lengths
/// stay. Resolves collisions only: existing proper prefixes remain (use append),
/// but none is created. Codes in use are tried before those that a codebook holds and
/// no item has; where one of the latter is given away, new_codes names it.
enum class RepairMethod { append, relocate };

/// "append" or "relocate".
[[nodiscard]] std::string_view name(RepairMethod method);

struct RepairOptions {
  RepairMethod method = RepairMethod::append;
  /// append: give every item the token, also those that are fine.
  bool all_items = false;
  /// relocate: codebook sizes |T_j|, one a position, none smaller than the tokens
  /// in use; empty: the table's declared ones, else the codes in use and no others
  /// (AuditOptions::codebooks).
  std::vector<std::uint64_t> codebooks;
  /// How often each row is wanted, one entry a row: the most wanted member of a
  /// group stays (relocate) or gets token 0 (append). Empty: the first row.
  std::vector<std::uint64_t> popularity;
  Threads threads;
};

/// One item whose sequence changed, from input.tokens(row) to
/// result.table.tokens(new_row). The rows differ where rows were merged.
struct ItemChange {
  std::uint64_t row = 0;
  std::uint64_t new_row = 0;
  std::uint64_t kept_prefix = 0;  ///< leading tokens that stayed
};

/// The codes of one position that no item had before.
struct NewCodes {
  std::size_t position = 0;         ///< from 0
  std::uint64_t codebook = 0;       ///< |T_j| of the result: declared, stated or in use
  std::uint64_t in_use_before = 0;  ///< codes of the position; 0 for a new position
  std::vector<std::string> codes;   ///< append: ascending; relocate: by first use
};

/// A repaired table and what was done to it.
struct RepairResult {
  /// Same items, same order of rows, one row an item; path is empty.
  Table table;
  /// Rows that repeated an item with the same sequence: the first row stays.
  std::uint64_t merged_rows = 0;
  RepairMethod method = RepairMethod::append;
  std::vector<ItemChange> changes;  ///< by row
  /// append: size of the de-duplication codebook (the largest group, at least 1
  /// when a token was added); 0 when nothing was added.
  std::uint64_t added_codebook = 0;
  std::vector<std::string> added_tokens;  ///< all of new_codes
  std::vector<NewCodes> new_codes;        ///< by position; only those that got one
  /// relocate: changes by number of kept leading tokens, index 0 ... max_length-1.
  std::vector<std::uint64_t> kept_prefix_counts;
  AuditResult before;
  AuditResult after;
  std::vector<std::string>
      notes;  ///< sentences for people: what remains, what the model must learn
};

/// Makes the table one-to-one in memory; the input is not changed. A table that is
/// fine already comes back equal, with no changes (unless all_items, or rows were
/// merged). Errors: malformed when an item has two different sequences, unsupported when
/// relocate finds no unused sequence, usage when codebooks or popularity do not fit the
/// table; too_large.
[[nodiscard]] Result<RepairResult> repair(const Table& table, const RepairOptions& options = {},
                                          Progress& progress = Progress::none());

}  // namespace sidproof
