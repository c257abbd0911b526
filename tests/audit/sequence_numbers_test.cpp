// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/sequence_numbers.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

namespace sidproof {
namespace {

using Sequence = std::vector<std::uint32_t>;

// Thousands of them: the table of slots has to grow many times.
TEST(SequenceNumbers, AreThoseOfAMapByContent) {
  std::mt19937 random(7);
  SequenceNumbers numbers;
  std::map<Sequence, std::uint32_t> expected;
  std::vector<Sequence> in_order;
  for (int round = 0; round < 6000; ++round) {
    Sequence sequence(random() % 4);
    for (std::uint32_t& token : sequence) token = static_cast<std::uint32_t>(random() % 14);
    ASSERT_EQ(numbers.find(sequence).has_value(), expected.contains(sequence));
    const auto [entry, fresh] = expected.emplace(sequence, numbers.size());
    if (fresh) in_order.push_back(sequence);
    ASSERT_EQ(numbers.number(sequence), entry->second);
    ASSERT_EQ(numbers.size(), expected.size());
  }
  ASSERT_GT(in_order.size(), 1000U);
  for (std::uint32_t number = 0; number < numbers.size(); ++number) {
    const auto found = numbers[number];
    ASSERT_EQ(Sequence(found.begin(), found.end()), in_order[number]);
    ASSERT_EQ(numbers.find(in_order[number]), number);
    ASSERT_EQ(numbers.number(in_order[number]), number);
  }
}

TEST(SequenceNumbers, TellPrefixesApart) {
  SequenceNumbers numbers;
  EXPECT_EQ(numbers.number(Sequence{}), 0U);
  EXPECT_EQ(numbers.number(Sequence{0}), 1U);
  EXPECT_EQ(numbers.number(Sequence{0, 0}), 2U);
  EXPECT_EQ(numbers.number(Sequence{}), 0U);
  EXPECT_FALSE(numbers.find(Sequence{0, 0, 0}).has_value());
}

}  // namespace
}  // namespace sidproof
