// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "base/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

namespace sidproof {
namespace {

TEST(ParallelFor, RunsEveryTaskExactlyOnceForAnyNumberOfThreads) {
  for (const unsigned threads : {0U, 1U, 2U, 3U, 16U}) {
    std::vector<std::atomic<int>> runs(100);
    parallel_for({threads}, runs.size(), [&](std::size_t task) { ++runs[task]; });
    for (const auto& count : runs) EXPECT_EQ(count, 1) << threads << " threads";
  }
}

std::atomic<int> ended{0};

TEST(ParallelFor, EveryThreadThatItStartsReleasesItsMemoryOnce) {
  const auto release = +[] { ++ended; };
  at_thread_end(release);
  at_thread_end(release);
  parallel_for({1}, 10, [](std::size_t) {});
  EXPECT_EQ(ended, 0) << "the caller's thread goes on";
  parallel_for({4}, 10, [](std::size_t) {});
  EXPECT_EQ(ended, 3);
}

TEST(ParallelFor, DoesNothingForNoTasks) {
  parallel_for({4}, 0, [](std::size_t) { FAIL(); });
}

TEST(ParallelFor, RethrowsTheExceptionOfTheLowestTaskAfterAllHaveStopped) {
  std::atomic<int> finished{0};
  try {
    parallel_for({3}, 50, [&](std::size_t task) {
      if (task % 10 == 7) throw std::runtime_error(std::to_string(task));
      ++finished;
    });
    FAIL() << "no exception";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "7");
  }
  EXPECT_EQ(finished, 45);
}

}  // namespace
}  // namespace sidproof
