// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/append.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "audit/groups.hpp"
#include "audit/rebuild.hpp"
#include "audit/token_names.hpp"

namespace sidproof {

namespace {

constexpr std::uint32_t no_token = ~std::uint32_t{0};

// The de-duplication number of each row: its rank in the group; no_token where
// the row is fine and may stay as it is.
std::vector<std::uint32_t> choose_numbers(const Table& table, const NumberedTable& numbered,
                                          const RepairOptions& options) {
  std::vector<std::uint32_t> numbers = ranks_in_group(numbered, options.popularity);
  if (options.all_items) return numbers;
  std::vector<bool> prefix(numbered.sequences.size());
  if (!table.codes.is_fixed_length()) prefix = proper_prefixes(numbered.sequences);
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    const std::uint32_t sequence = numbered.sequence[row];
    if (numbered.items[sequence] == 1 && !prefix[sequence]) numbers[row] = no_token;
  }
  return numbers;
}

void enlarge_declared(Table& table, std::size_t position, std::uint32_t count) {
  if (table.declared_codebooks.empty()) return;
  if (position < table.declared_codebooks.size())
    table.declared_codebooks[position] = std::max<std::uint64_t>(
        table.declared_codebooks[position] + count, table.alphabets[position].size());
  else
    table.declared_codebooks.push_back(table.alphabets[position].size());
}

void note_lengths(const Table& before, RepairResult& result) {
  const Codes& codes = result.table.codes;
  if (before.codes.is_fixed_length() && !codes.is_fixed_length())
    result.notes.push_back(fmt::format(
        "the table now has sequences of {} and {} tokens; append to all items to keep one length",
        codes.min_length(), codes.max_length()));
}

}  // namespace

Result<void> append_tokens(const Table& table, const NumberedTable& numbered,
                           const RepairOptions& options, RepairResult& result) {
  const std::vector<std::uint32_t> numbers = choose_numbers(table, numbered, options);
  std::map<std::size_t, std::uint32_t> added;  // position -> tokens to add
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    if (numbers[row] == no_token) continue;
    std::uint32_t& count = added[table.codes.length(row)];
    count = std::max(count, numbers[row] + 1);
  }

  result.table = same_items(table);
  std::map<std::size_t, std::uint32_t> first_token;
  for (const auto& [position, count] : added) {
    auto tokens = add_tokens(table, position, count);
    if (!tokens) return tl::unexpected(tokens.error());
    NewCodes& added_here = result.new_codes.emplace_back();
    added_here.position = position;
    for (std::uint32_t n = 0; n < count; ++n)
      added_here.codes.push_back(tokens->alphabet.text(tokens->first + n));
    first_token[position] = tokens->first;
    result.table.alphabets.resize(std::max(result.table.alphabets.size(), position + 1));
    result.table.alphabets[position] = std::move(tokens->alphabet);
    enlarge_declared(result.table, position, count);
  }

  std::vector<std::uint64_t> offsets{0};
  std::vector<std::uint32_t> tokens;
  offsets.reserve(table.rows() + 1);
  table.codes.visit([&](const auto& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto sequence = rows[row];
      tokens.insert(tokens.end(), sequence.begin(), sequence.end());
      if (numbers[row] != no_token) {
        tokens.push_back(first_token[sequence.size()] + numbers[row]);
        result.changes.push_back({row, row, sequence.size()});
      }
      offsets.push_back(tokens.size());
    }
  });
  result.table.codes = make_codes(std::move(offsets), std::move(tokens));
  note_lengths(table, result);
  return {};
}

}  // namespace sidproof
