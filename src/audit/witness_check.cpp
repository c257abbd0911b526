// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/witness_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sidproof {
namespace {

Result<void> does_not_show(const Table& table, std::string what) {
  return fail(ErrorCode::internal, "a witness does not show what it claims: " + std::move(what),
              {table.path, {}, {}});
}

bool is_a_group(const Table& table, std::span<const std::uint64_t> rows) {
  if (rows.size() < 2) return false;
  const bool one_sequence = table.codes.visit([&](const auto& codes) {
    const auto own = codes[rows.front()];
    return std::ranges::all_of(
        rows, [&](std::uint64_t row) { return std::ranges::equal(own, codes[row]); });
  });
  if (!one_sequence || table.items.are_row_numbers()) return one_sequence;
  std::vector<std::string_view> items;
  items.reserve(rows.size());
  for (const std::uint64_t row : rows) items.push_back(table.items.view(row));
  std::ranges::sort(items);
  return std::ranges::adjacent_find(items) == items.end();
}

bool begins_properly(const Table& table, const PrefixWitness& witness) {
  const auto prefix = table.codes.row(witness.prefix_row);
  const auto extension = table.codes.row(witness.extension_row);
  return prefix.size() < extension.size() &&
         std::equal(prefix.begin(), prefix.end(), extension.begin());
}

// The rows whose sequence begins `emitted`; a text that is no token of its position
// begins nothing.
std::vector<std::uint64_t> rows_along(const Table& table, const std::vector<std::string>& emitted) {
  std::vector<std::optional<std::uint32_t>> path;
  for (std::size_t j = 0; j < emitted.size(); ++j)
    path.push_back(j < table.alphabets.size() ? table.alphabets[j].find(emitted[j]) : std::nullopt);
  std::vector<std::uint64_t> along;
  table.codes.visit([&](const auto& rows) {
    for (std::uint64_t row = 0; row < rows.size(); ++row) {
      const auto own = rows[row];
      bool begins = own.size() <= path.size();
      for (std::size_t j = 0; begins && j < own.size(); ++j) begins = path[j] && own[j] == *path[j];
      if (begins) along.push_back(row);
    }
  });
  return along;
}

}  // namespace

Result<void> check_witnesses(const Table& table, const AuditResult& audit) {
  for (std::size_t group = 0; group < audit.groups.size(); ++group)
    if (!is_a_group(table, audit.groups[group]))
      return does_not_show(table, fmt::format("collision group {}", group + 1));
  for (const PrefixWitness& witness : audit.prefix_witnesses)
    if (!begins_properly(table, witness))
      return does_not_show(table, fmt::format("row {} begins row {}", witness.prefix_row + 1,
                                              witness.extension_row + 1));
  if (audit.missing && !rows_along(table, *audit.missing).empty())
    return does_not_show(table, fmt::format("no item has {}", fmt::join(*audit.missing, " ")));
  return {};
}

Result<void> check_z_witness(const Table& table, const ZWitness& witness) {
  if (!witness.exists) return {};
  const std::vector<std::uint64_t> rows = rows_along(table, witness.sequence);
  // Sequences that begin one sequence are told apart by their lengths.
  std::set<std::pair<std::string, std::size_t>> pairs;
  for (const std::uint64_t row : rows) pairs.emplace(table.items[row], table.codes.length(row));
  if (witness.z == pairs.size() && witness.z != 1) return {};
  return does_not_show(
      table, fmt::format("Z = {} of the model that always emits {}; it is {}", witness.z.str(),
                         fmt::join(witness.sequence, " "), pairs.size()));
}

}  // namespace sidproof
