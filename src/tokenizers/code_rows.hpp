// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sidproof {

/// Token sequences in the making, one an item: row i is tokens[offsets[i] ..
/// offsets[i+1]). Position j's tokens are below codebooks[j].
struct CodeRows {
  std::vector<std::uint64_t> offsets{0};
  std::vector<std::uint32_t> tokens;
  std::vector<std::uint32_t> codebooks;

  [[nodiscard]] std::size_t rows() const { return offsets.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t row) const {
    return std::span(tokens).subspan(offsets[row], offsets[row + 1] - offsets[row]);
  }
  [[nodiscard]] std::span<std::uint32_t> operator[](std::size_t row) {
    return std::span(tokens).subspan(offsets[row], offsets[row + 1] - offsets[row]);
  }
  void push_back(std::span<const std::uint32_t> code) {
    tokens.insert(tokens.end(), code.begin(), code.end());
    offsets.push_back(tokens.size());
  }

  /// `rows` rows of codebooks.size() zeros.
  [[nodiscard]] static CodeRows zeros(std::size_t rows, std::vector<std::uint32_t> codebooks);

  friend bool operator==(const CodeRows&, const CodeRows&) = default;
};

/// Rows that share one sequence: only groups of two or more, in the order of their
/// first row, rows ascending inside.
[[nodiscard]] std::vector<std::vector<std::size_t>> collision_groups(const CodeRows& codes);

/// How many rows are in groups, and items - distinct sequences.
struct CollidingRows {
  std::uint64_t items_in_groups = 0;
  std::uint64_t excess = 0;
};
[[nodiscard]] CollidingRows count_collisions(const std::vector<std::vector<std::size_t>>& groups);

}  // namespace sidproof
