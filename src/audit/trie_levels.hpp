// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "audit/audit.hpp"

namespace sidproof {

/// Counts the trie of a table level by level while its distinct sequences come
/// by in lexicographic order (a sequence before its extensions). Linear in the
/// tokens of the sequences.
class TrieLevels {
 public:
  explicit TrieLevels(std::size_t max_length);

  /// The next distinct sequence: how many leading tokens it has in common with the
  /// previous one (any value for the first), how many items it names, its length.
  void add(std::size_t common, std::uint64_t members, std::size_t length) {
    if (total_ > 0) {
      ++boundaries_[common];
      settle_lone(common);
      if (common < open_) close(common);
      for (; open_ < common; ++open_) start_[open_ + 1] = total_ - members_;
      common_ = common;
    }
    members_ = members;
    total_ += members;
    ++lengths_[length];
  }

  /// The levels 1 ... max_length of all sequences that were added.
  [[nodiscard]] std::vector<PrefixLevel> finish();

 private:
  // The last sequence is alone in its node on all levels beyond what it has in
  // common with its neighbours; there its own members are the group.
  void settle_lone(std::size_t common) {
    if (members_ < 2) return;
    const std::size_t level = (common > common_ ? common : common_) + 1;
    lone_items_[level] += members_;
    if (lone_largest_[level] < members_) lone_largest_[level] = members_;
  }
  void close(std::size_t common) {
    for (; open_ > common; --open_) {
      const std::uint64_t size = total_ - start_[open_];
      shared_items_[open_] += size;
      if (shared_largest_[open_] < size) shared_largest_[open_] = size;
    }
  }

  std::size_t max_length_;
  std::uint64_t total_ = 0;    // members so far
  std::uint64_t members_ = 0;  // of the last sequence
  std::size_t common_ = 0;     // of the last sequence and the one before it
  std::size_t open_ = 0;       // levels 1 ... open_ have a node with several sequences under way
  std::vector<std::uint64_t> start_;         // members before that node
  std::vector<std::uint64_t> boundaries_;    // by common length of neighbours
  std::vector<std::uint64_t> lengths_;       // distinct sequences by length
  std::vector<std::uint64_t> shared_items_;  // by level, nodes of several sequences
  std::vector<std::uint64_t> shared_largest_;
  std::vector<std::uint64_t> lone_items_;  // by first level, nodes of one sequence
  std::vector<std::uint64_t> lone_largest_;
};

}  // namespace sidproof
