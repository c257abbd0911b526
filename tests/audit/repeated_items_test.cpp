// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/repeated_items.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "audit/audit_tables.hpp"

namespace sidproof {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

RepeatedItems find(const oracle::Rows& rows) {
  const Table table = table_of(rows);
  return repeated_items(table.items, table.codes);
}

TEST(RepeatedItems, IncreasingIdsAndRowNumbersAreDistinct) {
  EXPECT_THAT(find(numbered({{0}, {0}, {0}})).later_rows, IsEmpty());
  EXPECT_EQ(find({{"9", {0}}, {"10", {0}}, {"B", {0}}}).items, 3U);
  const Table table = table_of(numbered({{0}, {0}}));
  EXPECT_EQ(repeated_items(ItemIds::row_numbers(2), table.codes).items, 2U);
}

TEST(RepeatedItems, NeighboursAndEmptyIdsCanRepeat) {
  EXPECT_THAT(find({{"1", {0}}, {"2", {0}}, {"2", {0}}}).later_rows, ElementsAre(2));
  EXPECT_THAT(find({{"", {0}}, {"", {1}}}).later_rows, ElementsAre(1));
}

TEST(RepeatedItems, SameSequencesAreDuplicatesOthersConflict) {
  const RepeatedItems found =
      find({{"x", {1}}, {"y", {2}}, {"x", {3}}, {"x", {1}}, {"y", {2}}, {"z", {2}}, {"x", {3}}});
  EXPECT_EQ(found.items, 3U);
  EXPECT_EQ(found.repeated, 2U);
  EXPECT_EQ(found.conflicting, 1U);
  EXPECT_THAT(found.later_rows, ElementsAre(2, 3, 4, 6));
  EXPECT_THAT(found.duplicate_rows, ElementsAre(3, 4, 6));
  ASSERT_EQ(found.conflicts.size(), 4U);
  EXPECT_EQ(found.conflicts[1].row, 2U);
  EXPECT_EQ(found.conflicts[1].first_row, 0U);
}

TEST(RepeatedItems, ManyRowsOfManyItemsAreFound) {
  std::mt19937 random(9);
  oracle::Rows rows;
  for (int i = 0; i < 20000; ++i)
    rows.emplace_back("item-" + std::to_string(random() % 9000),
                      oracle::Sequence{static_cast<std::uint32_t>(random() % 2)});
  const RepeatedItems found = find(rows);
  std::map<std::string, std::vector<std::uint64_t>> expected;
  for (std::uint64_t row = 0; row < rows.size(); ++row) expected[rows[row].first].push_back(row);
  std::vector<std::uint64_t> later;
  std::uint64_t conflicting = 0;
  for (const auto& [item, own] : expected) {
    later.insert(later.end(), own.begin() + 1, own.end());
    conflicting += std::any_of(own.begin(), own.end(), [&](std::uint64_t row) {
      return rows[row].second != rows[own[0]].second;
    });
  }
  std::sort(later.begin(), later.end());
  EXPECT_EQ(found.items, expected.size());
  EXPECT_EQ(found.later_rows, later);
  EXPECT_EQ(found.conflicting, conflicting);
}

}  // namespace
}  // namespace sidproof
