// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "properties/mutants/isolated.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace sidproof::mutants {
namespace {

using Kind = Outcome::Kind;

Task forever() {
  return []() -> std::optional<std::string> {
    volatile bool go_on = true;
    while (go_on) continue;
    return std::nullopt;
  };
}

TEST(Isolated, TellsHowEachTaskEndedInTheOrderOfTasks) {
  const std::vector<Task> tasks = {
      [] { return std::nullopt; },
      [] { return std::string("1/2 is not 1/3"); },
      []() -> std::optional<std::string> { throw std::runtime_error("no inverse"); },
      []() -> std::optional<std::string> { throw 7; },
      []() -> std::optional<std::string> {
        std::raise(SIGSEGV);
        return std::nullopt;
      },
      []() -> std::optional<std::string> { _exit(0); },
      forever(),
      [] { return std::string(100000, 'x'); },
  };
  for (const unsigned jobs : {1U, 3U, 20U}) {
    const auto outcomes = run_isolated(tasks, {.jobs = jobs, .cpu_seconds = 1});
    ASSERT_EQ(outcomes.size(), tasks.size());
    EXPECT_EQ(outcomes[0].kind, Kind::survived);
    EXPECT_EQ(outcomes[1].kind, Kind::refuted);
    EXPECT_EQ(outcomes[1].text, "1/2 is not 1/3");
    EXPECT_EQ(outcomes[2].kind, Kind::threw);
    EXPECT_EQ(outcomes[2].text, "no inverse");
    EXPECT_EQ(outcomes[3].kind, Kind::threw);
    EXPECT_EQ(outcomes[4].kind, Kind::crashed);
    EXPECT_EQ(outcomes[5].kind, Kind::crashed);
    EXPECT_EQ(outcomes[6].kind, Kind::hung);
    EXPECT_EQ(outcomes[7].kind, Kind::refuted);
    EXPECT_GT(outcomes[7].text.size(), 100U);
  }
}

TEST(Isolated, WallTimeEndsWhatWaits) {
  const auto outcomes = run_isolated({[]() -> std::optional<std::string> {
                                       pause();
                                       return std::nullopt;
                                     }},
                                     {.cpu_seconds = 5, .wall_seconds = 1});
  EXPECT_EQ(outcomes[0].kind, Kind::hung);
}

TEST(Isolated, MemoryIsNotShared) {
  static int chosen = 0;
  const auto outcomes = run_isolated({[]() -> std::optional<std::string> {
                                       chosen = 7;
                                       return std::nullopt;
                                     }},
                                     {});
  EXPECT_EQ(outcomes[0].kind, Kind::survived);
  EXPECT_EQ(chosen, 0);
}

TEST(Isolated, NoTasksNoOutcomes) { EXPECT_TRUE(run_isolated({}, {}).empty()); }

}  // namespace
}  // namespace sidproof::mutants
