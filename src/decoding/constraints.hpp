// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "exact/integer.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof {

// Constraints that are coarser than the trie (THEORY F7), for codes of full length.
// They admit every code; which other sequences they admit is decided by counting. Both throw
// std::invalid_argument for codes of several lengths; sequences have the codes' length, of any
// other none is admitted.

/// At each position any token that some item has there.
class PositionConstraint {
 public:
  explicit PositionConstraint(const TokenMap& map);
  [[nodiscard]] bool admits(SequenceView sequence) const;
  /// How many sequences it admits: the product of the tokens in use.
  [[nodiscard]] Integer admitted() const;

 private:
  std::vector<std::set<std::uint32_t>> used_;
};

/// After a token at a position any token that follows it there in some item.
class BigramConstraint {
 public:
  explicit BigramConstraint(const TokenMap& map);
  [[nodiscard]] bool admits(SequenceView sequence) const;
  /// How many sequences it admits, by counting paths position after position.
  [[nodiscard]] Integer admitted() const;

 private:
  std::size_t length_;
  std::set<std::uint32_t> first_;
  std::vector<std::set<std::pair<std::uint32_t, std::uint32_t>>> pairs_;  // positions j, j + 1
};

}  // namespace sidproof
