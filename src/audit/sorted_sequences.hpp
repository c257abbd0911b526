// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "audit/radix_sort.hpp"

namespace sidproof {

/// Rows in the lexicographic order of their sequences, equal ones ascending.
struct SortedSequences {
  /// In `common`: the sequence is the same as the one before.
  static constexpr std::uint32_t equal = std::numeric_limits<std::uint32_t>::max();

  std::vector<KeyedRow> entries;      ///< the keys have no meaning any more
  std::vector<std::uint32_t> common;  ///< leading tokens in common with the entry before

  /// The first entry after `begin` that has another sequence.
  [[nodiscard]] std::size_t end_of_equal(std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < entries.size() && common[end] == equal) ++end;
    return end;
  }
};

}  // namespace sidproof
