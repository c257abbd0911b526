// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "random/philox_lanes.hpp"

#include <gtest/gtest.h>

#include <memory>

#include "random/stream.hpp"

namespace sidproof {
namespace {

TEST(PhiloxLanes, EveryLaneIsTheStreamOfItsSeed) {
  constexpr std::size_t count = 5;
  std::array<Seed, count> seeds;
  std::array<std::unique_ptr<RandomStream>, count> streams;
  for (std::size_t l = 0; l < count; ++l) {
    seeds[l] = Seed{0x0123456789abcdefU, 0xfedcba9876543210U}.derive(l);
    streams[l] = std::make_unique<RandomStream>(seeds[l]);
  }
  PhiloxLanes<count> lanes(seeds);
  std::array<std::uint64_t, count> first{};
  std::array<std::uint64_t, count> second{};
  for (int round = 0; round < 100; ++round) {
    lanes.next(first, second);
    for (std::size_t l = 0; l < count; ++l) {
      ASSERT_EQ(first[l], streams[l]->bits64());
      ASSERT_EQ(second[l], streams[l]->bits64());
    }
  }
}

}  // namespace
}  // namespace sidproof
