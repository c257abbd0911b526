// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "audit/audit.hpp"
#include "audit/repeated_items.hpp"
#include "base/parallel.hpp"
#include "tokenization/codes.hpp"

namespace sidproof {

/// Everything that the lexicographic order of a table's distinct sequences tells.
struct SequenceFacts {
  std::uint64_t distinct = 0;
  CollisionGroups groups;
  std::vector<PrefixLevel> levels;  ///< empty unless asked for
  std::uint64_t proper_prefixes = 0;
  std::vector<PrefixWitness> prefix_witnesses;  ///< by prefix_row, at most 1000
  /// By length, 0 ... longest: distinct sequences that have no proper prefix in the
  /// table. They cover the code space disjointly.
  std::vector<std::uint64_t> minimal;
  Multiplicities multiplicities;  ///< only where SequenceOptions::codebooks is given
};

struct SequenceOptions {
  bool levels = true;
  Threads threads;
  /// Sizes |T_j|: tables of several lengths get their multiplicities.
  std::span<const std::uint64_t> codebooks;
  /// Fixed-length rows of at most 64 bits: how many packed rows are held at once;
  /// the rows are read once for each such part of the key space. 0: as many as
  /// half of the codes' bytes hold, or 64 MiB.
  std::uint64_t rows_per_pass = 0;
  /// Take the way for rows of any length and width in any case.
  bool general = false;
};

/// Sorts the sequences (all rows but repeated.duplicate_rows) and reads the facts
/// off their order. Exact: whole sequences are compared, never fingerprints.
/// largest[j]: the largest token of position j.
[[nodiscard]] SequenceFacts sequence_facts(const Codes& codes,
                                           std::span<const std::uint32_t> largest,
                                           const RepeatedItems& repeated,
                                           const SequenceOptions& options = {});

}  // namespace sidproof
