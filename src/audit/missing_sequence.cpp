// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/missing_sequence.hpp"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

namespace sidproof {
namespace {

using Rows = std::vector<std::uint64_t>;

// Rows that repeat an earlier row's sequence.
Rows repeating_rows(const CollisionGroups& groups, std::span<const std::uint64_t> duplicate_rows) {
  Rows again(duplicate_rows.begin(), duplicate_rows.end());
  for (std::size_t group = 0; group < groups.size(); ++group)
    again.insert(again.end(), groups[group].begin() + 1, groups[group].end());
  std::ranges::sort(again);
  return again;
}

// The rows of the node that the walk has reached, one for each sequence below it.
// All of them reach the position that is asked for.
class Node {
 public:
  Node(const Codes& codes, Rows left_out) : codes_(codes), left_out_(std::move(left_out)) {}

  // Calls f(row, token at the position) for each row.
  template <class F>
  void each(std::size_t position, F&& f) const {
    codes_.visit([&](const auto& rows) {
      if (narrowed_) {
        for (const std::uint64_t row : rows_) f(row, std::uint32_t{rows[row][position]});
        return;
      }
      auto skip = left_out_.begin();
      for (std::uint64_t row = 0; row < rows.size(); ++row) {
        if (skip != left_out_.end() && *skip == row)
          ++skip;
        else if (rows[row].size() > position)
          f(row, std::uint32_t{rows[row][position]});
      }
    });
  }

  // Does a sequence end at this node, whose depth is `length`?
  [[nodiscard]] bool ends_within(std::size_t length) const {
    if (codes_.is_fixed_length()) return false;
    if (!narrowed_) return codes_.min_length() <= length;
    return std::ranges::any_of(rows_,
                               [&](std::uint64_t row) { return codes_.length(row) <= length; });
  }

  void descend(std::size_t position, std::uint32_t token) {
    Rows kept;
    each(position, [&](std::uint64_t row, std::uint32_t own) {
      if (own == token) kept.push_back(row);
    });
    rows_ = std::move(kept);
    narrowed_ = true;
  }

