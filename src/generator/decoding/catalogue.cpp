// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/catalogue.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "generator/arithmetic/token_law.hpp"

namespace sidproof::reference {
namespace {

Codes first_rows(const Codes& codes, std::size_t rows) {
  const std::size_t length = codes.max_length();
  std::vector<std::uint32_t> tokens;
  tokens.reserve(rows * length);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t j = 0; j < length; ++j) tokens.push_back(codes.token(row, j));
  return Codes::fixed(rows, length, std::move(tokens));
}

}  // namespace

Result<Catalogue> Catalogue::make(const Table& table, std::size_t items) {
  const Location where{table.path, {}, {}};
  if (table.rows() == 0 || items == 0)
    return fail(items == 0 ? ErrorCode::usage : ErrorCode::malformed,
                "the generator needs at least one item", where);
  if (!table.codes.is_fixed_length())
    return fail(ErrorCode::unsupported, "the generator needs sequences of one length", where,
                "the table has sequences of " + std::to_string(table.codes.min_length()) + " to " +
                    std::to_string(table.codes.max_length()) +
                    " tokens; see the command repair, with --method append --all-items");
  if (table.codes.max_length() == 0)
    return fail(ErrorCode::unsupported, "the generator needs sequences of at least one token",
                where);
  if (table.alphabets.size() != table.codes.max_length())
    return fail(ErrorCode::usage, "the table has not one alphabet for each position", where);
  std::vector<std::uint32_t> alphabets;
  std::uint64_t vocabulary = 1;
  for (std::size_t j = 0; j < table.alphabets.size(); ++j) {
    alphabets.push_back(table.alphabets[j].size());
    vocabulary += alphabets.back();
    if (alphabets.back() >= most_tokens)
      return fail(ErrorCode::too_large,
                  "the codebook of position " + std::to_string(j + 1) + " has 2^20 codes or more",
                  where);
  }
  if (vocabulary > std::numeric_limits<std::uint32_t>::max())
    return fail(ErrorCode::too_large, "the vocabulary would have 2^32 tokens or more", where);
  const Codes codes = first_rows(table.codes, std::min(items, table.rows()));
  for (std::size_t row = 0; row < codes.rows(); ++row)
    for (std::size_t j = 0; j < alphabets.size(); ++j)
      if (codes.token(row, j) >= alphabets[j])
        return fail(ErrorCode::usage,
                    "row " + std::to_string(row) + " has the code " +
                        std::to_string(codes.token(row, j)) + " at position " +
                        std::to_string(j + 1) + ", whose alphabet has only " +
                        std::to_string(alphabets[j]),
                    where);
  auto trie = Trie::build(codes);
  if (!trie) return tl::unexpected(trie.error());
  return Catalogue(CodeSpace(std::move(alphabets)), std::move(*trie), {});
}

Result<Catalogue> Catalogue::restricted(const std::vector<bool>& keep) const {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint32_t> tokens;
  for (std::uint32_t row = 0; row < items(); ++row) {
    const std::uint32_t item = item_of_row(row);
    if (item >= keep.size())
      return fail(ErrorCode::usage, "item " + std::to_string(item) + " has no flag among " +
                                        std::to_string(keep.size()));
    if (!keep[item]) continue;
    rows.push_back(item);
    const Sequence sequence = trie_.prefix(trie_.node_of_row(row));
    tokens.insert(tokens.end(), sequence.begin(), sequence.end());
  }
  if (rows.empty())
    return fail(ErrorCode::usage, "no item of the catalogue is left to recommend", {},
                "exclude fewer items");
  auto trie = Trie::build(Codes::fixed(rows.size(), length(), std::move(tokens)));
  if (!trie) return tl::unexpected(trie.error());
  return Catalogue(space_, std::move(*trie), std::move(rows));
}

Catalogue::Catalogue(CodeSpace space, Trie trie, std::vector<std::uint32_t> rows)
    : space_(std::move(space)), trie_(std::move(trie)), first_token_{1}, rows_(std::move(rows)) {
  for (std::size_t j = 0; j < length(); ++j)
    first_token_.push_back(first_token_.back() + space_.alphabet(j));
  const auto [begin, end] = leaves();
  item_begin_.assign(end - begin + 1, 0);
  for (std::uint32_t leaf = begin; leaf < end; ++leaf)
    item_begin_[leaf - begin + 1] = item_begin_[leaf - begin] + trie_.terminals(leaf);
  std::vector<std::uint32_t> next = item_begin_;
  items_.resize(items());
  for (std::uint32_t row = 0; row < items(); ++row)
    items_[next[trie_.node_of_row(row) - begin]++] = item_of_row(row);
}

bool Catalogue::is_onto() const {
  const auto sequences = space_.sequences();
  return sequences && *sequences == leaves().second - leaves().first;
}

std::span<const std::uint32_t> Catalogue::items_of(std::uint32_t leaf) const {
  const std::size_t index = leaf - leaves().first;
  return std::span(items_).subspan(item_begin_[index], item_begin_[index + 1] - item_begin_[index]);
}

std::optional<std::uint32_t> Catalogue::row_of_item(std::uint32_t item) const {
  if (rows_.empty()) return item < items() ? std::optional(item) : std::nullopt;
  const auto found = std::lower_bound(rows_.begin(), rows_.end(), item);
  if (found == rows_.end() || *found != item) return std::nullopt;
  return static_cast<std::uint32_t>(found - rows_.begin());
}

Result<std::vector<std::uint32_t>> Catalogue::prompt(std::span<const std::uint32_t> history,
                                                     std::size_t positions) const {
  const std::size_t k = length();
  if (positions < k)
    return fail(ErrorCode::usage, "a network of " + std::to_string(positions) +
                                      " positions is too short for sequences of " +
                                      std::to_string(k) + " tokens");
  const std::size_t room = (positions - k) / k;
  const auto kept = history.last(std::min(history.size(), room));
  std::vector<std::uint32_t> tokens{0};
  for (const std::uint32_t item : kept) {
    const auto row = row_of_item(item);
    if (!row)
      return fail(ErrorCode::usage, "a history holds item " + std::to_string(item) +
                                        ", which is none of the catalogue's " +
                                        std::to_string(items()) + " items");
    const Sequence sequence = trie_.prefix(trie_.node_of_row(*row));
    for (std::size_t j = 0; j < k; ++j) tokens.push_back(first_token_[j] + sequence[j]);
  }
  return tokens;
}

}  // namespace sidproof::reference
