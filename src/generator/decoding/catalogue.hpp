// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "tokenization/code_space.hpp"
#include "tokenization/table.hpp"
#include "tokenization/trie.hpp"

namespace sidproof::reference {

/// The items that a generator recommends, their token sequences of one length k,
/// and the network's vocabulary: token 0 begins every input; then come the codebooks
/// of the positions, one after the other. Items are rows of the table.
class Catalogue {
 public:
  static constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

  /// The first `items` rows of a table; codebooks are the whole table's alphabets.
  /// Errors: usage (`items` is 0), malformed (no rows), unsupported (sequences of different lengths
  /// or without tokens), too_large (a codebook of 2^20 codes or more, a trie of 2^32 nodes).
  [[nodiscard]] static Result<Catalogue> make(const Table& table, std::size_t items = all);

  /// The catalogue without the items that `keep`, one flag an item, leaves out: its trie
  /// holds a sequence while one of the sequence's items stays. Items keep their numbers,
  /// tokens and codebooks their places. GLOBAL over it is GLOBAL over this one given that
  /// the sequence stays (F5); LOCAL is masked to fewer children and ranks anew. Errors:
  /// usage (nothing stays).
  [[nodiscard]] Result<Catalogue> restricted(const std::vector<bool>& keep) const;

  [[nodiscard]] const Trie& trie() const { return trie_; }
  [[nodiscard]] const CodeSpace& space() const { return space_; }
  [[nodiscard]] std::size_t items() const { return trie_.rows(); }
  [[nodiscard]] std::size_t length() const { return space_.length(); }
  /// The leaves are the nodes leaves().first ... leaves().second - 1, one a sequence.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> leaves() const {
    return trie_.level(length());
  }
  /// No two items share a sequence.
  [[nodiscard]] bool is_one_to_one() const { return leaves().second - leaves().first == items(); }
  /// Every sequence of the space is an item's.
  [[nodiscard]] bool is_onto() const;

  [[nodiscard]] std::size_t vocabulary() const { return first_token_.back(); }
  /// The token of code 0 at a position; the codes of a position are consecutive.
  [[nodiscard]] std::uint32_t first_token(std::size_t position) const {
    return first_token_[position];
  }
  [[nodiscard]] std::size_t codebook(std::size_t position) const {
    return space_.alphabet(position);
  }
  /// The items of a leaf, ascending: all members of a collision group.
  [[nodiscard]] std::span<const std::uint32_t> items_of(std::uint32_t leaf) const;

  /// The network's input for a history of items, oldest first: the beginning token,
  /// then the tokens of the last items that leave room for k - 1 tokens within
  /// `positions`. Errors: usage (an item that is not in the catalogue or not in the part
  /// that it was restricted to, a network that is too short for a single sequence).
  [[nodiscard]] Result<std::vector<std::uint32_t>> prompt(std::span<const std::uint32_t> history,
                                                          std::size_t positions) const;

 private:
  [[nodiscard]] std::uint32_t item_of_row(std::uint32_t row) const {
    return rows_.empty() ? row : rows_[row];
  }
  [[nodiscard]] std::optional<std::uint32_t> row_of_item(std::uint32_t item) const;
  Catalogue(CodeSpace space, Trie trie, std::vector<std::uint32_t> rows);

  CodeSpace space_;
  Trie trie_;
  std::vector<std::uint32_t> first_token_;
  std::vector<std::uint32_t> item_begin_;  // per leaf, and the end
  std::vector<std::uint32_t> items_;
  std::vector<std::uint32_t> rows_;  // the trie's rows as items, ascending; empty: the same
};

}  // namespace sidproof::reference
