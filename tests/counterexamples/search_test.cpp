// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/search.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "counterexamples/catalogue.hpp"
#include "exact/flint_rational.hpp"
#include "exact/rational.hpp"
#include "objective/partition.hpp"

namespace sidproof {
namespace {

// Minimality once more, by loops of their own: no canonical forms, no code of the
// search, the formulas written out for k = 2 and two tokens.

std::vector<Rational> fractions_up_to(std::uint32_t largest) {
  std::vector<Rational> all;
  for (std::uint32_t d = 2; d <= largest; ++d)
    for (std::uint32_t n = 1; n < d; ++n)
      if (std::gcd(n, d) == 1) all.push_back(Rational(n) / d);
  return all;
}

TEST(Minimality, OfF2ByThreeNestedLoops) {
  const auto differs = [](std::uint32_t largest) {
    // Two items under different first tokens 0, 1; b, c: the conditional of the second.
    for (const Rational& a : fractions_up_to(largest))
      for (const Rational& b : fractions_up_to(largest))
        for (const Rational& c : fractions_up_to(largest))
          if ((a > 1 - a && a * b < (1 - a) * c) || (a < 1 - a && a * b > (1 - a) * c)) return true;
    return false;
  };
  // Items under one first token have LOCAL = GLOBAL: one branching only.
  EXPECT_FALSE(differs(3));
  EXPECT_TRUE(differs(4));
  EXPECT_EQ(find_cases("F2-best")[0].find().search.size, (Size{2, 2, 2, 4}));
}

TEST(Minimality, OfB6ByOneLoop) {
  // Items 0 and 1 share a sequence, item 2 has the other one.
  const auto swaps = [](std::uint32_t largest) {
    for (const Rational& p : fractions_up_to(largest))
      if (p > 1 - p && p / 2 < 1 - p) return true;
    return false;
  };
  EXPECT_FALSE(swaps(4));
  EXPECT_TRUE(swaps(5));
  EXPECT_EQ(find_cases("B6")[0].find().search.size, (Size{3, 1, 2, 5}));
}

// Parallel heads over 2 x 2: n(s) by code, AR masses as products of marginal counts.
bool ar_swaps_items(const std::map<int, int>& n) {
  const auto count = [&](int first, int second) {
    const auto found = n.find(2 * first + second);
    return found == n.end() ? 0 : found->second;
  };
  const auto mass = [&](int code) {
    const int first = code / 2;
    const int second = code % 2;
    return (count(first, 0) + count(first, 1)) * (count(0, second) + count(1, second));
  };
  for (const auto& [u, nu] : n)
    for (const auto& [v, nv] : n)
      if (mass(u) > mass(v) && nu < nv) return true;
  return false;
}

TEST(Minimality, OfA2cByAllCounts) {
  const auto exists = [](int items, int events) {
    for (int codes = 1; codes < 16; ++codes) {
      if (__builtin_popcount(static_cast<unsigned>(codes)) != items) continue;
      for (int a = 0; a <= events; ++a)
        for (int b = 0; a + b <= events; ++b)
          for (int c = 0; a + b + c <= events; ++c) {
            const std::array<int, 4> counts = {a, b, c, events - a - b - c};
            std::map<int, int> n;
            bool fits = true;
            for (int code = 0; code < 4; ++code) {
              const int count = counts.at(static_cast<std::size_t>(code));
              fits = fits && (count > 0) == ((codes >> code & 1) != 0);
              if (count > 0) n[code] = count;
            }
            if (fits && ar_swaps_items(n)) return true;
          }
    }
    return false;
  };
  for (int events = 1; events <= 6; ++events) EXPECT_FALSE(exists(2, events)) << events;
  for (int events = 3; events <= 4; ++events) EXPECT_FALSE(exists(3, events)) << events;
  EXPECT_TRUE(exists(3, 5));
  EXPECT_EQ(find_cases("A2c-ranking")[0].find().search.size, (Size{3, 2, 2, 5}));
}

TEST(Search, LooksAtEveryCandidateOfTheBoxOnce) {
  // One item, k = 1, two tokens, positive conditionals with denominators up to 5: nine.
  SearchSpace space{.box = {1, 1, 2, 5}, .rows = Rows::positive};
  std::map<std::string, int> seen;
  std::vector<std::uint32_t> denominators;
  const auto found = search<Rational>(space, [&](const Candidate<Rational>& c) {
    ++seen[text_of(c.model.conditional({}, 0))];
    denominators.push_back(c.size.denominator);
    return false;
  });
  EXPECT_FALSE(found);
  EXPECT_EQ(seen.size(), 9U);
  for (const auto& [law, times] : seen) EXPECT_EQ(times, 1) << law;
  EXPECT_TRUE(std::is_sorted(denominators.begin(), denominators.end()));
}

TEST(Search, CountsWhatCameBefore) {
  SearchSpace space{.box = {1, 1, 2, 5}, .rows = Rows::positive};
  const auto found = search<FlintRational>(space, [](const Candidate<FlintRational>& c) {
    return c.model.conditional({}, 0) == fraction<FlintRational>(2, 5);
  });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->size, (Size{1, 1, 2, 5}));
  EXPECT_EQ(found->smaller, 5U);    // 1/2, 2/3, 1/3, 3/4, 1/4
  EXPECT_EQ(found->same_size, 2U);  // 4/5, 3/5
}

TEST(Search, SizesAscendInLexicographicOrder) {
  SearchSpace space{.box = {2, 2, 3, 3}, .data = true};
  Size before{0, 0, 0, 0};
  std::uint64_t candidates = 0;
  const auto found = search<FlintRational>(space, [&](const Candidate<FlintRational>& c) {
    EXPECT_LE(before, c.size);
    before = c.size;
    ++candidates;
    std::uint64_t events = 0;
    for (const std::uint64_t count : c.counts) {
      EXPECT_GE(count, 1U);
      events += count;
    }
    EXPECT_LE(events, c.size.denominator);
    return false;
  });
  EXPECT_FALSE(found);
  EXPECT_EQ(before, (Size{2, 2, 3, 3}));
  EXPECT_GT(candidates, 1000U);
}

TEST(EventCounts, AreTheCompositions) {
  EXPECT_EQ(event_counts(3, 5).size(), 6U);  // C(4, 2)
  EXPECT_EQ(event_counts(2, 1).size(), 0U);
  EXPECT_EQ(event_counts(2, 3), (std::vector<ItemCounts>{{2, 1}, {1, 2}}));
}

}  // namespace
}  // namespace sidproof
