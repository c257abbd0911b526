// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "random/philox.hpp"

#include <gtest/gtest.h>

namespace sidproof {
namespace {

// The known answers that are published with Random123 (kat_vectors, philox4x32 10).
TEST(Philox, EncryptsZerosToTheKnownAnswer) {
  EXPECT_EQ(philox4x32_10({0, 0, 0, 0}, {0, 0}),
            (PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
}

TEST(Philox, EncryptsOnesToTheKnownAnswer) {
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox4x32_10({ones, ones, ones, ones}, {ones, ones}),
            (PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

TEST(Philox, EncryptsTheDigitsOfPiToTheKnownAnswer) {
  EXPECT_EQ(
      philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
      (PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

// C++26 requires this of std::philox4x32, whose default seed is 20111115.
TEST(Philox, GivesTheStandardsTenThousandthNumber) {
  const PhiloxCounter block = philox4x32_10({2499, 0, 0, 0}, {20111115, 0});
  EXPECT_EQ(block[3], 1955073260U);
}

TEST(Philox, IsAConstantExpression) {
  static_assert(philox4x32_10({0, 0, 0, 0}, {0, 0})[0] == 0x6627e8d5);
  SUCCEED();
}

}  // namespace
}  // namespace sidproof
