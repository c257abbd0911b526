// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/free_sequences.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <vector>

namespace sidproof {
namespace {

using Sequence = std::vector<std::uint32_t>;

bool begins(const Sequence& prefix, const Sequence& sequence) {
  return prefix.size() <= sequence.size() &&
         std::equal(prefix.begin(), prefix.end(), sequence.begin());
}

// The definition: all sequences of the length with the kept tokens, in order.
std::optional<Sequence> first_free(const std::vector<Sequence>& used,
                                   const std::vector<TokenRange>& ranges, Sequence prefix,
                                   std::size_t length) {
  if (prefix.size() == length) {
    for (const Sequence& other : used)
      if (begins(other, prefix) || begins(prefix, other)) return std::nullopt;
    return prefix;
  }
  const TokenRange range = ranges[prefix.size()];
  prefix.push_back(0);
  for (std::uint64_t token = range.first; token < range.end; ++token) {
    prefix.back() = static_cast<std::uint32_t>(token);
    if (auto found = first_free(used, ranges, prefix, length)) return found;
  }
  return std::nullopt;
}

TEST(FreeSequences, AreTheFirstOnesOfTheDefinition) {
  std::mt19937 random(11);
  int found = 0;
  int none = 0;
  for (int round = 0; round < 600; ++round) {
    std::vector<TokenRange> ranges;
    for (int j = 0; j < 4; ++j) {
      const std::uint64_t first = random() % 3;
      ranges.push_back({first, first + 1 + random() % 3});
    }
    FreeSequences free(ranges);
    std::vector<Sequence> used;
    const bool fixed = round % 2 == 0;
    for (int i = 0; i < 6; ++i) {
      Sequence sequence;
      for (std::size_t j = 0; j < (fixed ? 3 : random() % 5); ++j)
        sequence.push_back(static_cast<std::uint32_t>(
            ranges[j].first + random() % (ranges[j].end - ranges[j].first)));
      ASSERT_TRUE(free.add(sequence));
      used.push_back(sequence);
    }
    for (int i = 0; i < 12; ++i) {
      const Sequence origin = used[random() % 6];
      const std::size_t kept = random() % (origin.size() + 1);
      const auto taken = free.take(origin, kept);
      const Sequence prefix(origin.begin(), origin.begin() + static_cast<std::ptrdiff_t>(kept));
      ASSERT_EQ(taken, first_free(used, ranges, prefix, origin.size()));
      ++(taken ? found : none);
      if (taken) used.push_back(*taken);
    }
  }
  EXPECT_GT(found, 500);
  EXPECT_GT(none, 500);
}

}  // namespace
}  // namespace sidproof
