// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tokenization/code_space.hpp"
#include "tokenization/codes.hpp"

namespace sidproof {

/// tok : I -> S by items numbered 0 ... n-1; the bare map of a table, without
/// texts. Codes may be shorter than space().length() (THEORY D). At least one item. Items are
/// below items(): callers look, as with an array.
class TokenMap {
 public:
  /// Throws std::invalid_argument when there is no item or a code leaves the space.
  TokenMap(CodeSpace space, const std::vector<Sequence>& codes);
  TokenMap(CodeSpace space, const Codes& codes);

  [[nodiscard]] const CodeSpace& space() const { return space_; }
  [[nodiscard]] std::size_t items() const { return offsets_.size() - 1; }
  [[nodiscard]] SequenceView operator[](std::size_t item) const {
    return SequenceView(tokens_).subspan(offsets_[item], offsets_[item + 1] - offsets_[item]);
  }
  /// Gives an item another code. Throws std::invalid_argument when it leaves the space.
  void replace(std::size_t item, SequenceView code);

  /// Has every item a code of exactly space().length() tokens?
  [[nodiscard]] bool is_fixed_length() const;

  /// Every item's code, as the trie and the audit read them.
  [[nodiscard]] Codes codes() const;

 private:
  void push_back(SequenceView code);
  CodeSpace space_;
  std::vector<std::size_t> offsets_{0};
  std::vector<std::uint32_t> tokens_;
};

/// Items that share a sequence, by distinct sequences: the m(s) of THEORY.
struct SequenceGroups {
  std::vector<std::uint32_t> group_of;    ///< per item; groups in lexicographic order of codes
  std::vector<std::uint32_t> first_item;  ///< per group
  std::vector<std::uint32_t> size;        ///< per group: m(s) >= 1
};
[[nodiscard]] SequenceGroups sequence_groups(const TokenMap& map);

[[nodiscard]] bool is_injective(const TokenMap& map);
/// Is every sequence of the space an item's code?
[[nodiscard]] bool is_onto(const TokenMap& map);
/// One-to-one and onto S, all codes of full length: the theorem's premise.
[[nodiscard]] bool is_bijective(const TokenMap& map);
/// No item's code is a prefix of another item's code (equal codes are prefixes).
[[nodiscard]] bool is_prefix_code(const TokenMap& map);

}  // namespace sidproof
