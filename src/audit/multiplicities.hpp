// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "audit/audit.hpp"

namespace sidproof {

/// Of a table of one length, from its collision groups, distinct_sequences and covered.
[[nodiscard]] Multiplicities multiplicities_of_groups(const AuditResult& audit);

/// Of tables of any lengths, in one sweep over the distinct sequences in lexicographic
/// order. A path ends at a sequence that begins no other, or leaves the trie at a node
/// that lacks a code of its codebook.
class MultiplicitySweep {
 public:
  /// `codebooks`: sizes |T_j|, one a position of the longest sequence.
  explicit MultiplicitySweep(std::span<const std::uint64_t> codebooks);

  /// The next sequence: `common` leading tokens in common with the one before, `length`
  /// tokens, `pairs` (item, sequence) pairs.
  void add(std::size_t common, std::size_t length, std::uint64_t pairs);
  [[nodiscard]] Multiplicities finish();

 private:
  void close(std::size_t depth);

  std::span<const std::uint64_t> codebooks_;
  std::vector<std::uint64_t> sum_;       // by depth: pairs on the path so far
  std::vector<std::uint64_t> children_;  // by depth
  std::size_t length_ = 0;
  Multiplicities result_;
};

}  // namespace sidproof
