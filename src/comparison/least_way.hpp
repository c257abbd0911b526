// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "exact/integer.hpp"
#include "tokenization/trie.hpp"

namespace sidproof {

/// Does a token begin no sequence after this node? `codebooks`: |T_j| of every position
/// of the trie, at least the tokens in use. After the last position everything may follow.
[[nodiscard]] bool spare_token(const Trie& trie, std::size_t node, std::size_t depth,
                               std::span<const std::uint64_t> codebooks);

/// The ways down a trie that pass the least weight, until a token is spare or nothing
/// follows. Where an optimum leaves conditionals free, a point mass on such a way gives
/// the items below the least probability, hence the least Z.
class LeastWay {
 public:
  /// `weights`: of every node, >= 0.
  LeastWay(const Trie& trie, std::span<const std::uint64_t> codebooks,
           const std::vector<Rational>& weights);

  /// The child to go to; none where a token is spare or the node is a leaf. The first of
  /// equally good ones.
  [[nodiscard]] std::optional<std::uint32_t> next(std::uint32_t node) const { return next_[node]; }

 private:
  std::vector<std::optional<std::uint32_t>> next_;
};

}  // namespace sidproof
