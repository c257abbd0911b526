// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/item_ids.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace sidproof {
namespace {

TEST(ItemIds, AsRowNumbersAreDecimal) {
  const ItemIds ids = ItemIds::row_numbers(1000);
  EXPECT_TRUE(ids.are_row_numbers());
  EXPECT_EQ(ids.size(), 1000U);
  EXPECT_EQ(ids[0], "0");
  EXPECT_EQ(ids[999], "999");
}

TEST(ItemIds, AsTextsAreKeptByteByByte) {
  ItemIds ids;
  ids.push_back("B001");
  ids.push_back("");
  ids.push_back(std::string_view("a\0b", 3));
  EXPECT_FALSE(ids.are_row_numbers());
  ASSERT_EQ(ids.size(), 3U);
  EXPECT_EQ(ids[0], "B001");
  EXPECT_EQ(ids[1], "");
  EXPECT_EQ(ids.view(2), std::string_view("a\0b", 3));
}

TEST(ItemIds, MayBeNone) {
  EXPECT_EQ(ItemIds().size(), 0U);
  EXPECT_FALSE(ItemIds().are_row_numbers());
}

TEST(ItemIds, AsRowNumbersTakeNoText) {
  ItemIds ids = ItemIds::row_numbers(2);
  EXPECT_THROW(ids.push_back("x"), std::logic_error);
  EXPECT_EQ(ids.size(), 2U);
  EXPECT_EQ(ids[1], "1");
}

}  // namespace
}  // namespace sidproof
