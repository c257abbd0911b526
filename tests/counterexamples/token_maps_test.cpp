// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/token_maps.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace sidproof {
namespace {

using Table = std::vector<Sequence>;

Table sorted_codes(const TokenMap& map) {
  Table table;
  for (std::size_t v = 0; v < map.items(); ++v) table.emplace_back(map[v].begin(), map[v].end());
  std::sort(table.begin(), table.end());
  return table;
}

// All tables that one becomes when, after each prefix of k = 2 positions of two tokens,
// the tokens may change names.
std::set<Table> renamings(const Table& table) {
  std::set<Table> all;
  for (unsigned swaps = 0; swaps < 8; ++swaps) {
    Table renamed = table;
    for (Sequence& code : renamed) {
      const std::uint32_t first = code.empty() ? 0 : code[0];
      if (!code.empty()) code[0] ^= swaps & 1U;
      if (code.size() > 1) code[1] ^= (swaps >> (1 + first)) & 1U;
    }
    std::sort(renamed.begin(), renamed.end());
    all.insert(renamed);
  }
  return all;
}

TEST(TokenMaps, AreAllTablesUpToTheOrderOfItems) {
  // n items of s codes without order: C(s + n - 1, n).
  EXPECT_EQ(token_maps(1, 1, 2, false, Naming::items).size(), 2U);
  EXPECT_EQ(token_maps(3, 2, 2, false, Naming::items).size(), 20U);
  EXPECT_EQ(token_maps(2, 2, 3, false, Naming::items).size(), 45U);
  EXPECT_EQ(token_maps(2, 2, 2, true, Naming::items).size(), 21U);  // 6 codes of 1 or 2 tokens
}

TEST(TokenMaps, OneOfEachFormStandsForAllItsRenamings) {
  for (const bool variable : {false, true})
    for (std::uint32_t items = 1; items <= 4; ++items) {
      std::set<Table> all;
      for (const TokenMap& map : token_maps(items, 2, 2, variable, Naming::items))
        all.insert(sorted_codes(map));
      std::set<Table> covered;
      std::size_t sum = 0;
      for (const TokenMap& map : token_maps(items, 2, 2, variable, Naming::trie)) {
        const std::set<Table> orbit = renamings(sorted_codes(map));
        sum += orbit.size();
        covered.insert(orbit.begin(), orbit.end());
      }
      EXPECT_EQ(covered, all) << items;
      EXPECT_EQ(sum, all.size()) << "two of one form among " << items << " items";
    }
}

TEST(RowsInUse, AreThePrefixesThatGoOn) {
  const TokenMap map(CodeSpace({2, 2, 2}), Table{{1}, {0, 1, 1}, {0, 1, 0}});
  EXPECT_EQ(rows_in_use(map), (Table{{}, {0}, {0, 1}}));
}

}  // namespace
}  // namespace sidproof
