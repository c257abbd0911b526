// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "verdict/verdict.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace sidproof {
namespace {

constexpr std::array all = {Truth::holds, Truth::unknown, Truth::refuted};

TEST(Worst, IsTheMaximumInTheOrderHoldsUnknownRefuted) {
  for (std::size_t a = 0; a < all.size(); ++a)
    for (std::size_t b = 0; b < all.size(); ++b)
      EXPECT_EQ(worst(all[a], all[b]), all[std::max(a, b)]) << name(all[a]) << ' ' << name(all[b]);
}

TEST(Merge, OfNothingHolds) { EXPECT_EQ(merge({}).truth, Truth::holds); }

TEST(Merge, KeepsTheReasonOfTheFirstOfTheWorst) {
  const std::array verdicts = {Verdict::holds("a"), Verdict::unknown("b"), Verdict::refuted("c"),
                               Verdict::refuted("d"), Verdict::unknown("e")};
  const Verdict merged = merge(verdicts);
  EXPECT_EQ(merged.truth, Truth::refuted);
  EXPECT_EQ(merged.reason, "c");
}

TEST(Merge, NeverTurnsUnknownIntoHolds) {
  const std::array verdicts = {Verdict::holds(), Verdict::unknown("cannot tell"), Verdict::holds()};
  EXPECT_EQ(merge(verdicts).truth, Truth::unknown);
}

TEST(TruthName, IsTheWordOfTheReports) {
  EXPECT_EQ(name(Truth::holds), "holds");
  EXPECT_EQ(name(Truth::refuted), "refuted");
  EXPECT_EQ(name(Truth::unknown), "unknown");
}

}  // namespace
}  // namespace sidproof
