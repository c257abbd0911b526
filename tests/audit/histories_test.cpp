// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/histories.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "audit/small_tables.hpp"

namespace sidproof {
namespace {

using testing::add_example;
using testing::users;

std::vector<std::uint32_t> numbers_of(const Interactions& interactions) {
  auto numbers = number_histories(interactions);
  EXPECT_TRUE(numbers.has_value());
  return numbers.value_or(std::vector<std::uint32_t>{});
}

TEST(Histories, AreTheSameExactlyWhenTheirItemsAreTheSameInOrder) {
  Interactions x;
  add_example(x, {"a", "b"}, "t");
  add_example(x, {"b", "a"}, "t");
  add_example(x, {"a"}, "t");
  add_example(x, {}, "t");
  add_example(x, {"a", "b"}, "u");
  add_example(x, {"a", "b", "b"}, "t");
  const auto n = numbers_of(x);
  EXPECT_EQ(n[0], n[4]);
  EXPECT_EQ(n[3], 0U);
  EXPECT_EQ(std::set<std::uint32_t>(n.begin(), n.end()).size(), 5U);
}

TEST(Histories, OfUsersWithACommonStartAreTheSame) {
  const Interactions x = users({{"a", "b", "c", "d"}, {"a", "b", "e"}});
  const auto n = numbers_of(x);
  EXPECT_EQ(n[0], n[4]);  // nothing
  EXPECT_EQ(n[1], n[5]);  // a
  EXPECT_EQ(n[2], n[6]);  // a b
  EXPECT_NE(n[3], n[6]);
}

TEST(Histories, AgreeWithComparingAllPairsOfSpans) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 60; ++round) {
    Interactions x;
    for (int i = 0; i < 3; ++i) x.items.intern(std::to_string(i));
    for (int i = 0; i < 40; ++i) x.events.push_back(static_cast<std::uint32_t>(random() % 2));
    for (int i = 0; i < 50; ++i) {
      Example e;
      e.begin = random() % 38;
      e.end = e.begin + random() % std::min<std::uint64_t>(5, 41 - e.begin);
      x.examples.push_back(e);
    }
    const auto n = numbers_of(x);
    for (std::size_t a = 0; a < n.size(); ++a)
      for (std::size_t b = 0; b < a; ++b)
        ASSERT_EQ(n[a] == n[b],
                  std::ranges::equal(x.history(x.examples[a]), x.history(x.examples[b])));
  }
}

TEST(Histories, OfOneVeryLongUserTakeLinearTime) {
  Interactions x;
  for (int i = 0; i < 300000; ++i) x.events.push_back(x.items.intern(std::to_string(i % 5)));
  leave_one_out(x, std::vector<std::uint64_t>{0, x.events.size()});
  const auto n = numbers_of(x);  // by copying prefixes: 45 G items
  EXPECT_EQ(std::set<std::uint32_t>(n.begin(), n.end()).size(), x.events.size());
}

TEST(Histories, OutsideTheEventsAreAnError) {
  Interactions x = users({{"a", "b"}});
  x.examples[1].end = 3;
  const auto n = number_histories(x);
  ASSERT_FALSE(n.has_value());
  EXPECT_EQ(n.error().code, ErrorCode::usage);
}

}  // namespace
}  // namespace sidproof
