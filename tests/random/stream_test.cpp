// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "random/stream.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <vector>

namespace sidproof {
namespace {

static_assert(std::uniform_random_bit_generator<RandomStream>);

TEST(RandomStream, EmitsTheBlocksOfPhiloxInOrder) {
  const Seed seed{0x1111222233334444, 0x5555666677778888};
  RandomStream stream(seed);
  for (std::uint32_t block = 0; block < 3; ++block)
    for (const std::uint32_t word :
         philox4x32_10({block, 0, 0x33334444, 0x11112222}, {0x77778888, 0x55556666}))
      EXPECT_EQ(stream(), word);
}

TEST(RandomStream, DiffersForSeedsThatDifferInOneBit) {
  std::set<std::uint64_t> first;
  first.insert(RandomStream(Seed{0, 0}).bits64());
  for (unsigned bit = 0; bit < 64; ++bit) {
    first.insert(RandomStream(Seed{std::uint64_t{1} << bit, 0}).bits64());
    first.insert(RandomStream(Seed{0, std::uint64_t{1} << bit}).bits64());
  }
  EXPECT_EQ(first.size(), 129U);
}

TEST(RandomStream, DrawsEveryNumberBelowABoundAboutEquallyOften) {
  RandomStream stream(Seed{0, 1});
  std::vector<int> count(7);
  for (int i = 0; i < 70000; ++i) ++count[stream.below(7)];
  // Standard deviation 92.6; the seed is fixed, so this cannot fail by chance later.
  for (const int seen : count) EXPECT_NEAR(seen, 10000, 500);
}

// With bound = 3 * 2^62 the multiply-high map without rejection gives two numbers
// to one third of the range and one to the rest: twice as often.
TEST(RandomStream, RejectsSoThatLargeBoundsAreUniformToo) {
  RandomStream stream(Seed{0, 2});
  const std::uint64_t bound = std::uint64_t{3} << 62U;
  std::vector<int> residue(3);
  for (int i = 0; i < 30000; ++i) ++residue[stream.below(bound) % 3];
  for (const int seen : residue) EXPECT_NEAR(seen, 10000, 500);
}

TEST(RandomStream, DrawsOnlyZeroBelowOne) {
  RandomStream stream(Seed{0, 3});
  for (int i = 0; i < 100; ++i) EXPECT_EQ(stream.below(1), 0U);
}

TEST(RandomStream, DrawsUnitNumbersOfFiftyThreeBits) {
  RandomStream stream(Seed{0, 4});
  double sum = 0;
  for (int i = 0; i < 10000; ++i) {
    const double value = stream.unit();
    ASSERT_GE(value, 0.0);
    ASSERT_LT(value, 1.0);
    const double scaled = value * 0x1p53;
    ASSERT_EQ(scaled, static_cast<double>(static_cast<std::uint64_t>(scaled)));
    sum += value;
  }
  EXPECT_NEAR(sum / 10000, 0.5, 0.015);
}

}  // namespace
}  // namespace sidproof
