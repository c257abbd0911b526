// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "audit/small_tables.hpp"
#include "verification/certify.hpp"

namespace sidproof::testing {

/// A random small table: full, one-to-one or colliding; of one length or of several;
/// with items that stand in several rows.
inline Table random_table(std::mt19937_64& random) {
  const auto below = [&](std::uint64_t bound) { return random() % bound; };
  const std::size_t length = below(5);
  const bool fixed = below(2) == 0;
  const bool repeats = below(4) == 0;
  const std::uint64_t widest = 1 + below(4);
  std::vector<Row> rows(1 + below(14));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].item = std::to_string(repeats ? below(6) : i);
    const std::size_t own = fixed ? length : below(length + 1);
    for (std::size_t j = 0; j < own; ++j)
      rows[i].tokens.push_back(std::string(1, static_cast<char>('a' + below(widest))));
  }
  return make_table(rows);
}

/// Codebooks that hold the table's tokens, some larger.
inline std::vector<std::uint64_t> random_codebooks(std::mt19937_64& random, const Table& table) {
  std::vector<std::uint64_t> codebooks;
  for (const Alphabet& alphabet : table.alphabets)
    codebooks.push_back(alphabet.size() + random() % 2);
  return codebooks;
}

inline Verification verified(const Table& table, std::vector<std::uint64_t> codebooks = {},
                             unsigned threads = 1) {
  AuditOptions options;
  options.codebooks = std::move(codebooks);
  const auto result = audit(table, options);
  if (!result) throw std::runtime_error(to_string(result.error()));
  auto verification = certify(table, *result, Threads{threads});
  if (!verification) throw std::runtime_error(to_string(verification.error()));
  return std::move(*verification);
}

}  // namespace sidproof::testing
