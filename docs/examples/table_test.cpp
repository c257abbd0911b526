// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// A unit test of a table, in GoogleTest.
#include <gmock/gmock.h>

#include <testing/table_matchers.hpp>

namespace {

sidproof::Table table(std::vector<std::uint8_t> codes) {
  sidproof::Table table;
  const std::size_t rows = codes.size() / 2;
  table.codes = sidproof::Codes::fixed(rows, 2, std::move(codes));
  table.alphabets.assign(2, sidproof::Alphabet::numbers(2));
  table.items = sidproof::ItemIds::row_numbers(rows);
  return table;
}

TEST(OurTable, IsOneToOne) {
  EXPECT_THAT(table({0, 0, 0, 1, 1, 0}), sidproof::OneToOne());
  EXPECT_THAT(table({0, 0, 0, 1, 1, 0}), sidproof::PrefixFree());
  EXPECT_THAT(table({0, 0, 0, 1, 1, 0, 1, 1}), sidproof::Onto());
}

TEST(OurTable, ACollisionIsShown) {
  testing::StringMatchResultListener listener;
  const auto one_to_one = sidproof::OneToOne();
  EXPECT_FALSE(one_to_one.MatchAndExplain(table({0, 0, 0, 1, 0, 1}), &listener));
  EXPECT_THAT(listener.str(), testing::HasSubstr("items 1 and 2 are both"));
}

}  // namespace