 private:
  const Codes& codes_;
  Rows left_out_;
  Rows rows_;
  bool narrowed_ = false;  // rows_ holds the node's rows, otherwise it is the root
};

using Occurrences = boost::unordered_flat_map<std::uint32_t, std::uint64_t>;

Occurrences count_tokens(const Node& node, std::size_t position, std::uint32_t alphabet) {
  Occurrences occurrences;
  if (alphabet > (1U << 20U)) {
    node.each(position, [&](std::uint64_t, std::uint32_t token) { ++occurrences[token]; });
    return occurrences;
  }
  Rows counts(alphabet);
  node.each(position, [&](std::uint64_t, std::uint32_t token) { ++counts[token]; });
  for (std::uint32_t token = 0; token < alphabet; ++token)
    if (counts[token] > 0) occurrences[token] = counts[token];
  return occurrences;
}

// The numeric codes that are in a position's codebook for certain, from ... to below:
// 0 ... codebook - 1 where these hold all that occur; else the codes have an offset, and
// what lies between two that occur is one; so is the block of a whole multiple.
std::pair<std::uint64_t, std::uint64_t> certain_codes(const Codes& codes, std::size_t position,
                                                      std::uint64_t alphabet,
                                                      std::uint64_t codebook) {
  if (alphabet <= codebook) return {0, std::min(alphabet + 1, codebook)};
  std::uint64_t smallest = alphabet - 1;
  std::uint64_t largest = 0;
  Node(codes, {}).each(position, [&](std::uint64_t, std::uint32_t token) {
    smallest = std::min<std::uint64_t>(smallest, token);
    largest = std::max<std::uint64_t>(largest, token);
  });
  if (smallest / codebook == largest / codebook)
    return {largest / codebook * codebook,
            std::min((largest / codebook + 1) * codebook, std::uint64_t{1} << 32U)};
  return {smallest, largest + 1};
}

std::string unused_token(const Table& table, std::size_t position, std::uint64_t codebook,
                         const Occurrences& below, bool whole_codebook_used) {
  const Alphabet& alphabet = table.alphabets[position];
  // A codebook that is used up elsewhere consists of the tokens that occur.
  Occurrences anywhere;
  if (whole_codebook_used)
    anywhere = count_tokens(Node(table.codes, {}), position, alphabet.size());
  const auto [begin, end] = whole_codebook_used || !alphabet.is_numeric()
                                ? std::pair<std::uint64_t, std::uint64_t>(0, alphabet.size())
                                : certain_codes(table.codes, position, alphabet.size(), codebook);
  for (std::uint64_t code = begin; code < end; ++code) {
    const auto token = static_cast<std::uint32_t>(code);
    if (below.contains(token)) continue;
    if (!whole_codebook_used || anywhere.contains(token))
      return token < alphabet.size() ? alphabet.text(token) : std::to_string(token);
  }
  std::string unnamed = "?";
  while (alphabet.find(unnamed)) unnamed += '?';
  return unnamed;
}

// suffix[L] = prod_{j >= L} |T_j|: how many sequences of the longest length begin
// with one of length L.
std::vector<Integer> suffix_products(std::span<const std::uint64_t> codebooks) {
  std::vector<Integer> suffix(codebooks.size() + 1);
  suffix.back() = 1;
  for (std::size_t j = codebooks.size(); j > 0; --j) suffix[j - 1] = suffix[j] * codebooks[j - 1];
  return suffix;
}

// The smallest token below which not all sequences are covered; the caller knows
// that there is one. Variable length, prefix-free.
std::uint32_t uncovered_child(const Codes& codes, const Node& node, std::size_t position,
                              const std::vector<Integer>& suffix) {
  std::map<std::uint32_t, Integer> covered;
  node.each(position, [&](std::uint64_t row, std::uint32_t token) {
    covered[token] += suffix[codes.length(row)];
  });
  for (const auto& [token, sequences] : covered)
    if (sequences < suffix[position + 1]) return token;
  return covered.begin()->first;
}

// Ties go to the smallest token, so that the answer does not depend on hashing.
std::uint32_t rarest(const Occurrences& below) {
  return std::ranges::min_element(below,
                                  [](const auto& a, const auto& b) {
                                    return a.second != b.second ? a.second < b.second
                                                                : a.first < b.first;
                                  })
      ->first;
}

constexpr std::size_t longest_variable = 256;

}  // namespace

std::optional<std::vector<std::string>> missing_sequence(
    const Table& table, std::span<const std::uint64_t> codebooks, const CollisionGroups& groups,
    std::span<const std::uint64_t> duplicate_rows) {
  const Codes& codes = table.codes;
  const std::size_t length = codes.max_length();
  const bool variable = !codes.is_fixed_length();
  if (variable && length > longest_variable) return std::nullopt;
  std::vector<Integer> suffix;
  if (variable) suffix = suffix_products(codebooks);
  std::uint64_t longest_row = 0;
  while (codes.length(longest_row) < length) ++longest_row;

  std::vector<std::string> sequence;
  Node node(codes, repeating_rows(groups, duplicate_rows));
  for (std::size_t j = 0; j < length; ++j) {
    const Occurrences below = count_tokens(node, j, table.alphabets[j].size());
    if (below.size() < codebooks[j]) {
      const std::uint64_t used = count_tokens(Node(codes, {}), j, table.alphabets[j].size()).size();
      sequence.push_back(unused_token(table, j, codebooks[j], below, used == codebooks[j]));
      while (sequence.size() < length) {
        const std::size_t next = sequence.size();
        sequence.push_back(table.alphabets[next].text(codes.token(longest_row, next)));
      }
      return sequence;
    }
    const std::uint32_t token = variable ? uncovered_child(codes, node, j, suffix) : rarest(below);
    sequence.push_back(table.alphabets[j].text(token));
    if (below.size() > 1) node.descend(j, token);
    if (node.ends_within(j + 1)) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace sidproof
