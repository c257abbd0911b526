// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/collapse.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace sidproof {
namespace {

constexpr std::uint64_t fewest_rows = 16;
constexpr std::uint64_t few = 20;  // one in so many

// The code of more than half of the rows that have the position (Boyer and Moore).
std::string majority_code(const Table& table, std::size_t position) {
  std::uint32_t candidate = 0;
  std::uint64_t lead = 0;
  table.codes.visit([&](const auto& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (rows[row].size() <= position) continue;
      const std::uint32_t code = rows[row][position];
      if (lead == 0) candidate = code;
      lead = code == candidate ? lead + 1 : lead - 1;
    }
  });
  return table.alphabets[position].text(candidate);
}

bool tells_duplicates_apart(const AuditResult& audit, std::size_t position) {
  return position > 0 && position + 1 == audit.positions.size() &&
         2 * audit.levels[position - 1].distinct >= audit.distinct_sequences;
}

}  // namespace

std::vector<Finding> collapsed_positions(const Table& table, const AuditResult& audit) {
  std::vector<Finding> collapsed;
  const auto add = [&](std::size_t position, std::string what) {
    collapsed.push_back({Finding::Kind::other,
                         fmt::format("position {} has collapsed: {}", position + 1, what), 1});
  };
  for (std::size_t j = 0; j < audit.positions.size(); ++j) {
    const PositionUse& use = audit.positions[j];
    if (use.rows < fewest_rows || tells_duplicates_apart(audit, j)) continue;
    const bool few_codes = audit.codebook_source != CodebookSource::in_use &&
                           audit.codebook_source != CodebookSource::refuted &&
                           use.rows >= use.codebook && use.used <= use.codebook / few;
    if (use.largest_share * few >= few - 1)
      add(j, fmt::format("{} of {} rows have code {} there",
                         Rational(use.largest_share * use.rows).str(), use.rows,
                         majority_code(table, j)));
    else if (few_codes)
      add(j, fmt::format("{} of {} codes are in use", use.used, use.codebook));
  }
  return collapsed;
}

}  // namespace sidproof
