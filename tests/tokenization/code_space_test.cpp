// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenization/code_space.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace sidproof {
namespace {

TEST(CodeSpace, NumbersItsSequencesInLexicographicOrder) {
  const CodeSpace space({2, 3, 1});
  std::vector<Sequence> seen;
  space.for_each([&](SequenceView s) {
    EXPECT_EQ(space.index(s), seen.size());
    seen.emplace_back(s.begin(), s.end());
    EXPECT_EQ(space.sequence(seen.size() - 1), seen.back());
  });
  EXPECT_EQ(seen.size(), space.sequences());
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_EQ(seen.back(), (Sequence{1, 2, 0}));
}

TEST(CodeSpace, OfLengthZeroHoldsTheEmptySequence) {
  const CodeSpace space;
  EXPECT_EQ(space.sequences(), 1U);
  int count = 0;
  space.for_each([&](SequenceView s) { count += s.empty() ? 1 : 100; });
  EXPECT_EQ(count, 1);
  EXPECT_TRUE(space.contains_prefix({}));
}

TEST(CodeSpace, RefusesAnEmptyAlphabet) { EXPECT_THROW(CodeSpace({2, 0}), std::invalid_argument); }

TEST(CodeSpace, SaysWhenItsSizeDoesNotFit) {
  const std::uint32_t largest = 4294967295U;
  EXPECT_EQ(CodeSpace({largest, largest}).sequences(), std::uint64_t{largest} * largest);
  EXPECT_EQ(CodeSpace({65536, 65536, 65536, 65535}).sequences(), 18446462598732840960U);
  EXPECT_FALSE(CodeSpace({65536, 65536, 65536, 65536}).sequences().has_value());
}

TEST(CodeSpace, KnowsWhichPrefixesItContains) {
  const CodeSpace space({2, 3});
  EXPECT_TRUE(space.contains_prefix(Sequence{1, 2}));
  EXPECT_TRUE(space.contains_prefix(Sequence{1}));
  EXPECT_FALSE(space.contains_prefix(Sequence{2}));
  EXPECT_FALSE(space.contains_prefix(Sequence{1, 3}));
  EXPECT_FALSE(space.contains_prefix(Sequence{1, 2, 0}));
}

}  // namespace
}  // namespace sidproof
