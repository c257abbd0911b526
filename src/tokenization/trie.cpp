// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/trie.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace sidproof {
namespace {

constexpr std::uint32_t no_node = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t too_many = no_node;

// Sorts the rows of `order` stably by a digit below `buckets`.
template <class Digit>
void counting_sort(std::vector<std::uint32_t>& order, std::vector<std::uint32_t>& scratch,
                   std::size_t buckets, Digit&& digit) {
  std::vector<std::uint32_t> begin(buckets + 1, 0);
  for (const std::uint32_t row : order) ++begin[digit(row) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  for (const std::uint32_t row : order) scratch[begin[digit(row)]++] = row;
  order.swap(scratch);
}

// All rows in lexicographic order, a prefix before its extensions, by radix sort
// from the last position to the first.
template <class Rows>
std::vector<std::uint32_t> lexicographic_order(const Rows& rows, std::size_t longest) {
  constexpr unsigned digit_bits = 16;
  constexpr std::uint64_t digit_mask = (std::uint64_t{1} << digit_bits) - 1;
  std::vector<std::uint32_t> order(rows.size());
  std::iota(order.begin(), order.end(), 0U);
  std::vector<std::uint32_t> scratch(rows.size());
  for (std::size_t position = longest; position-- > 0;) {
    // 0 stands for "the row has ended".
    const auto key = [&](std::uint32_t row) -> std::uint64_t {
      const auto tokens = rows[row];
      return tokens.size() > position ? std::uint64_t{tokens[position]} + 1 : 0;
    };
    std::uint64_t largest = 0;
    for (std::uint32_t row = 0; row < order.size(); ++row) largest = std::max(largest, key(row));
    for (unsigned shift = 0; shift == 0 || (largest >> shift) != 0; shift += digit_bits) {
      const std::size_t buckets = std::min(largest >> shift, digit_mask) + 1;
      counting_sort(order, scratch, buckets, [&](std::uint32_t row) {
        return static_cast<std::size_t>((key(row) >> shift) & digit_mask);
      });
    }
  }
  return order;
}

}  // namespace

template <class Rows>
void Trie::grow(const Rows& rows, std::size_t longest) {
  token_.push_back(0);
  parent_.push_back(0);
  node_of_row_.assign(rows.size(), 0);
  level_begin_ = {0, 1};
  const std::vector<std::uint32_t> order = lexicographic_order(rows, longest);
  for (std::size_t position = 0; position < longest; ++position) {
    std::uint32_t last_parent = no_node;
    for (const std::uint32_t row : order) {
      const auto tokens = rows[row];
      if (tokens.size() <= position) continue;
      const std::uint32_t parent = node_of_row_[row];
      const std::uint32_t token = tokens[position];
      if (parent != last_parent || token != token_.back()) {
        if (nodes() == too_many) return;
        token_.push_back(token);
        parent_.push_back(parent);
        last_parent = parent;
      }
      node_of_row_[row] = static_cast<std::uint32_t>(nodes() - 1);
    }
    level_begin_.push_back(static_cast<std::uint32_t>(nodes()));
  }
  terminals_.assign(nodes(), 0);
  for (const std::uint32_t node : node_of_row_) ++terminals_[node];
  first_child_.assign(nodes() + 1, 0);
  for (std::size_t node = 1; node < nodes(); ++node) ++first_child_[parent_[node] + 1];
  first_child_[0] = 1;
  std::partial_sum(first_child_.begin(), first_child_.end(), first_child_.begin());
}

Result<Trie> Trie::build(const Codes& codes) {
  Trie trie;
  if (codes.rows() < too_many)
    codes.visit([&](const auto& rows) { trie.grow(rows, codes.max_length()); });
  if (codes.rows() >= too_many || trie.nodes() == too_many)
    return fail(ErrorCode::too_large, "the trie would have 2^32 nodes or more", {},
                "split the catalogue");
  return trie;
}

std::optional<std::uint32_t> Trie::child(std::uint32_t node, std::uint32_t token) const {
  const auto begin = token_.begin() + first_child_[node];
  const auto end = token_.begin() + first_child_[node + 1];
  const auto found = std::lower_bound(begin, end, token);
  if (found == end || *found != token) return std::nullopt;
  return static_cast<std::uint32_t>(found - token_.begin());
}

std::optional<std::uint32_t> Trie::find(SequenceView prefix) const {
  std::optional<std::uint32_t> node = 0;
  for (std::size_t j = 0; node && j < prefix.size(); ++j) node = child(*node, prefix[j]);
  return node;
}

Sequence Trie::prefix(std::uint32_t node) const {
  Sequence reversed;
  for (; node != 0; node = parent(node)) reversed.push_back(token(node));
  return {reversed.rbegin(), reversed.rend()};
}

}  // namespace sidproof
