// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "certificate/sorted_rows.hpp"

namespace sidproof {

/// The distinct prefixes of a table by length, each level in lexicographic order:
/// how many longer ones each has, and how many items end there. Children of one
/// prefix are consecutive, so a level is swept beside the next without pointers.
/// Level after level this is the order in which the free numbers are drawn.
struct PrefixLevels {
  std::vector<std::vector<std::uint32_t>> children;  ///< [length][prefix]
  std::vector<std::vector<std::uint32_t>> ends;      ///< [length][prefix]: m(s)
  std::vector<std::vector<std::uint32_t>> token;     ///< [length][prefix]: its last one
  std::vector<std::uint64_t> codebooks;

  /// The length of the longest sequence.
  [[nodiscard]] std::size_t depth() const { return children.size() - 1; }
  [[nodiscard]] std::size_t width(std::size_t level) const { return children[level].size(); }
  /// Has the prefix every token of its codebook as a child?
  [[nodiscard]] bool is_full(std::size_t level, std::size_t prefix) const {
    return children[level][prefix] == codebooks[level];
  }
  [[nodiscard]] std::uint64_t nodes() const;
  /// Item sequences: the sum of all ends.
  [[nodiscard]] std::uint64_t item_sequences() const;
  /// Does every sequence end where nothing extends it?
  [[nodiscard]] bool is_prefix_free() const;
};

/// Precondition: one codebook size for each position of the longest sequence.
[[nodiscard]] PrefixLevels prefix_levels(const Table& table, const SortedRows& rows,
                                         std::span<const std::uint64_t> codebooks);

}  // namespace sidproof
