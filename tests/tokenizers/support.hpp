// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "random/stream.hpp"
#include "tokenization/features.hpp"
#include "tokenization/table.hpp"
#include "tokenizers/code_rows.hpp"
#include "tokenizers/premises.hpp"

namespace sidproof::testing {

/// Codes from rows of tokens; codebooks are what the rows need, or as given.
inline CodeRows codes_of(const std::vector<std::vector<std::uint32_t>>& rows,
                         std::vector<std::uint32_t> codebooks = {}) {
  CodeRows codes;
  for (const auto& row : rows) {
    for (std::size_t j = 0; j < row.size(); ++j) {
      if (j >= codebooks.size()) codebooks.push_back(0);
      codebooks[j] = std::max(codebooks[j], row[j] + 1);
    }
    codes.push_back(row);
  }
  codes.codebooks = std::move(codebooks);
  return codes;
}

inline std::vector<std::vector<std::uint32_t>> rows_of(const CodeRows& codes) {
  std::vector<std::vector<std::uint32_t>> rows;
  for (std::size_t row = 0; row < codes.rows(); ++row)
    rows.emplace_back(codes[row].begin(), codes[row].end());
  return rows;
}

inline std::vector<std::vector<std::uint32_t>> rows_of(const Table& table) {
  std::vector<std::vector<std::uint32_t>> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) rows.push_back(table.codes.row(row));
  return rows;
}

inline Features features_of(std::initializer_list<std::initializer_list<float>> rows) {
  std::vector<float> values;
  for (const auto& row : rows) values.insert(values.end(), row.begin(), row.end());
  return Features::own(rows.size(), rows.begin()->size(), std::move(values));
}

/// `rows` points around `centres` random centres; every tenth row repeats the one
/// before it.
inline Features clustered_features(std::size_t rows, std::size_t columns, std::size_t centres,
                                   std::uint64_t seed) {
  RandomStream random(Seed{0, seed});
  std::vector<float> centre(centres * columns);
  for (float& value : centre) value = static_cast<float>(4 * random.unit() - 2);
  std::vector<float> values;
  for (std::size_t row = 0; row < rows; ++row) {
    if (row % 10 == 9) {
      values.insert(values.end(), values.end() - static_cast<std::ptrdiff_t>(columns),
                    values.end());
      continue;
    }
    const std::size_t c = random.below(centres) * columns;
    for (std::size_t j = 0; j < columns; ++j)
      values.push_back(centre[c + j] + static_cast<float>(random.unit() - 0.5));
  }
  return Features::own(rows, columns, std::move(values));
}

/// The token texts of every item by its id.
inline std::map<std::string, std::vector<std::string>> by_item(const Table& table) {
  std::map<std::string, std::vector<std::string>> result;
  for (std::size_t row = 0; row < table.rows(); ++row) result[table.items[row]] = table.tokens(row);
  return result;
}

/// The premises that this table satisfies, by brute force over token texts; order
/// independence is no property of one table and stays false.
inline Premises observed(const Table& table) {
  std::vector<std::vector<std::string>> codes;
  for (std::size_t row = 0; row < table.rows(); ++row) codes.push_back(table.tokens(row));
  const std::set<std::vector<std::string>> distinct(codes.begin(), codes.end());
  Premises premises{true, true, true, true, false};
  premises.one_to_one = distinct.size() == codes.size();
  for (const auto& a : distinct)
    for (const auto& b : distinct)
      if (a.size() < b.size() && std::equal(a.begin(), a.end(), b.begin()))
        premises.prefix_free = false;
  double space = 1;
  for (const Alphabet& alphabet : table.alphabets) space *= alphabet.size();
  for (const auto& code : codes)
    premises.fixed_length = premises.fixed_length && code.size() == codes[0].size();
  premises.onto = premises.fixed_length && static_cast<double>(distinct.size()) == space;
  return premises;
}

}  // namespace sidproof::testing
