// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "exact/integer.hpp"
#include "tokenization/table.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// An item of both tables whose sequence differs.
struct ChangedItem {
  std::uint64_t old_row = 0;
  std::uint64_t new_row = 0;
  std::uint64_t common_prefix = 0;  ///< equal leading tokens: the first changed position, from 0
  std::uint64_t hamming = 0;        ///< differing positions; positions that one side lacks differ
};

/// A sequence that NEW gives to an item that did not have it in OLD, though some
/// item had: the dangerous case, because everything learnt or logged under this
/// SID speaks of the old item.
struct ReusedSid {
  std::uint64_t old_row = 0;     ///< first old owner
  std::uint64_t new_row = 0;     ///< first owner in NEW that did not own it in OLD
  std::uint64_t old_owners = 0;  ///< items with this SID in OLD
  std::uint64_t new_owners = 0;  ///< items with this SID in NEW
  std::uint64_t newcomers = 0;   ///< of these, items that did not have it in OLD
  std::uint64_t moved = 0;       ///< of the newcomers, items that OLD knows under another SID
  bool retained = false;         ///< an old owner still has it: joined, not taken over
};

/// Two items that exchanged their sequences: old(a) = new(b), old(b) = new(a), and both
/// changed.
struct SwappedItems {
  std::uint64_t old_row_a = 0;
  std::uint64_t old_row_b = 0;  ///< > old_row_a
};

/// Collisions of one version.
struct CollisionCount {
  std::uint64_t items = 0;     ///< distinct items
  std::uint64_t distinct = 0;  ///< distinct sequences
  std::uint64_t groups = 0;    ///< sequences of at least two items
  std::uint64_t items_in_groups = 0;
  std::uint64_t excess = 0;  ///< items - distinct
  std::uint64_t largest_group = 1;
  Integer pairs;  ///< unordered pairs of items with one sequence
};

/// What changed from OLD to NEW. Exact counts; lists are complete.
struct DiffResult {
  std::uint64_t common = 0;            ///< items of both tables
  std::uint64_t unchanged = 0;         ///< of these, with equal token texts at every position
  std::vector<std::uint64_t> added;    ///< rows of NEW whose item OLD lacks, ascending
  std::vector<std::uint64_t> removed;  ///< rows of OLD whose item NEW lacks, ascending
  std::vector<ChangedItem> changed;    ///< by old row
  Rational churn;                      ///< changed / common; 0 without common items
  Rational total_churn;  ///< (changed + added + removed) / items of either table; 0 for none
  std::vector<std::uint64_t> changed_by_common_prefix;  ///< index: equal leading tokens
  std::vector<std::uint64_t> changed_by_hamming;        ///< index: differing positions

  CollisionCount before;
  CollisionCount after;
  Integer pairs_kept;    ///< pairs that collide in both versions
  Integer pairs_gained;  ///< after.pairs - pairs_kept
  Integer pairs_lost;    ///< before.pairs - pairs_kept
  std::vector<std::uint64_t>
      newly_colliding;  ///< old rows of common items, alone in OLD, in a group in NEW
  std::vector<std::uint64_t>
      no_longer_colliding;  ///< old rows of common items, in a group in OLD, alone in NEW

  std::vector<ReusedSid> reused;      ///< by old row
  std::uint64_t reused_by_moved = 0;  ///< newcomers that OLD knows under another SID
  std::uint64_t reused_by_added = 0;  ///< newcomers that OLD does not know
  std::uint64_t taken_over = 0;       ///< reused SIDs that no old owner retains
  /// All pairs of items that exchanged their sequences. An item may be in several: where
  /// p items went from one sequence to another and q went back, these are p q pairs.
  Integer exchanged_pairs;
  /// As many of them as there can be with each item in at most one (min(p, q) above; in
  /// order of the old rows): by old_row_a, then old_row_b.
  std::vector<SwappedItems> swapped;

  std::uint64_t old_repeated_rows =
      0;  ///< rows that repeat an item with the same sequence: counted once
  std::uint64_t new_repeated_rows = 0;

  Verdict no_reuse;  ///< --require no-reuse: no SID changed its meaning (reused is empty)
  /// --require stable-sids: no common item changed its SID; unknown without common items.
  Verdict stable_sids;
  Verdict no_removals;        ///< --require no-removals: every item of OLD is in NEW
  Verdict no_new_collisions;  ///< --require no-new-collisions: pairs_gained = 0
};

/// Compares two versions of a table (churn). Items are joined by id text,
/// sequences compared by token texts position by position, so that alphabets may
/// be numbered differently. Linear time and memory. Errors: malformed when an item
/// of either table has two different sequences; too_large beyond 2^32 - 2 rows
/// together.
[[nodiscard]] Result<DiffResult> diff(const Table& before, const Table& after,
                                      Progress& progress = Progress::none());

}  // namespace sidproof
