// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "tokenization/code_space.hpp"
#include "tokenization/codes.hpp"

namespace sidproof {

/// The trie of a table's sequences. Nodes are numbered breadth first, children in
/// the order of their tokens: node 0 is the root (the empty prefix), the nodes of
/// one depth are consecutive, and so are the children of one node. Flat arrays
/// only, so that a device can view it. Nodes are below nodes(), rows below rows(), levels at
/// most depth(): callers look, as with an array; find() takes any prefix.
class Trie {
 public:
  /// Time linear in the tokens. Errors: too_large (2^32 - 1 nodes or rows).
  [[nodiscard]] static Result<Trie> build(const Codes& codes);

  [[nodiscard]] std::size_t nodes() const { return token_.size(); }
  [[nodiscard]] std::size_t rows() const { return node_of_row_.size(); }
  /// The length of the longest sequence.
  [[nodiscard]] std::size_t depth() const { return level_begin_.size() - 2; }
  /// The nodes of prefixes of `depth` tokens: [first, second).
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> level(std::size_t depth) const {
    return {level_begin_[depth], level_begin_[depth + 1]};
  }

  /// The children of a node are [first_child(node), first_child(node + 1)).
  [[nodiscard]] std::uint32_t first_child(std::size_t node) const { return first_child_[node]; }
  [[nodiscard]] std::uint32_t child_count(std::size_t node) const {
    return first_child_[node + 1] - first_child_[node];
  }
  [[nodiscard]] bool is_leaf(std::size_t node) const { return child_count(node) == 0; }
  /// The last token of the node's prefix; 0 for the root.
  [[nodiscard]] std::uint32_t token(std::size_t node) const { return token_[node]; }
  /// The node of the prefix without its last token; the root's is itself.
  [[nodiscard]] std::uint32_t parent(std::size_t node) const { return parent_[node]; }
  /// How many rows have exactly this prefix as their sequence: m(s).
  [[nodiscard]] std::uint32_t terminals(std::size_t node) const { return terminals_[node]; }
  /// The node where a row's sequence ends.
  [[nodiscard]] std::uint32_t node_of_row(std::size_t row) const { return node_of_row_[row]; }

  /// The child reached by a token, by binary search.
  [[nodiscard]] std::optional<std::uint32_t> child(std::uint32_t node, std::uint32_t token) const;
  /// The node of a prefix.
  [[nodiscard]] std::optional<std::uint32_t> find(SequenceView prefix) const;
  /// The prefix of a node.
  [[nodiscard]] Sequence prefix(std::uint32_t node) const;

 private:
  template <class Rows>
  void grow(const Rows& rows, std::size_t longest);
  std::vector<std::uint32_t> token_;
  std::vector<std::uint32_t> parent_;
  std::vector<std::uint32_t> first_child_;
  std::vector<std::uint32_t> terminals_;
  std::vector<std::uint32_t> node_of_row_;
  std::vector<std::uint32_t> level_begin_;
};

}  // namespace sidproof
