// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "random/seed.hpp"

#include <gtest/gtest.h>

#include <set>

#include "random/stream.hpp"

namespace sidproof {
namespace {

TEST(Seed, ReadsDecimalNumbersBelow2To128) {
  EXPECT_EQ(parse_seed("0"), (Seed{0, 0}));
  EXPECT_EQ(parse_seed("18446744073709551615"), (Seed{0, ~std::uint64_t{0}}));
  EXPECT_EQ(parse_seed("18446744073709551616"), (Seed{1, 0}));
  EXPECT_EQ(parse_seed("00340282366920938463463374607431768211455"),
            (Seed{~std::uint64_t{0}, ~std::uint64_t{0}}));
  EXPECT_EQ(parse_seed("340282366920938463463374607431768211456"), std::nullopt);
}

TEST(Seed, ReadsUpTo32HexadecimalDigits) {
  EXPECT_EQ(parse_seed("0x1F"), (Seed{0, 31}));
  EXPECT_EQ(parse_seed("0x10000000000000000"), (Seed{1, 0}));
  EXPECT_EQ(parse_seed("0x0123456789abcdeffedcba9876543210"),
            (Seed{0x0123456789abcdef, 0xfedcba9876543210}));
  EXPECT_EQ(parse_seed("0x123456789012345678901234567890123"), std::nullopt);
}

TEST(Seed, RefusesOtherTexts) {
  for (const char* text : {"", "-1", "+1", " 1", "1 ", "0x", "0xg", "1.5", "0x1 2"})
    EXPECT_EQ(parse_seed(text), std::nullopt) << text;
}

TEST(Seed, IsReadBackFromItsText) {
  const Seed seed{0x0102030405060708, 0x090a0b0c0d0e0f10};
  EXPECT_EQ(to_string(seed), "0x0102030405060708090a0b0c0d0e0f10");
  EXPECT_EQ(parse_seed(to_string(seed)), seed);
}

TEST(Seed, DerivesDifferentSeedsForDifferentLabelsAndParents) {
  std::set<Seed> seeds;
  for (std::uint64_t parent = 0; parent < 10; ++parent) {
    for (std::uint64_t label = 0; label < 10; ++label) {
      seeds.insert(Seed{0, parent}.derive(label));
      seeds.insert(Seed{parent + 1, 0}.derive(label));
    }
  }
  EXPECT_EQ(seeds.size(), 200U);
}

TEST(Seed, DerivesNoBlockThatItsOwnStreamEmits) {
  const Seed seed{3, 4};
  const Seed derived = seed.derive(0);
  RandomStream stream(seed);
  for (int i = 0; i < 1000; ++i) EXPECT_NE(stream.bits64(), derived.low);
}

}  // namespace
}  // namespace sidproof
