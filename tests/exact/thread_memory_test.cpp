// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <latch>
#include <vector>

#include "base/parallel.hpp"
#include "exact/flint_rational.hpp"
#include "sanitized.hpp"

namespace sidproof {
namespace {

std::uint64_t resident_bytes() {
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  std::ifstream("/proc/self/statm") >> all >> resident;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

// FLINT keeps the memory of freed numbers for the thread that freed them: 100 KB that
// nobody has any more when the thread ends.
TEST(ThreadMemory, ThreadsThatComputedWithFlintLeaveNothing) {
  if (SIDPROOF_SANITIZED) GTEST_SKIP() << "freed memory is kept to look at";
  const auto compute = [](std::size_t task) {
    FlintRational large(3);
    for (int i = 0; i < 8; ++i) large *= large;
    const std::vector<FlintRational> many(2000, large);
    EXPECT_NE(many.back(), FlintRational(static_cast<std::int64_t>(task)));
  };
  const auto rounds = [&](int count) {
    for (int i = 0; i < count; ++i) {
      std::latch all_threads(3);  // so that each of them takes one task
      parallel_for({3}, 3, [&](std::size_t task) {
        all_threads.arrive_and_wait();
        compute(task);
      });
    }
  };
  rounds(20);
  const std::uint64_t before = resident_bytes();
  rounds(200);
  EXPECT_LT(resident_bytes(), before + (std::uint64_t{16} << 20U));
}

}  // namespace
}  // namespace sidproof
