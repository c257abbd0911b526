// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "base/memory.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <limits>

#include "sanitized.hpp"

namespace sidproof {
namespace {

TEST(Memory, AMachineHasSomeAndNotAll) {
  const std::uint64_t bytes = available_memory();
  EXPECT_GT(bytes, std::uint64_t{1} << 26U);
  EXPECT_LE(bytes, static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
                       static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)));
}

#if !SIDPROOF_SANITIZED
TEST(Memory, WhatIsLeftOfALimitOnAddressSpaceCounts) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_AS, &before), 0);
  rlimit limit = before;
  limit.rlim_cur = rlim_t{1} << 30U;
  ASSERT_EQ(::setrlimit(RLIMIT_AS, &limit), 0);
  const std::uint64_t bytes = available_memory();
  ASSERT_EQ(::setrlimit(RLIMIT_AS, &before), 0);
  EXPECT_LT(bytes, std::uint64_t{1} << 30U);
  EXPECT_GT(bytes, std::uint64_t{1} << 20U);
}
#endif

TEST(Memory, APredictionBeyondTheLimitIsRefusedWithBothFigures) {
  EXPECT_TRUE(require_memory("this", 1000, "", 1000));
  const auto refused = require_memory("this", 0x1p30 + 1, "take less", 1U << 20U);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
  EXPECT_EQ(refused.error().what, "this would take about 2 GiB of memory, 1 MiB are allowed");
  EXPECT_EQ(refused.error().hint, "take less");
  EXPECT_FALSE(require_memory("this", std::numeric_limits<double>::infinity(), ""));
}

}  // namespace
}  // namespace sidproof
